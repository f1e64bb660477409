"""A whole folder: what it becomes, and the ledger that it opens."""

from __future__ import annotations

import syslog
from datetime import date

import pytest

from creditui.desk.applying import apply
from creditui.domain.kinds import Kind, Source
from creditui.domain.lots import balances
from creditui.domain.proposal import Add, Why
from creditui.store.search import search_members
from creditui.store.signing_in import read_staff
from tests.desk.importing.conftest import Importing, entries
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


def test_the_systems_log_is_told_whom_it_changed(
    studio: Importing, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(syslog, "syslog", lambda _priority, message: told.append(message))
    studio.run(dry_run=True)
    assert told == []
    studio.done()
    own = studio.record("C-1").member.id
    assert told[-1] == (
        "root changed bob: name none -> O'Brien, Bob, role none -> manager, "
        f"own client none -> {own}"
    )
    told.clear()
    studio.done()
    assert told == []


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
