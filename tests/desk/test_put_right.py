"""The clock stood ahead and is put right: the ledger goes on, and everything that reads it holds.

The sample studio's clock is set forward by a year, credits are added, used and written off under
it, and a seal is made; then the clock is right again, and an admin says so (R17).
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from creditui.desk.applying import apply
from creditui.desk.as_of import open_member_as_of
from creditui.desk.audit_findings import audit_findings, newer_findings
from creditui.desk.entry_lots import entry_lots
from creditui.desk.errors import InputError, Refused, Stale, StoreError
from creditui.desk.expire import expire
from creditui.desk.exporting.beancount import beancount
from creditui.desk.exporting.hledger import hledger
from creditui.desk.exporting.reading import Export, begin_export
from creditui.desk.ledger import explain
from creditui.desk.open_member import open_member
from creditui.desk.put_right import clock_state, put_right
from creditui.desk.seal import seal
from creditui.desk.session import Desk
from creditui.desk.settings import change_setting
from creditui.desk.story import balance_story
from creditui.desk.studio_ledger import studio_ledger
from creditui.domain.filtering import Filter
from creditui.domain.proposal import Correct, Why
from creditui.store.clock_records import clock_records
from creditui.store.seals import seals_after
from tests.second import verifier
from tests.support.clock_ahead import (
    ADD,
    MAYA,
    NOTE,
    YEAR,
    desk_of,
    make_stuck,
    mend,
    verified,
)
from tests.support.studio import NOW, TODAY, FixedClock, Studio
from tests.support.tampering import unguarded


@pytest.fixture(scope="module")
def stuck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_stuck(tmp_path_factory.mktemp("clock"))


@pytest.fixture
def path(stuck: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(stuck, tmp_path / "studio.db"))


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    found = desk_of(path, FixedClock(NOW + timedelta(hours=1)))
    yield found
    found.close()


def test_until_an_admin_says_so_nothing_is_written(desk: Desk) -> None:
    with pytest.raises(StoreError, match="creditui clock"):
        apply(desk, MAYA, ADD, "after")
    state = clock_state(desk)
    assert state.ahead is not None
    assert state.ahead[0] == 17
    assert state.since == TODAY + YEAR


def test_then_the_ledger_goes_on_with_true_times(path: Path, desk: Desk) -> None:
    first, last = mend(desk)
    entry = apply(desk, MAYA, ADD, "after").entry
    assert (entry.id, entry.studio_date) == (last + 1, TODAY)
    assert clock_state(desk).ahead is None
    desk.clock = FixedClock(NOW)  # an hour before the clock was put right
    with pytest.raises(StoreError, match="60 minutes behind"):
        apply(desk, MAYA, ADD, "again")
    done = verified(path)
    assert done.findings == ()
    assert [(each.first_entry, each.last_entry, each.note) for each in done.clock] == [
        (first, last, NOTE)
    ]


def test_seals_cover_the_record_and_have_true_times_again(path: Path, desk: Desk) -> None:
    mend(desk)
    apply(desk, MAYA, ADD, "after")
    made = seal(desk).seal
    assert made is not None
    assert made.instant == NOW + timedelta(hours=1)
    assert made.clock == clock_records(desk.store)[0].digest
    assert seals_after(desk.store, 0)[0].clock is None
    assert "agree" in verifier.verify_database(path, [str(made.text)])
    with unguarded(path) as connection:
        connection.execute("UPDATE clock_record SET note = 'nothing was wrong'")
    codes = {finding.code for finding in verified(path).findings}
    assert codes == {"clock"}  # the digest is what the seal holds
    with unguarded(path) as connection:
        connection.execute("DELETE FROM clock_record")
    codes = {finding.code for finding in verified(path).findings}
    assert codes == {"seal", "time"}


def test_what_expired_too_early_is_put_back(path: Path, desk: Desk) -> None:
    mend(desk)
    before = open_member(desk, MAYA)
    assert before.balances["massage"] == 0
    gone = [entry for entry, _ in written_off(desk)]
    assert gone
    for entry_id in gone:
        apply(desk, MAYA, Correct(entry_id, Why("correction", NOTE)), f"back-{entry_id}")
    held = open_member(desk, MAYA)
    assert held.balances["massage"] == 8 + 2 + 2
    assert {(lot.expired, lot.removed) for lot in held.record.lots if lot.left} == {(0, 0)}
    with pytest.raises(Refused, match="already"):
        apply(desk, MAYA, Correct(gone[0], Why("correction", NOTE)), "twice")
    assert verified(path).findings == ()
    desk.clock = FixedClock(NOW + timedelta(days=60))
    assert expire(desk).members == 1  # those that were put back, on their own day
    assert verified(path).findings == ()


def written_off(desk: Desk) -> list[tuple[int, int]]:
    """The entries that wrote off maya's massages, and how many."""
    sql = "SELECT id, credits FROM ledger_entry WHERE kind = 'expire' AND member_id = ? "
    sql += "AND service_id = (SELECT id FROM service WHERE code = 'massage')"
    return desk.store.rows(sql, (MAYA,))


def test_a_day_is_as_its_entries_left_it(desk: Desk) -> None:
    before = open_member_as_of(desk, MAYA, TODAY)
    assert before.balances["massage"] == 8 + 4
    mend(desk)
    for day in (TODAY, TODAY + timedelta(days=1)):
        desk.clock = FixedClock(NOW + (day - TODAY) + timedelta(hours=2))
        now, then = open_member(desk, MAYA), open_member_as_of(desk, MAYA, day)
        assert now.balances == then.balances
        assert {lot.id: lot.left for lot in now.record.lots} == {
            lot.id: lot.left for lot in then.record.lots
        }
        apply(desk, MAYA, ADD, f"on-{day}")
    story = balance_story(desk, MAYA, "massage")
    assert story.balance == 2 + 2
    assert [mark.on for mark in story.marks] == sorted(mark.on for mark in story.marks)


