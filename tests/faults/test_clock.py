"""The clock is set back, set forward or changed by law: order and dates hold, people are told."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from creditui.cli.main import main
from creditui.desk.applying import apply
from creditui.desk.errors import Refused, StoreError
from creditui.desk.ledger import member_ledger
from creditui.desk.open_member import open_member
from creditui.desk.session import open_desk
from creditui.desk.verify import verify
from creditui.domain.proposal import Add, Correct
from creditui.domain.settings import Settings
from creditui.store.studio import write_settings
from creditui.store.transaction import writing
from tests.cli.harbour import build
from tests.faults.support.acts import GIVEN, LATER, MAYA, WRONG, everything
from tests.support.studio import NOW, FixedClock, Studio

ADD = Add(MAYA, "massage", 2, LATER, GIVEN)
ADD_ONE = Add(MAYA, "massage", 1, date(2027, 12, 31), GIVEN)
DAY = timedelta(days=1)


def verifies(studio: Studio) -> bool:
    desk = open_desk(studio.url, "ada", clock=studio.clock)
    found = verify(desk, processes=1).findings
    desk.close()
    return found == ()


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (-timedelta(minutes=6), "6 minutes"),
        (-timedelta(hours=1), "60 minutes"),
        (-timedelta(hours=2), "2 hours"),
        (-DAY, "24 hours"),
        (-2 * DAY, "2 days"),
        (-100 * DAY, "100 days"),
    ],
)
def test_set_back_it_writes_nothing_and_says_so(studio: Studio, by: timedelta, said: str) -> None:
    desk = open_desk(studio.url, "mona", clock=studio.clock)
    done = apply(desk, MAYA, ADD, "before").entry
    held = everything(studio.store)
    studio.clock.instant += by
    with pytest.raises(StoreError, match=f" {said} behind the last entry: set it right") as told:
        apply(desk, MAYA, ADD, "meanwhile")
    assert told.value.code == "clock"
    assert everything(studio.store) == held
    assert apply(desk, MAYA, ADD, "before").entry == done
    assert open_member(desk, MAYA).record.lots
    assert member_ledger(desk, MAYA)[0].id == done.id
    studio.clock.instant = NOW
    assert apply(desk, MAYA, ADD, "meanwhile").entry.seq == done.seq + 1
    desk.close()
    assert verifies(studio)


def test_set_forward_a_day_by_mistake_the_desk_waits_for_that_day(studio: Studio) -> None:
    desk = open_desk(studio.url, "mona", clock=studio.clock)
    studio.clock.instant += DAY
    wrong = apply(desk, MAYA, ADD, "wrong").entry
    for later in range(0, 24, 5):
        studio.clock.instant = NOW + timedelta(hours=later)
        with pytest.raises(StoreError, match="behind the last entry"):
            apply(desk, MAYA, ADD, "right")
    studio.clock.instant = NOW + DAY
    right = apply(desk, MAYA, ADD, "right").entry
    assert (right.seq, right.at) == (wrong.seq + 1, wrong.at)
    desk.close()
    assert verifies(studio)


def test_a_little_behind_across_midnight_the_date_is_that_of_the_instant(studio: Studio) -> None:
    studio.clock.instant = datetime(2026, 11, 21, 0, 2, tzinfo=UTC)
    desk = open_desk(studio.url, "mona", clock=studio.clock)
    added = apply(desk, MAYA, ADD, "after-midnight").entry
    studio.clock.instant -= timedelta(minutes=4)
    corrected = apply(desk, MAYA, Correct(added.id, WRONG), "before-midnight").entry
    assert (corrected.at, corrected.studio_date) == (added.at, date(2026, 11, 21))
    assert corrected.balance_before == added.balance_after
    desk.close()
    assert verifies(studio)


def test_the_whole_program_says_it_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build(tmp_path)
    command = ["--db", str(tmp_path / "studio.db"), "adjust", "maya", "--add", "1"]
    command += ["--service", "massage", "--expires", "eom", "--reason", "goodwill"]
    command += ["--note", "she waited twenty minutes"]
    assert main(command, clock=FixedClock()) == 0
    capsys.readouterr()
    assert main(command, clock=FixedClock(NOW - DAY)) == 5
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "The clock of this computer is 24 hours behind the last entry" in said.err


CHANGES = (
    ("Europe/London", "2027-10-31", "2027-10-31T23:59:59", "2027-11-01T00:00:00"),
    ("Europe/London", "2027-03-28", "2027-03-28T22:59:59", "2027-03-28T23:00:00"),
    ("Africa/Cairo", "2027-04-29", "2027-04-29T21:59:59", "2027-04-29T22:00:00"),
    ("America/Santiago", "2027-09-04", "2027-09-05T03:59:59", "2027-09-05T04:00:00"),
    ("Australia/Lord_Howe", "2027-04-04", "2027-04-04T13:29:59", "2027-04-04T13:30:00"),
)
"""A zone, a day on which or after which its clocks change, its last second, the next day's first.

In Cairo and Santiago there is no midnight after it; on Lord Howe Island the change is half an hour.
"""


@pytest.mark.parametrize(("zone", "day", "last", "following"), CHANGES)
def test_where_the_clocks_change_credits_last_to_the_end_of_their_day(
    studio: Studio, zone: str, day: str, last: str, following: str
) -> None:
    until = date.fromisoformat(day)
    with writing(studio.store):
        write_settings(studio.store, Settings(timezone=zone))
    desk = open_desk(studio.url, "mona", clock=studio.clock)
    apply(desk, MAYA, Add(MAYA, "reformer", 2, until, GIVEN), "add")
    studio.clock.instant = datetime.fromisoformat(f"{last}+00:00")
    assert open_member(desk, MAYA).balances["reformer"] == 2
    assert apply(desk, MAYA, ADD_ONE, "last").entry.studio_date == until
    studio.clock.instant = datetime.fromisoformat(f"{following}+00:00")
    assert open_member(desk, MAYA).balances["reformer"] == 0
    assert apply(desk, MAYA, ADD_ONE, "next").entry.studio_date == until + DAY
    with pytest.raises(Refused):
        apply(desk, MAYA, Add(MAYA, "reformer", 2, until, GIVEN), "late")
    desk.close()
    assert verifies(studio)


def test_an_hour_that_comes_twice_keeps_its_order(studio: Studio) -> None:
    """In London 01:30 comes twice on 31 October 2027."""
    studio.clock.instant = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    desk = open_desk(studio.url, "mona", clock=studio.clock)
    first = apply(desk, MAYA, ADD_ONE, "summer").entry
    studio.clock.advance(hours=1)
    second = apply(desk, MAYA, ADD_ONE, "winter").entry
    assert second.at - first.at == 3600 * 1_000_000
    assert first.studio_date == second.studio_date == date(2027, 10, 31)
    desk.close()
    assert verifies(studio)
