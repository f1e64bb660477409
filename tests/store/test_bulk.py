from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from creditui.domain.membership import Member, Membership
from creditui.domain.studio import ExpiryRule, PeriodLength, Plan, Service
from creditui.store import bulk, known
from creditui.store.bulk import Counts
from creditui.store.engine import Store, migrate, open_store
from creditui.store.errors import StoreError
from creditui.store.members import members_by_reference
from creditui.store.records import read_record
from creditui.store.search import search_members
from creditui.store.studio import read_plans, read_services
from creditui.store.transaction import writing

GOLD = Plan("gold", "Gold", PeriodLength.MONTH, ExpiryRule(), {})
MAYA = Member(0, "Maya Okafor", "maya@example.org", "07700 900123", "C-1", date(2024, 2, 29))
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "studio.db"), create=True)
    migrate(opened)
    with writing(opened):
        bulk.upsert_services(opened, [Service("massage", "Massage"), Service("sauna", "Sauna")])
        bulk.upsert_plans(opened, [GOLD])
        bulk.upsert_members(opened, [MAYA])
    yield opened
    opened.close()


def membership(store: Store) -> Membership:
    member = known.known_members(store, ["C-1"])["C-1"]
    return Membership(0, member, GOLD, date(2026, 1, 1), external_id="M-1")


def test_rows_are_new_once_then_the_same_then_changed(store: Store) -> None:
    with writing(store):
        assert bulk.upsert_services(store, [Service("massage", "Massage")]) == Counts(same=1)
        services = [Service("massage", "Rub"), Service("yoga", "Yoga")]
        assert bulk.upsert_services(store, services) == Counts(new=1, changed=1)
        assert bulk.upsert_plans(store, [GOLD]) == Counts(same=1)
        never = replace(GOLD, expires=ExpiryRule(never=True))
        assert bulk.upsert_plans(store, [never]) == Counts(changed=1)
        assert bulk.upsert_memberships(store, [membership(store)]) == Counts(new=1)
        assert bulk.upsert_memberships(store, [membership(store)]) == Counts(same=1)
        paused = replace(membership(store), paused=True)
        assert bulk.upsert_memberships(store, [paused]) == Counts(changed=1)
    assert [s.name for s in read_services(store)] == ["Rub", "Sauna", "Yoga"]
    assert read_plans(store)[0].expires.never


def test_what_a_plan_gives_keeps_its_order_and_what_is_not_named(store: Store) -> None:
    with writing(store):
        given = [("gold", "sauna", 1), ("gold", "massage", 8)]
        assert bulk.upsert_plan_services(store, given) == Counts(new=2)
        later = [("gold", "massage", 9)]
        assert bulk.upsert_plan_services(store, later) == Counts(changed=1)
        assert bulk.upsert_plan_services(store, later) == Counts(same=1)
    assert list(read_plans(store)[0].credits.items()) == [("sauna", 1), ("massage", 9)]


def test_a_changed_member_is_found_by_her_new_name_only(store: Store) -> None:
    with writing(store):
        assert bulk.upsert_members(store, [MAYA]) == Counts(same=1)
        lee = replace(MAYA, name="Maya Lindqvist", joined_on=None)
        assert bulk.upsert_members(store, [lee]) == Counts(changed=1)
    assert search_members(store, "lindqvist").total == 1
    assert search_members(store, "okafor").total == 0


def test_more_members_than_a_batch(store: Store) -> None:
    many = [replace(MAYA, external_id=f"C-{i}", name=f"Member {i}") for i in range(bulk.BATCH + 5)]
    with writing(store):
        counts = bulk.upsert_members(store, many)
    assert counts == Counts(new=bulk.BATCH + 4, changed=1)
    assert len(known.known_members(store, [m.external_id for m in many])) == len(many)


def test_a_membership_stays_with_its_member(store: Store) -> None:
    with writing(store):
        bulk.upsert_members(store, [replace(MAYA, external_id="C-2")])
        bulk.upsert_memberships(store, [membership(store)])
        other = known.known_members(store, ["C-2"])["C-2"]
        moved = replace(membership(store), member_id=other)
        assert bulk.upsert_memberships(store, [moved]) == Counts(same=1)
    assert known.known_memberships(store, ["M-1", "M-2"])["M-1"].member == "C-1"


def test_periods_are_made_ended_and_known(store: Store) -> None:
    with writing(store):
        bulk.upsert_memberships(store, [membership(store)])
        of = known.known_memberships(store, ["M-1"])["M-1"].id
        bulk.insert_periods(store, [(of, *NOVEMBER)])
        (period,) = known.known_periods(store, [of])
        bulk.insert_period_services(store, [(period.id, "massage", NOVEMBER[1])])
        bulk.end_periods(store, [(period.id, date(2026, 12, 2))])
    (period,) = known.known_periods(store, [of])
    assert (period.starts_on, period.ends_on) == (NOVEMBER[0], date(2026, 12, 2))
    opening = known.known_openings(store, [period.id])[period.id, "massage"]
    assert opening == known.KnownOpening(0, 0, NOVEMBER[1])
    (member,) = members_by_reference(store, "C-1")
    record = read_record(store, member.id)
    assert record is not None
    assert [p.id for p in record.periods[of]] == [period.id]


def test_the_same_period_twice_is_refused(store: Store) -> None:
    with writing(store):
        bulk.upsert_memberships(store, [membership(store)])
        of = known.known_memberships(store, ["M-1"])["M-1"].id
        with pytest.raises(StoreError, match="another one has this key"):
            bulk.insert_periods(store, [(of, *NOVEMBER), (of, *NOVEMBER)])
