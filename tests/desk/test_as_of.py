"""A member as she was: a table of days on which something happened, asked back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from creditui.desk.applying import apply
from creditui.desk.as_of import open_member_as_of
from creditui.desk.errors import InputError
from creditui.desk.expire import expire
from creditui.desk.ledger import corrections, entry_detail, explain, member_ledger
from creditui.desk.open_member import open_member
from creditui.desk.session import Desk, open_desk
from creditui.domain.proposal import Add, Correct, Remove, SetAllocation, Use, Why
from creditui.domain.standing import Standing
from creditui.store.bulk import insert_periods
from creditui.store.transaction import writing
from tests.support.studio import PERIOD_ENDS, TODAY, Studio

WHY = Why("goodwill", "a note that says why")
POLICY = Why("policy", "a note that says why")


@pytest.fixture
def desk(studio: Studio) -> Iterator[Desk]:
    """Maya's days: +2 today, -3 used and -1 tomorrow, 8 -> 10 the day after, then all expired."""
    opened = open_desk(str(studio.path), "mona", clock=studio.clock)
    maya = studio.member_id()
    membership = studio.record().memberships[0].id
    period = studio.record().periods[membership][0].id
    apply(opened, maya, Add(membership, "massage", 2, TODAY + timedelta(days=5), WHY), "r1")
    studio.clock.advance(days=1)
    apply(opened, maya, Use("massage", 3), "r2")
    apply(opened, maya, Remove(membership, "massage", 1, POLICY), "r3")
    studio.clock.advance(days=1)
    apply(opened, maya, SetAllocation(period, "massage", 10, WHY, 8), "r4")
    studio.clock.advance(days=20)
    expire(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("day", "massage", "lots", "allocated", "used"),
    [
        (TODAY - timedelta(days=1), 0, {}, 0, 0),
        (TODAY, 10, {1: 8, 15: 2}, 8, 0),
        (TODAY + timedelta(days=1), 6, {1: 6, 15: 0}, 8, 1),
        (TODAY + timedelta(days=2), 8, {1: 6, 15: 0, 16: 2}, 10, 1),
        (PERIOD_ENDS, 8, {1: 6, 15: 0, 16: 2}, 10, 1),
        # Expired, though nothing was written about it yet (R9).
        (PERIOD_ENDS + timedelta(days=1), 0, {1: 6, 15: 0, 16: 2}, 10, 1),
        (TODAY + timedelta(days=22), 0, {1: 0, 15: 0, 16: 0}, 10, 1),
    ],
)
def test_each_day_is_as_it_was(
    desk: Desk,
    studio: Studio,
    day: date,
    massage: int,
    lots: dict[int, int],
    allocated: int,
    used: int,
) -> None:
    view = open_member_as_of(desk, studio.member_id(), day)
    assert view.today == day
    assert view.balances["massage"] == massage
    held = {lot.id: lot.left for lot in view.record.lots if lot.service == "massage"}
    assert held == lots
    for lot in view.record.lots:
        assert lot.granted == lot.left + lot.used + lot.removed + lot.expired
    allocation = view.memberships[0].periods[0].allocation("massage")
    assert allocation is not None
    assert (allocation.allocated, allocation.used) == (allocated, used)


def test_the_last_day_is_today(desk: Desk, studio: Studio) -> None:
    today = TODAY + timedelta(days=22)
    for external_id in ("maya", "grace", "una", "nora"):
        member = studio.member_id(external_id)
        assert open_member_as_of(desk, member, today) == open_member(desk, member)
    with pytest.raises(InputError, match="has not been yet"):
        open_member_as_of(desk, studio.member_id(), today + timedelta(days=1))
    with pytest.raises(InputError, match="no member 99"):
        open_member_as_of(desk, 99, today)


