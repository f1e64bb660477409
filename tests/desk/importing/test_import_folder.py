"""A whole folder: what it becomes, a second time, changed, later, dry, stopped."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from creditui.desk.applying import apply
from creditui.desk.errors import Refused
from creditui.desk.importing import FileCount, ImportReport, import_folder
from creditui.desk.session import open_desk
from creditui.domain.ledger import Entry, Kind
from creditui.domain.lots import Source, balances
from creditui.domain.membership import MemberRecord
from creditui.domain.proposal import Add, Why
from creditui.store.entries import member_entries
from creditui.store.search import search_members
from creditui.store.staff import insert_staff, read_staff
from creditui.store.transaction import writing
from tests.desk.importing.conftest import FIXTURES, Importing
from tests.support.studio import TODAY

LONG = "Anne " * 59 + "Marie"
NAMES = {
    "C-1": "Maya Okafor",
    "C-2": "Maya Okafor",
    "C-3": "Zoë Müller",
    "C-4": "محمد علي",
    "C-5": "王小明",
    "C-6": "[bold red]",
    "C-7": "[@click=app.quit]x[/]",
    "C-8": "=1+1",
    "C-9": "Ana 🧘‍♀️ Souza",
    "C-10": LONG,
    "C-11": "Grace Hopper",
    "C-12": 'Ada "Countess" Lovelace',
}


@pytest.fixture
def studio(importing: Importing) -> Importing:
    """The ugly studio of the fixtures, not yet imported."""
    shutil.copytree(FIXTURES / "studio", importing.folder, dirs_exist_ok=True)
    return importing


def entries(importing: Importing, record: MemberRecord) -> tuple[Entry, ...]:
    """The member's entries, oldest first."""
    return tuple(reversed(member_entries(importing.desk.store, record.member.id)))


def counts(report: ImportReport) -> dict[str, tuple[int, int, int, int]]:
    """New, changed, same and kept by file, where there is anything to count."""
    found = {f.file: (f.new, f.changed, f.same, f.kept) for f in report.files}
    return {file: rows for file, rows in found.items() if any(rows)}


def test_the_ugly_studio_is_kept_to_the_letter(studio: Importing) -> None:
    report = studio.done()
    assert [f.new for f in report.files] == [3, 3, 4, 2, 12, 4, 9]
    assert (report.entries, report.credits, report.kept) == (14, 28 + 4 + 1 + 9 - 6, ())
    assert {id: studio.record(id).member.name for id in NAMES} == NAMES
    maya = studio.record("C-1")
    assert maya.member.joined_on == date(2024, 2, 29)
    assert {m.external_id: (m.plan.code, m.paused, m.past_due) for m in maya.memberships} == {
        "M-1": ("gold", False, False),
        "M-4": ("pack", False, False),
    }
    family = studio.record("C-2").memberships[0]
    assert (family.ends_on, family.paused, family.past_due) == (date(2026, 12, 31), False, True)


def test_balances_are_allocated_less_used_of_living_periods(studio: Importing) -> None:
    studio.done()
    expected = {"C-1": {"massage": 14, "reformer": 4}, "C-2": {"massage": 4}, "C-3": {"sauna": 1}}
    for reference, wanted in expected.items():
        assert balances(studio.record(reference).lots, TODAY) == wanted


def test_expiry_is_the_rows_own_or_the_plans_rule(studio: Importing) -> None:
    studio.done()
    found = {
        (lot.service, lot.starts_on): lot.expires_on
        for reference in ("C-1", "C-2", "C-3")
        for lot in studio.record(reference).lots
    }
    assert found == {
        ("massage", date(2026, 9, 1)): date(2026, 9, 30),
        ("massage", date(2026, 9, 15)): date(2027, 1, 31),
        ("massage", date(2026, 10, 1)): date(2026, 10, 31),
        ("massage", date(2026, 11, 1)): date(2026, 11, 30),
        ("massage", date(2026, 12, 1)): date(2026, 12, 31),
        ("reformer", date(2026, 11, 1)): date(2026, 12, 15),
        ("massage", date(2026, 1, 1)): None,
        ("sauna", date(2026, 11, 15)): date(2026, 11, 29),
    }


