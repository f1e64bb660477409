"""What an act's moment takes from the ledger (R17, R19)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from creditui.domain.kinds import Kind, Source
from creditui.domain.people import Spent
from creditui.store.moment import believed, spent
from tests.support.studio import NOW, TODAY, Studio


@pytest.mark.parametrize(
    ("behind", "known"),
    [(-60, -60), (0, 0), (1, 0), (5 * 60, 0), (5 * 60 + 1, 5 * 60 + 1)],
)
def test_a_clock_a_little_behind_the_ledger_is_set_right(
    studio: Studio, behind: int, known: int
) -> None:
    studio.add(1)
    instant = NOW - timedelta(seconds=behind)
    assert believed(studio.store, instant) == NOW - timedelta(seconds=known)


def test_what_a_person_has_adjusted(studio: Studio) -> None:
    mona = studio.staff("mona").id
    for days in (31, 30, 29, 1):
        day = TODAY - timedelta(days=days)
        lot = replace(studio.grant(1), starts_on=day)
        studio.append(studio.draft(Kind.ADD, (lot,), day=day))
    studio.add(3)
    studio.append(studio.draft(Kind.REMOVE, (studio.move(1, -2),)))
    set_higher = replace(studio.grant(5), source=Source.ALLOCATION)
    studio.append(studio.draft(Kind.ALLOCATION, (set_higher,)))
    studio.append(studio.draft(Kind.USE, (studio.move(1, -4),)))
    studio.add(1, external_id="dora")
    assert spent(studio.store, mona, 1, TODAY) == Spent(today=11, member=12)
    assert spent(studio.store, mona, None, TODAY) == Spent(today=11, member=0)
    assert spent(studio.store, studio.staff("alice").id, 1, TODAY) == Spent()
