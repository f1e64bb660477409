"""A folder again, changed, a month later, dry, stopped, and by whom."""

from __future__ import annotations

from datetime import date

import pytest

from creditui.desk.errors import Refused
from creditui.desk.importing import FileCount, import_folder
from creditui.desk.session import open_desk
from creditui.store.search import search_members
from creditui.store.signing_in import read_staff
from creditui.store.staff import insert_staff
from creditui.store.transaction import writing
from tests.desk.importing.conftest import Importing, counts, entries


def test_the_same_folder_again_changes_nothing(studio: Importing) -> None:
    first = studio.done()
    before = studio.contents()
    studio.clock.advance(days=1)
    again = studio.done()
    assert studio.contents() == before
    assert [f.same for f in again.files] == [f.new for f in first.files]
    assert (again.entries, again.credits, again.kept) == (0, 0, ())


def test_changed_facts_are_brought_up_to_date(studio: Importing) -> None:
    studio.done()
    studio.put("services.csv", "massage,Deep massage")
    studio.put("plan_services.csv", "gold,massage,10\ngold,sauna,1")
    studio.put("staff.csv", "bob,Bob O'Brien,staff,")
    studio.put("members.csv", "C-1,Maya Okafor-Lee,maya@example.org,,")
    studio.put("memberships.csv", "M-1,C-1,pack,2026-08-01,,2026-11-19,yes,no")
    (studio.folder / "plans.csv").unlink()
    (studio.folder / "periods.csv").unlink()
    assert counts(studio.done()) == {
        "services.csv": (0, 1, 0, 0),
        "plan_services.csv": (1, 1, 0, 0),
        "staff.csv": (0, 1, 0, 0),
        "members.csv": (0, 1, 0, 0),
        "memberships.csv": (0, 1, 0, 0),
    }
    maya = studio.record("C-1")
    assert (maya.member.name, maya.member.phone, maya.member.joined_on) == (
        "Maya Okafor-Lee",
        "",
        None,
    )
    membership = next(m for m in maya.memberships if m.external_id == "M-1")
    assert (membership.plan.code, membership.cancelled_on, membership.paused) == (
        "pack",
        date(2026, 11, 19),
        True,
    )
    bob = read_staff(studio.desk.store, "bob")
    assert bob is not None
    assert (bob.role, bob.member_id) == ("staff", maya.member.id)
    assert search_members(studio.desk.store, "lee").members[0].external_id == "C-1"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("M-1,2026-11-01,2026-11-30,massage,8,5,", "opened with 3 of 8 used"),
        ("M-1,2026-11-01,2026-11-30,massage,10,3,", "the file now has 3 of 10"),
        ("M-1,2026-11-01,2026-11-30,massage,8,3,2026-12-31", "the ledger's expiry was kept"),
    ],
)
def test_later_figures_of_the_same_period_are_told_and_not_written(
    importing: Importing, row: str, said: str
) -> None:
    importing.small()
    importing.done()
    before = importing.contents()
    importing.put("periods.csv", row)
    report = importing.done()
    assert counts(report)["periods.csv"] == (0, 0, 0, 1)
    (sentence,) = report.kept
    assert sentence.startswith("periods.csv, line 2: ")
    assert said in sentence
    assert importing.contents() == before


def test_a_period_that_came_without_credits_keeps_none(importing: Importing) -> None:
    importing.small(periods="M-1,2026-11-01,2026-11-30,massage,0,0,")
    importing.done()
    importing.small()
    assert counts(importing.done())["periods.csv"] == (0, 0, 0, 1)
    assert importing.record("C-1").lots == ()


def test_the_next_months_export_opens_only_what_is_new(importing: Importing) -> None:
    importing.small()
    importing.done()
    importing.clock.advance(days=20)
    importing.small(
        periods="M-1,2026-11-01,2026-11-30,massage,8,7,\n"
        "M-1,2026-11-01,2026-11-30,sauna,1,0,\n"
        "M-1,2026-12-01,2026-12-31,massage,8,1,"
    )
    report = importing.done()
    assert counts(report)["periods.csv"] == (2, 0, 0, 1)
    assert (report.entries, report.credits) == (3, 8)
    newest = entries(importing, importing.record("C-1"))[-1]
    assert (newest.service, newest.balance_before, newest.balance_after) == ("massage", 8, 7)


def test_a_new_last_day_of_a_period_is_a_fact_and_its_credits_keep_theirs(
    importing: Importing,
) -> None:
    importing.small()
    importing.done()
    importing.put("periods.csv", "M-1,2026-11-01,2026-12-02,massage,8,3,")
    assert counts(importing.done())["periods.csv"] == (0, 1, 0, 0)
    record = importing.record("C-1")
    assert [p.ends_on for ps in record.periods.values() for p in ps] == [date(2026, 12, 2)]
    assert [lot.expires_on for lot in record.lots] == [date(2026, 11, 30)]


def test_a_dry_run_tells_the_same_and_writes_nothing(studio: Importing) -> None:
    before = studio.contents()
    dry = studio.run(dry_run=True)
    assert studio.contents() == before
    assert dry.dry_run
    assert not dry.written
    wet = studio.done()
    assert (dry.files, dry.entries, dry.credits) == (wet.files, wet.entries, wet.credits)


def test_a_dry_run_tells_problems(importing: Importing) -> None:
    importing.small(members="C-1,,,,")
    report = importing.run(dry_run=True)
    assert [p.column for p in report.problems] == ["name"]
    assert not report.written


@pytest.mark.parametrize("stop", range(1, 16))
def test_stopping_leaves_nothing(studio: Importing, stop: int) -> None:
    before = studio.contents()
    told: list[str] = []

    def progress(name: str, done: int, total: int) -> None:
        assert 0 <= done <= total
        told.append(name)
        if len(told) == stop:
            raise KeyboardInterrupt

    try:
        import_folder(studio.desk, studio.folder, progress=progress)
    except KeyboardInterrupt:
        assert studio.contents() == before
        studio.done()
    else:
        assert len(told) == 14


@pytest.mark.parametrize("role", ["staff", "manager", "auditor"])
def test_only_an_admin_imports(importing: Importing, role: str) -> None:
    importing.small()
    with writing(importing.desk.store):
        insert_staff(importing.desk.store, "sam", "Sam", role)
    before = importing.contents()
    desk = open_desk(importing.desk.store.url, "sam")
    try:
        with pytest.raises(Refused):
            import_folder(desk, importing.folder)
    finally:
        desk.close()
    assert importing.contents() == before


def test_a_read_only_desk_does_not_import(importing: Importing) -> None:
    importing.small()
    desk = open_desk(importing.desk.store.url, "root", read_only=True)
    try:
        with pytest.raises(Refused, match="read only"):
            import_folder(desk, importing.folder)
    finally:
        desk.close()


def test_the_admin_behind_another_is_named(importing: Importing) -> None:
    importing.small(staff="zara,Zara,admin,")
    importing.done()
    importing.put("periods.csv", "M-1,2026-12-01,2026-12-31,massage,8,0,")
    desk = open_desk(importing.desk.store.url, "root", as_username="zara", clock=importing.clock)
    try:
        import_folder(desk, importing.folder)
    finally:
        desk.close()
    assert entries(importing, importing.record("C-1"))[-1].via == "root"


def test_the_last_admin_may_hand_over_in_one_file(importing: Importing) -> None:
    importing.put("staff.csv", "root,Root,manager,\nzara,Zara,admin,")
    assert importing.done().files == (FileCount("staff.csv", new=1, changed=1),)
