from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from creditui.domain.correct import propose_correction
from creditui.domain.kinds import Kind, Source
from creditui.domain.ledger import Entry
from creditui.domain.membership import MemberRecord
from creditui.domain.people import Actor, Limits
from creditui.domain.proposal import Correct, Decision, Why
from tests.domain.builders import (
    GOOD_WHY,
    actor,
    context_of,
    days,
    entry,
    lot,
    membership,
    period,
    proposal,
    record,
    refusal,
    staff,
)


def correct(held: MemberRecord, old: Entry, by: int | None = None, **facts: Any) -> Decision:
    context = facts.pop("context", None) or context_of()
    return propose_correction(held, old, by, Correct(old.id, facts.get("why", GOOD_WHY)), context)


ADDED = entry(Kind.ADD, (1, 5))


@pytest.mark.parametrize("kind", [Kind.ADD, Kind.ALLOCATION, Kind.OPENING])
def test_credits_that_came_are_removed(kind: Kind) -> None:
    done = proposal(correct(record(lot(1, 5)), entry(kind, (1, 5))))
    assert (done.kind, done.credits, done.corrects) == (Kind.REMOVE, -5, 40)
    assert (done.balance_before, done.balance_after) == (5, 0)
    assert done.flags == ()


@pytest.mark.parametrize(("left", "moved"), [(5, -5), (4, -4), (1, -1)])
def test_a_partly_used_add_is_taken_back_as_far_as_it_is_left(left: int, moved: int) -> None:
    held = record(lot(1, left, granted=5), lot(2, 9))
    done = proposal(correct(held, ADDED))
    assert [(c.lot_id, c.credits) for c in done.lots] == [(1, moved)]
    assert done.flags == (("capped",) if left < 5 else ())
    if left < 5:
        assert f"Only {left} of 5 credits" in done.cautions[0].message


@pytest.mark.parametrize("facts", [{"left": 0}, {"left": 5, "expires_on": days(-1)}])
def test_with_nothing_left_there_is_nothing_to_correct(facts: dict[str, Any]) -> None:
    assert refusal(correct(record(lot(**{"id": 1, **facts})), ADDED)).code == "nothing_left"


def test_credits_that_expire_today_can_still_be_taken_back() -> None:
    assert proposal(correct(record(lot(1, 5, expires_on=days(0))), ADDED)).credits == -5


def test_a_removal_goes_back_where_it_came_from_in_reverse() -> None:
    removed = entry(Kind.REMOVE, (1, -2), (2, -3))
    held = record(lot(1, 0, granted=2), lot(2, 1, granted=4, expires_on=days(60)))
    done = proposal(correct(held, removed))
    assert (done.kind, done.credits) == (Kind.ADD, 5)
    assert [(c.lot_id, c.credits) for c in done.lots] == [(2, 3), (1, 2)]
    assert (done.balance_before, done.balance_after) == (1, 6)


def test_a_lot_that_expired_since_takes_credits_back_expired() -> None:
    removed = entry(Kind.REMOVE, (1, -2), (2, -3))
    held = record(lot(1, 0, expires_on=days(-1)), lot(2, 1, expires_on=days(60)))
    done = proposal(correct(held, removed))
    assert (done.credits, done.balance_before, done.balance_after) == (5, 1, 4)
    assert done.flags == ("to_expired_lot",)
    assert "2 credits" in done.cautions[0].message


def test_a_correction_of_a_correction_takes_back_from_the_same_lots() -> None:
    put_back = entry(Kind.ADD, (2, 3), (1, 2), id=41, corrects=40)
    held = record(lot(1, 2), lot(2, 1, expires_on=days(60)))
    done = proposal(correct(held, put_back))
    assert [(c.lot_id, c.credits) for c in done.lots] == [(1, -2), (2, -1)]
    assert done.flags == ("capped",)
    assert done.corrects == 41


def test_a_correction_that_removed_can_itself_be_corrected() -> None:
    taken = entry(Kind.REMOVE, (1, -4), id=41, corrects=40)
    done = proposal(correct(record(lot(1, 0, granted=5)), taken))
    assert (done.kind, done.credits, done.corrects) == (Kind.ADD, 4, 41)


@pytest.mark.parametrize(
    ("old", "says"),
    [
        (entry(Kind.USE, (1, -1)), "give-back"),
        (entry(Kind.GIVE_BACK, (1, 1), corrects=3), "use again"),
        (entry(Kind.EXPIRE, (1, -1)), "add new ones"),
        (entry(Kind.EXTEND), "add or remove"),
        (entry(Kind.OPENING, (1, -3)), "add the credits"),
    ],
)
def test_entries_without_an_opposite_say_what_to_do_instead(old: Entry, says: str) -> None:
    no = refusal(correct(record(lot(1, 5)), old))
    assert no.code == "not_correctable"
    assert says in no.message


