"""What happens to the cast: the rules let every step through, on any day of the year."""

from datetime import date
from pathlib import Path

import pytest

from creditui.desk.demo.cast import cast
from creditui.domain.kinds import Kind
from creditui.domain.lots import balances
from tests.desk.demo.studio import Made, make

DAYS = (
    date(2026, 1, 1),
    date(2026, 3, 29),  # clocks go forward
    date(2026, 3, 31),
    date(2026, 10, 25),  # clocks go back
    date(2028, 2, 29),
    date(2026, 12, 31),
)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_step_of_every_story_is_in_the_ledger(tmp_path: Path, today: date) -> None:
    made = make(tmp_path, members=1, seed=today.toordinal(), today=today)
    for part in cast(today):
        if part.story:
            written = [
                (e.studio_date, e.actor, e.via)
                for e in made.entries(part.person.phone)
                if e.actor != "system"
            ]
            for step in part.story:
                day = date.fromordinal(today.toordinal() - step.days_ago)
                assert (day, step.who, step.via) in written, (part.person.name, step)
    maya = made.record("maya@okafor.example")
    assert balances(maya.lots, today) == {"massage": 5, "reformer": 2}
    made.store.close()


def test_the_cast_shows_every_kind_of_act(studio: Made) -> None:
    priya = studio.entries("+44 7700 900004")
    raised = [e for e in priya if e.kind is Kind.ALLOCATION and e.actor == "ben"]
    assert [(e.allocation_before, e.allocation_after) for e in raised] == [(8, 10)]
    assert any("over_allocation" in e.flags and e.via == "ada" for e in priya)
    james = studio.entries("07700 900002")
    (correction,) = (e for e in james if e.kind is Kind.REMOVE)
    corrected = next(e for e in james if e.id == correction.corrects)
    assert (corrected.kind, corrected.credits + correction.credits) == (Kind.ADD, 0)
    maya = studio.entries("maya@okafor.example")
    assert any(e.kind is Kind.GIVE_BACK for e in maya)
    assert any(e.kind is Kind.REMOVE for e in studio.entries("07700 900003"))