def test_what_moved_a_lot_by_a_day_adds_up_to_what_was_left_in_it(desk: Desk) -> None:
    ahead, _ = mend(desk)
    told = explain(desk, MAYA, "massage", as_of=TODAY).lots
    assert [(each.lot.id, each.lot.left) for each in told] == [(1, 0), (15, 0), (16, 0), (17, 3)]
    for story in (*told, *entry_lots(desk, ahead, TODAY).lots):
        assert sum(credits for _, credits in story.moves) == story.lot.left


def test_filters_by_date_find_every_entry_on_either_side(desk: Desk) -> None:
    mend(desk)
    for number in (1, 2):
        desk.clock = FixedClock(NOW + timedelta(days=number))
        apply(desk, MAYA, ADD, f"after-{number}")
    everything = studio_ledger(desk, Filter(), limit=200).entries
    for since in (None, TODAY, TODAY + timedelta(days=1), TODAY + YEAR, TODAY + 2 * YEAR):
        for until in (None, TODAY - timedelta(days=9), TODAY, TODAY + YEAR):
            wanted = Filter(since=since, until=until)
            found = [entry.id for entry in studio_ledger(desk, wanted, limit=200).entries]
            assert found == [
                entry.id
                for entry in everything
                if (since is None or entry.studio_date >= since)
                and (until is None or entry.studio_date <= until)
            ], (since, until)


def test_findings_come_in_the_order_of_their_numbers_page_by_page(desk: Desk) -> None:
    mend(desk)
    change_setting(desk, "closes_at", "11:00")  # noon is outside the hours then
    for number in (1, 2):
        apply(desk, MAYA, ADD, f"after-{number}")
    asked = ("outside-hours", TODAY, TODAY + 2 * YEAR)
    every = [each.entry.id for each in audit_findings(desk, *asked).findings]
    assert every == sorted({15, 16, 17, *every[:2]}, reverse=True)
    older, newer = audit_findings(desk, *asked, limit=2), newer_findings(desk, *asked, limit=2)
    down = [each.entry.id for each in older.findings]
    up = [each.entry.id for each in reversed(newer.findings)]
    while older.before_id is not None:
        older = audit_findings(desk, *asked, older.before_id, limit=2)
        down += [each.entry.id for each in older.findings]
    while newer.after_id is not None:
        newer = newer_findings(desk, *asked, newer.after_id, limit=2)
        up += [each.entry.id for each in reversed(newer.findings)]
    assert (down, up) == (every, every[::-1])


@pytest.mark.parametrize("form", [hledger, beancount])
def test_days_never_go_back_in_a_journal(
    desk: Desk, form: Callable[[Export], Iterator[str]]
) -> None:
    mend(desk)
    apply(desk, MAYA, ADD, "after")
    lines = "".join(form(begin_export(desk, Filter()))).splitlines()
    days = [line[:10] for line in lines if " * " in line and line[:2] == "20"]
    assert days == sorted(days)
    assert days[-1] == TODAY.isoformat()


@pytest.mark.parametrize(
    ("username", "today", "note", "why"),
    [
        ("mona", TODAY, NOTE, "ask an admin"),
        ("audrey", TODAY, NOTE, "may not do this|read only"),
        ("ada", TODAY + YEAR, NOTE, "set it right first"),
        ("ada", TODAY, "no", "note of at least"),
        ("ada", TODAY, "a\x1b[2Jb control", "control character"),
    ],
)
def test_who_may_and_what_she_must_say(
    path: Path, username: str, today: date, note: str, why: str
) -> None:
    desk = desk_of(path, FixedClock(), username)
    ahead = clock_state(desk).ahead
    assert ahead is not None
    with pytest.raises((Refused, InputError), match=why):
        put_right(desk, ahead, today, note)
    assert clock_records(desk.store) == ()
    desk.close()


def test_other_entries_than_those_that_she_saw(desk: Desk) -> None:
    with pytest.raises(Stale, match="are 17 to"):
        put_right(desk, (16, 17), TODAY, NOTE)


def test_a_clock_that_can_go_on_is_not_put_right(studio: Studio) -> None:
    desk = desk_of(studio.path, studio.clock)
    with pytest.raises(InputError, match="nothing to put right"):
        put_right(desk, (1, 14), TODAY, NOTE)
    desk.close()


def test_put_right_by_a_clock_that_was_wrong_too(path: Path, desk: Desk) -> None:
    """The first record was made half a year ahead: it takes a second one, over the same entries."""
    desk.clock = FixedClock(NOW + YEAR / 2)
    ahead = clock_state(desk).ahead
    assert ahead is not None
    put_right(desk, ahead, (NOW + YEAR / 2).date(), NOTE)
    desk.clock = FixedClock(NOW + timedelta(hours=1))
    assert clock_state(desk).ahead == ahead
    mend(desk)
    apply(desk, MAYA, ADD, "after")
    assert verified(path).findings == ()
    assert len(verified(path).clock) == 2


def test_it_can_happen_again(path: Path, desk: Desk) -> None:
    mend(desk)
    apply(desk, MAYA, ADD, "after")
    desk.clock = FixedClock(NOW + 3 * YEAR)
    apply(desk, MAYA, replace(ADD, expires_on=date(2030, 1, 1)), "ahead-again")
    desk.clock = FixedClock(NOW + timedelta(hours=2))
    first, last = mend(desk)
    assert first == last
    apply(desk, MAYA, ADD, "after-that")
    assert seal(desk).seal is not None
    assert verified(path).findings == ()
    assert verified(path, since_seal=True).findings == ()