@pytest.mark.parametrize(
    ("written_on", "last_day", "goes_back"),
    [
        (days(365), days(30), True),
        (days(365), days(0), True),
        (days(1), days(0), True),
        (days(365), days(-1), False),
        (days(0), days(30), False),
        (days(-1), days(30), False),
    ],
)
def test_what_expired_too_early_goes_back_until_its_last_day(
    written_on: date, last_day: date, goes_back: bool
) -> None:
    """Whatever the standing: what was written off under a clock that stood ahead was never gone."""
    gone = entry(Kind.EXPIRE, (1, -5), actor="system", studio_date=written_on)
    ended = membership(ends_on=days(-10))
    held = record(lot(1, 0, granted=5, expires_on=last_day), memberships=(ended,))
    if goes_back:
        done = proposal(correct(held, gone))
        assert (done.kind, done.credits, done.corrects, done.flags) == (Kind.ADD, 5, gone.id, ())
    else:
        assert refusal(correct(held, gone)).code == "not_correctable"


@pytest.mark.parametrize("old", [ADDED, entry(Kind.REMOVE, (1, -2))])
def test_an_entry_is_corrected_once(old: Entry) -> None:
    no = refusal(correct(record(lot(1, 5)), old, 77))
    assert no.code == "already_corrected"
    assert "entry 77" in no.message


@pytest.mark.parametrize(
    ("allocated", "old", "before", "then"),
    [
        (10, entry(Kind.ALLOCATION, (1, 2)), 10, 8),
        (12, entry(Kind.ALLOCATION, (1, 2)), 12, 10),
        (6, entry(Kind.REMOVE, (1, -2)), 6, 8),
    ],
)
def test_an_allocation_is_carried_on_from_its_present_number(
    allocated: int, old: Entry, before: int, then: int
) -> None:
    held = record(lot(1, 2), periods=(period(allocated=allocated),))
    set_once = entry(
        old.kind,
        *((m.lot_id, m.credits) for m in old.movements),
        period_id=1,
        allocation_before=8,
        allocation_after=8 + old.credits,
    )
    done = proposal(correct(held, set_once))
    assert (done.allocation_before, done.allocation_after) == (before, then)
    assert done.period_id == 1


def test_an_allocation_moves_by_the_credits_that_really_move() -> None:
    raised = entry(Kind.ALLOCATION, (1, 4), period_id=1, allocation_before=8, allocation_after=12)
    done = proposal(correct(record(lot(1, 1), periods=(period(allocated=12),)), raised))
    assert (done.credits, done.allocation_before, done.allocation_after) == (-1, 12, 11)


def test_an_entry_that_set_no_allocation_leaves_it_alone() -> None:
    done = proposal(correct(record(lot(1, 5)), entry(Kind.ADD, (1, 5), period_id=1)))
    assert (done.allocation_before, done.allocation_after) == (None, None)


@pytest.mark.parametrize(
    ("who", "adds", "removes"),
    [
        # Correcting an add removes, correcting a removal adds: each needs the right to do that.
        ({"role": "staff"}, "permission", ""),
        ({"role": "manager"}, "", ""),
        ({"role": "auditor"}, "permission", "permission"),
        ({"role": "nobody"}, "no_rights", "no_rights"),
        ({"role": "manager", "member_id": 1}, "own_membership", "own_membership"),
    ],
)
def test_a_correction_needs_the_rights_of_what_it_does(
    who: dict[str, Any], adds: str, removes: str
) -> None:
    context = context_of(who=Actor(staff(**who)))
    for old, code in ((ADDED, adds), (entry(Kind.REMOVE, (1, -2)), removes)):
        decided = correct(record(lot(1, 5)), old, context=context)
        if code:
            assert refusal(decided).code == code
        else:
            proposal(decided)


def test_the_reason_must_be_one_for_what_the_correction_does() -> None:
    policy, goodwill = Why("policy", "Enough said"), Why("goodwill", "Enough said")
    removed = entry(Kind.REMOVE, (1, -2))
    assert proposal(correct(record(lot(1, 5)), ADDED, why=policy)).why == policy
    assert refusal(correct(record(lot(1, 5)), ADDED, why=goodwill)).field == "reason"
    assert proposal(correct(record(lot(1, 5)), removed, why=goodwill)).why == goodwill
    assert refusal(correct(record(lot(1, 5)), removed, why=policy)).field == "reason"


def test_the_credits_that_move_count_against_the_limits() -> None:
    context = context_of(who=actor("manager", Limits(adjustment=3)))
    assert refusal(correct(record(lot(1, 5)), ADDED, context=context)).code == "limit"
    assert proposal(correct(record(lot(1, 3)), ADDED, context=context)).credits == -3


@pytest.mark.parametrize(("cancelled", "allowed"), [(-60, True), (-61, False)])
def test_a_correction_obeys_the_standing(cancelled: int, allowed: bool) -> None:
    held = record(lot(1, 5), memberships=(membership(cancelled_on=days(cancelled)),))
    decided = correct(held, ADDED)
    if allowed:
        assert "in_grace" in proposal(decided).flags
    else:
        assert refusal(decided).code == "grace_over"


def test_credits_without_a_membership_can_be_corrected() -> None:
    opening = entry(Kind.OPENING, (1, 5), membership_id=None)
    held = record(lot(1, 5, membership_id=None, source=Source.OPENING), memberships=())
    assert proposal(correct(held, opening)).membership_id is None
