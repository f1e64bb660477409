"""What is read about a member agrees with her ledger (R3, R19)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from creditui.domain.ledger import Kind
from creditui.domain.lots import Source, balance, burn_down
from creditui.domain.membership import Member
from creditui.domain.people import Spent
from creditui.store.bulk import upsert_members
from creditui.store.entries import (
    correction_of,
    entries_of_lots,
    member_entries,
    read_entry,
    read_entry_by_request,
)
from creditui.store.expiring import members_to_expire
from creditui.store.members import members_by_reference, read_member
from creditui.store.moment import spent
from creditui.store.records import read_record
from creditui.store.transaction import writing
from tests.support.studio import PERIOD_ENDS, TODAY, Studio


def test_nobody_is_none(studio: Studio) -> None:
    assert read_member(studio.store, 99) is None
    assert read_record(studio.store, 99) is None
    assert read_entry(studio.store, 99) is None
    assert read_entry_by_request(studio.store, "never") is None
    assert member_entries(studio.store, 99) == ()
    assert entries_of_lots(studio.store, ()) == ()


def test_a_member_without_a_membership_has_a_record(studio: Studio) -> None:
    record = studio.record("nora")
    assert (record.memberships, record.lots, dict(record.periods)) == ((), (), {})


def test_the_record_of_a_member(studio: Studio) -> None:
    studio.add(2)
    record = studio.record()
    (membership,) = record.memberships
    assert dict(membership.plan.credits) == {"massage": 8, "reformer": 4}
    assert record.lots == tuple(burn_down(record.lots))
    assert balance(record.lots, "massage", TODAY) == 10
    (period,) = record.periods[membership.id]
    assert [a.service for a in period.allocations] == ["massage", "reformer"]
    massage = period.allocation("massage")
    assert massage is not None
    assert (massage.allocated, massage.left, massage.expires_on) == (8, 8, PERIOD_ENDS)


def test_an_allocation_is_worked_out_from_every_kind_of_entry(studio: Studio) -> None:
    """Set 8 -> 10, 4 used and 1 given back, 2 removed, 1 of them put back, the rest expired."""
    raised = replace(studio.grant(2), source=Source.ALLOCATION, expires_on=PERIOD_ENDS, period_id=1)
    more = studio.draft(Kind.ALLOCATION, (raised,))
    studio.append(replace(more, allocation_before=8, allocation_after=10))
    use = studio.append(studio.draft(Kind.USE, (studio.move(1, -4),)))
    back = studio.draft(Kind.GIVE_BACK, (studio.move(1, 1),))
    studio.append(replace(back, corrects=use.id))
    removal = studio.append(studio.draft(Kind.REMOVE, (studio.move(1, -2),)))
    undone = studio.draft(Kind.ADD, (studio.move(1, 1),))
    studio.append(replace(undone, corrects=removal.id))
    lowered = studio.draft(Kind.REMOVE, (studio.move(1, -1),))
    studio.append(replace(lowered, allocation_before=10, allocation_after=9))
    after = PERIOD_ENDS + timedelta(days=1)
    lots = (studio.move(1, -3), studio.move(15, -2))
    studio.append(studio.draft(Kind.EXPIRE, lots, day=after))
    record = studio.record()
    massage = record.periods[1][0].allocation("massage")
    assert massage is not None
    assert (massage.allocated, massage.used, massage.adjusted) == (9, 3, -1)
    assert (massage.expired, massage.left) == (5, 0)
    for lot in record.lots:
        assert lot.granted == lot.left + lot.used + lot.removed + lot.expired


def test_imported_use_counts_as_used(studio: Studio) -> None:
    studio.append(studio.draft(Kind.OPENING, (studio.move(1, -3),), actor="import"))
    massage = studio.record().periods[1][0].allocation("massage")
    assert massage is not None
    assert (massage.allocated, massage.used, massage.left) == (8, 3, 5)


def test_pages_of_a_ledger_come_newest_first_without_a_gap(studio: Studio) -> None:
    for _ in range(5):
        studio.add(1)
    pages, before = [], None
    while page := member_entries(studio.store, 1, before_seq=before, limit=3):
        pages.append([entry.seq for entry in page])
        before = page[-1].seq
    assert pages == [[7, 6, 5], [4, 3, 2], [1]]


def test_entries_are_found_by_request_by_lot_and_by_correction(studio: Studio) -> None:
    use = studio.append(studio.draft(Kind.USE, (studio.move(1, -2),)))
    assert correction_of(studio.store, use.id) is None
    back = replace(studio.draft(Kind.GIVE_BACK, (studio.move(1, 2),)), corrects=use.id)
    given = studio.append(back)
    assert correction_of(studio.store, use.id) == given.id
    assert read_entry_by_request(studio.store, given.request_id) == given
    assert [entry.id for entry in entries_of_lots(studio.store, (1,))] == [1, use.id, given.id]


def test_what_a_person_has_adjusted(studio: Studio) -> None:
    mona = studio.staff("mona").id
    for days in (31, 30, 29, 1):
        day = TODAY - timedelta(days=days)
        lot = replace(studio.grant(1), starts_on=day)
        studio.append(studio.draft(Kind.ADD, (lot,), day=day))
    studio.add(3)
    studio.append(studio.draft(Kind.REMOVE, (studio.move(1, -2),)))
    studio.append(studio.draft(Kind.USE, (studio.move(1, -4),)))
    studio.add(1, external_id="dora")
    assert spent(studio.store, mona, 1, TODAY) == Spent(today=6, member=7)
    assert spent(studio.store, mona, None, TODAY) == Spent(today=6, member=0)
    assert spent(studio.store, studio.staff("alice").id, 1, TODAY) == Spent()


def test_who_has_something_to_expire(studio: Studio) -> None:
    ended = PERIOD_ENDS + timedelta(days=1)
    assert list(members_to_expire(studio.store, PERIOD_ENDS)) == []
    assert list(members_to_expire(studio.store, ended)) == [1, 2, 3, 4, 5, 6, 7]
    studio.append(studio.draft(Kind.EXPIRE, (studio.move(1, -8),), day=ended))
    reformer = studio.draft(Kind.EXPIRE, (studio.move(2, -4),), service="reformer", day=ended)
    studio.append(reformer)
    assert list(members_to_expire(studio.store, ended)) == [2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    "reference",
    [
        "1",
        "maya",
        " maya ",
        "MAYA@example.org",
        "+44 7700 900123",
        "07700 900123",
        "0044 (0)7700-900123",
        "7700900123",
        "700 900123",
    ],
)
def test_a_member_is_named_in_many_ways(studio: Studio, reference: str) -> None:
    found = members_by_reference(studio.store, reference)
    assert [member.external_id for member in found] == ["maya"]


@pytest.mark.parametrize(
    "reference", ["", "  ", "99", "may", "aya@example.org", "900123", "+44 7700 900999", "x" * 5000]
)
def test_nobody_is_named_by(studio: Studio, reference: str) -> None:
    assert members_by_reference(studio.store, reference) == ()


def test_all_who_match_are_named(studio: Studio) -> None:
    twins = (
        Member(0, "Tim", "shared@example.org", "020 7946 0001", "tim"),
        Member(0, "Tom", "Shared@example.org", "+44 20 7946 0001", "tom"),
    )
    with writing(studio.store):
        upsert_members(studio.store, twins)
    for reference in ("shared@example.org", "02079460001"):
        found = members_by_reference(studio.store, reference)
        assert [member.name for member in found] == ["Tim", "Tom"]


def test_a_new_phone_is_found_and_the_old_one_is_not(studio: Studio) -> None:
    maya = studio.record().member
    with writing(studio.store):
        upsert_members(studio.store, (replace(maya, phone="+44 7700 900999"),))
    assert len(members_by_reference(studio.store, "07700 900999")) == 1
    assert members_by_reference(studio.store, "07700 900123") == ()