@pytest.mark.parametrize(
    ("external_id", "day", "standing"),
    [
        ("grace", TODAY - timedelta(days=49), Standing.ACTIVE),
        ("grace", TODAY - timedelta(days=48), Standing.IN_GRACE),
        ("grace", TODAY + timedelta(days=12), Standing.IN_GRACE),
        ("grace", TODAY + timedelta(days=13), Standing.AFTER_GRACE),
        ("exa", TODAY - timedelta(days=1), Standing.ACTIVE),
        ("exa", TODAY, Standing.EXPIRED),
        ("una", TODAY + timedelta(days=9), Standing.UPCOMING),
        ("una", TODAY + timedelta(days=10), Standing.ACTIVE),
    ],
)
def test_standings_are_of_that_day(
    desk: Desk, studio: Studio, external_id: str, day: date, standing: Standing
) -> None:
    view = open_member_as_of(desk, studio.member_id(external_id), day)
    assert view.memberships[0].standing.standing is standing


def test_a_period_to_come_was_not_known_without_credits(desk: Desk, studio: Studio) -> None:
    october = open_member_as_of(desk, studio.member_id(), date(2026, 10, 31))
    november = open_member_as_of(desk, studio.member_id(), date(2026, 11, 1))
    assert october.memberships[0].periods == ()
    assert len(november.memberships[0].periods) == 1


def test_a_period_to_come_is_known_once_credits_were_given_in_it(
    desk: Desk, studio: Studio
) -> None:
    maya, held = studio.member_id(), studio.record().memberships[0].id
    with writing(studio.store):
        insert_periods(studio.store, [(held, date(2027, 1, 1), date(2027, 1, 31))])
    january = studio.record().periods[held][0].id
    today = desk.moment().today
    assert len(open_member_as_of(desk, maya, today).memberships[0].periods) == 1
    apply(desk, maya, SetAllocation(january, "massage", 4, WHY), "r5")
    newest, _ = open_member_as_of(desk, maya, today).memberships[0].periods
    assert (newest.id, newest.allocations[0].allocated) == (january, 4)
    before = open_member_as_of(desk, maya, today - timedelta(days=1))
    assert january not in [each.id for each in before.memberships[0].periods]


DAYS = [TODAY + timedelta(days=n) for n in (-1, 0, 1, 2, 10, 11, 22)]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_ledger_ends_with_that_day(desk: Desk, studio: Studio, day: date) -> None:
    maya = studio.member_id()
    whole = member_ledger(desk, maya)
    known = member_ledger(desk, maya, as_of=day)
    assert known == tuple(entry for entry in whole if entry.studio_date <= day)
    if known:
        below = member_ledger(desk, maya, before_seq=known[0].seq, limit=2, as_of=day)
        assert below == known[1:3]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_explanation_adds_up_to_the_balance_of_that_day(
    desk: Desk, studio: Studio, day: date
) -> None:
    maya = studio.member_id()
    view = open_member_as_of(desk, maya, day)
    for service, balance in view.balances.items():
        told = explain(desk, maya, service, as_of=day)
        assert (told.on, told.balance) == (day, balance)
        assert sum(story.lot.left for story in told.lots if story.counted) == balance
        for story in told.lots:
            assert sum(credits for _, credits in story.moves) == story.lot.left
            assert all(entry.studio_date <= day for entry, _ in story.moves)


def test_nothing_is_explained_of_a_day_to_come(desk: Desk, studio: Studio) -> None:
    with pytest.raises(InputError, match="has not been yet"):
        explain(desk, studio.member_id(), "massage", as_of=TODAY + timedelta(days=23))


def test_a_later_correction_is_not_known_yet(desk: Desk, studio: Studio) -> None:
    maya = studio.member_id()
    added = apply(desk, maya, Add(1, "massage", 1, TODAY + timedelta(days=40), WHY), "r5").entry
    studio.clock.advance(days=1)
    correction = apply(desk, maya, Correct(added.id, Why("correction", WHY.note)), "r6").entry
    before, after = added.studio_date, correction.studio_date
    assert corrections(desk, (added.id,)) == {added.id: correction.id}
    assert corrections(desk, (added.id,), after) == {added.id: correction.id}
    assert corrections(desk, (added.id,), before) == {}
    assert entry_detail(desk, added.id).corrected_by == correction.id
    assert entry_detail(desk, added.id, after).corrected_by == correction.id
    assert entry_detail(desk, added.id, before).corrected_by is None