def test_every_lot_is_explained_by_its_entries(studio: Importing) -> None:
    studio.done()
    for reference in ("C-1", "C-2", "C-3"):
        record = studio.record(reference)
        written = entries(studio, record)
        assert [e.seq for e in written] == list(range(1, len(written) + 1))
        for lot in record.lots:
            moved = [m.credits for e in written for m in e.movements if m.lot_id == lot.id]
            assert (lot.source, sum(moved)) == (Source.OPENING, lot.left)
            assert (moved[0], lot.used) == (lot.granted, -sum(moved[1:]))
            period = record.period(lot.period_id or 0)
            assert period is not None
            allocation = period.allocation(lot.service)
            assert allocation is not None
            assert (allocation.allocated, allocation.used, allocation.left) == (
                lot.granted,
                lot.used,
                lot.left,
            )


def test_opening_entries_say_who_when_and_why(studio: Importing) -> None:
    studio.done()
    granted, used = entries(studio, studio.record("C-2"))
    assert (granted.kind, granted.credits) == (Kind.OPENING, 10)
    assert (granted.allocation_before, granted.allocation_after) == (0, 10)
    assert (granted.balance_before, granted.balance_after) == (0, 10)
    assert (used.kind, used.credits, used.allocation_after) == (Kind.OPENING, -6, None)
    assert (used.balance_before, used.balance_after) == (10, 4)
    for entry in (granted, used):
        assert (entry.actor, entry.via) == ("import", "root")
        assert (entry.reason, entry.studio_date) == (None, TODAY)
        assert entry.instant == studio.clock.instant
        assert entry.note.startswith("Imported from periods.csv")
    assert granted.request_id == "import:M-2:2026-01-01:massage:granted"
    assert used.request_id == "import:M-2:2026-01-01:massage:used"


def test_an_upcoming_or_past_period_leaves_todays_balance_alone(studio: Importing) -> None:
    studio.done()
    written = [e for e in entries(studio, studio.record("C-1")) if e.service == "massage"]
    assert [(e.credits, e.balance_before, e.balance_after) for e in written] == [
        (8, 0, 0),
        (-8, 0, 0),
        (10, 0, 10),
        (-1, 10, 9),
        (8, 9, 9),
        (-3, 9, 9),
        (8, 9, 17),
        (-3, 17, 14),
        (8, 14, 14),
    ]


def test_a_period_without_credits_is_there_without_an_entry(studio: Importing) -> None:
    studio.done()
    record = studio.record("C-3")
    (membership,) = record.memberships
    earlier = record.periods[membership.id][-1]
    assert [(a.service, a.allocated, a.left) for a in earlier.allocations] == [("sauna", 0, 0)]


def test_external_ids_that_no_request_id_can_hold_open_their_credits_too(
    importing: Importing,
) -> None:
    importing.small(
        memberships="سارة 1,C-1,gold,2026-01-01,,,,",
        periods="سارة 1,2026-11-01,2026-11-30,massage,8,3,",
    )
    importing.done()
    granted, used = entries(importing, importing.record("C-1"))
    assert granted.request_id.startswith("import:")
    assert granted.request_id != used.request_id


def test_a_request_id_that_a_person_took_first_stops_nothing(importing: Importing) -> None:
    importing.small()
    importing.done()
    record = importing.record("C-1")
    add = Add(record.memberships[0].id, "massage", 1, TODAY, Why("goodwill", "a kindness"))
    apply(importing.desk, record.member.id, add, "import:M-1:2026-12-01:massage:granted")
    importing.put("periods.csv", "M-1,2026-12-01,2026-12-31,massage,8,0,")
    assert importing.done().entries == 1
    newest = entries(importing, record)[-1]
    assert (newest.credits, newest.request_id[:7]) == (8, "import:")


def test_staff_may_be_tied_to_their_own_member_record(studio: Importing) -> None:
    studio.done()
    bob = read_staff(studio.desk.store, "bob")
    assert bob is not None
    assert (bob.name, bob.role) == ("O'Brien, Bob", "manager")
    assert bob.member_id == studio.record("C-1").member.id


def test_what_is_imported_is_found(studio: Importing) -> None:
    studio.done()
    for text, external_id in (
        ("muller", "C-3"),
        ("0126", "C-4"),
        ("小明", "C-5"),
        ("grace h", "C-11"),
    ):
        found = search_members(studio.desk.store, text).members
        assert external_id in {member.external_id for member in found}, text


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
