from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from creditui.domain.allocate import propose_set
from creditui.domain.kinds import Kind, Source
from creditui.domain.membership import MemberRecord
from creditui.domain.people import Actor, Limits
from creditui.domain.proposal import Why
from tests.domain.builders import (
    PERIOD_END,
    TODAY,
    context_of,
    days,
    lot,
    membership,
    period,
    plan,
    proposal,
    record,
    refusal,
    set_to,
    staff,
)

OCTOBER: dict[str, Any] = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 10, 31)}
DECEMBER: dict[str, Any] = {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 31)}


def november() -> MemberRecord:
    """8 allocated, 3 used, 5 left."""
    return record(lot(1, 5, granted=8, used=3))


def test_raising_makes_a_lot_on_the_period() -> None:
    done = proposal(propose_set(november(), set_to(10), context_of()))
    assert (done.kind, done.credits) == (Kind.ALLOCATION, 2)
    assert (done.allocation_before, done.allocation_after) == (8, 10)
    assert (done.balance_before, done.balance_after) == (5, 7)
    (made,) = done.lots
    assert (made.lot_id, made.source, made.period_id) == (None, Source.ALLOCATION, 1)
    assert (made.starts_on, made.expires_on) == (date(2026, 11, 1), PERIOD_END)


def test_lowering_removes_from_the_periods_lots() -> None:
    held = record(lot(1, 3), lot(2, 2), lot(3, 9, period_id=None, expires_on=TODAY))
    done = proposal(propose_set(held, set_to(4), context_of()))
    assert (done.kind, done.credits, done.period_id) == (Kind.REMOVE, -4, 1)
    assert [(c.lot_id, c.credits) for c in done.lots] == [(1, -3), (2, -1)]
    assert (done.allocation_before, done.allocation_after) == (8, 4)
    assert (done.balance_before, done.balance_after) == (14, 10)


@pytest.mark.parametrize(
    ("to", "outcome"),
    [
        (2, "The lowest possible number is 3"),
        (0, "The lowest possible number is 3"),
        (3, -5),
        (4, -4),
        (7, -1),
        (8, "8 are allocated already"),
        (9, 1),
        (-1, "from 0 to"),
        (9_999, 9_991),
        (10_000, "from 0 to"),
    ],
)
def test_set_below_used_equal_and_above(to: int, outcome: int | str) -> None:
    decided = propose_set(november(), set_to(to), context_of())
    if isinstance(outcome, int):
        assert proposal(decided).credits == outcome
        assert proposal(decided).balance_after == 5 + outcome
    else:
        no = refusal(decided)
        assert no.field == "to"
        assert outcome in no.message


@pytest.mark.parametrize(("to", "flagged"), [(7, False), (9, True), (10, True)])
def test_more_than_the_plan_allocates_is_flagged(to: int, flagged: bool) -> None:
    done = proposal(propose_set(november(), set_to(to), context_of()))
    assert ("over_allocation" in done.flags) is flagged


def test_exactly_what_the_plan_allocates_is_not_flagged() -> None:
    held = record(lot(1, 3), periods=(period(allocated=6),))
    assert proposal(propose_set(held, set_to(8), context_of())).flags == ()
    assert proposal(propose_set(held, set_to(9), context_of())).flags == ("over_allocation",)


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        (None, "expiry_missing"),
        (days(-1), "expiry_past"),
        (TODAY, TODAY),
        (days(30), days(30)),
    ],
)
def test_raising_a_period_that_is_over_needs_an_expiry(
    given: date | None, outcome: str | date
) -> None:
    over = record(periods=(period(expires_on=date(2026, 10, 31), **OCTOBER),))
    decided = propose_set(over, set_to(10, expires_on=given), context_of())
    if isinstance(outcome, str):
        no = refusal(decided)
        assert (no.code, no.field) == (outcome, "expires")
    else:
        done = proposal(decided)
        assert done.lots[0].expires_on == outcome
        assert (done.balance_before, done.balance_after) == (0, 2)


def test_the_refusal_of_a_period_that_is_over_names_its_date() -> None:
    over = record(periods=(period(expires_on=date(2026, 10, 31), **OCTOBER),))
    assert "Sat 31 Oct 2026" in refusal(propose_set(over, set_to(10), context_of())).message


def test_a_period_that_is_over_with_live_credits_keeps_its_expiry() -> None:
    over = record(periods=(period(expires_on=TODAY, **OCTOBER),))
    done = proposal(propose_set(over, set_to(10, expires_on=days(90)), context_of()))
    assert done.lots[0].expires_on == TODAY


def test_a_chosen_expiry_is_warned_of_as_any_other() -> None:
    over = record(periods=(period(expires_on=date(2026, 10, 31), **OCTOBER),))
    act = set_to(9, expires_on=days(3), why=Why("goodwill", "Enough said"))
    assert "short_expiry" in proposal(propose_set(over, act, context_of())).flags


def test_expired_lots_of_a_period_cannot_be_lowered() -> None:
    gone = lot(1, 5, expires_on=days(-1))
    over = record(gone, periods=(period(expires_on=days(-1), **OCTOBER),))
    assert (
        "lowest possible number is 8" in refusal(propose_set(over, set_to(4), context_of())).message
    )


def test_a_period_to_come_leaves_the_balance_as_it_is() -> None:
    stretch = period(2, allocated=8, used=0, expires_on=date(2026, 12, 31), **DECEMBER)
    coming = {"starts_on": date(2026, 12, 1), "expires_on": date(2026, 12, 31), "period_id": 2}
    held = record(lot(1, 5), lot(2, 8, **coming), periods=(stretch, period()))
    up = proposal(propose_set(held, set_to(10, period_id=2), context_of()))
    down = proposal(propose_set(held, set_to(0, period_id=2), context_of()))
    assert (up.balance_before, up.balance_after, up.credits) == (5, 5, 2)
    assert (down.balance_before, down.balance_after, down.credits) == (5, 5, -8)
    assert up.lots[0].starts_on == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("rule", "expires_on"),
    [
        ({}, PERIOD_END),
        ({"days": 45}, date(2026, 12, 16)),
        ({"never": True}, None),
    ],
)
def test_a_service_the_period_lacks_counts_as_none(
    rule: dict[str, Any], expires_on: date | None
) -> None:
    held = membership(plan=plan(massage=8, **rule))
    done = proposal(
        propose_set(
            record(memberships=(held,), periods=(period(allocated=None),)), set_to(4), context_of()
        )
    )
    assert (done.allocation_before, done.allocation_after) == (0, 4)
    assert done.lots[0].expires_on == expires_on


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"service": "yoga"}, "service_not_covered"),
        ({"period_id": 9}, "period_unknown"),
        ({"why": Why("policy", "Enough said")}, "reason"),
        ({"why": Why("goodwill", "no")}, "note"),
    ],
)
def test_sets_that_are_refused(facts: dict[str, Any], code: str) -> None:
    assert refusal(propose_set(november(), set_to(10, **facts), context_of())).code == code


@pytest.mark.parametrize(
    ("reason", "up", "down"), [("goodwill", "", "reason"), ("policy", "reason", "")]
)
def test_a_raise_takes_a_reason_for_adding_a_lowering_one_for_removing(
    reason: str, up: str, down: str
) -> None:
    for to, code in ((10, up), (6, down)):
        decided = propose_set(november(), set_to(to, why=Why(reason, "Enough said")), context_of())
        if code:
            assert refusal(decided).code == code
        else:
            proposal(decided)


@pytest.mark.parametrize(
    ("who", "up", "down"),
    [
        ({"role": "staff"}, "", "permission"),
        ({"role": "manager"}, "", ""),
        ({"role": "auditor"}, "permission", "permission"),
        ({"role": "unheard-of"}, "no_rights", "no_rights"),
        ({"role": "admin", "member_id": 1}, "own_membership", "own_membership"),
    ],
)
def test_raising_needs_add_lowering_needs_remove_and_nobody_sets_her_own(
    who: dict[str, Any], up: str, down: str
) -> None:
    context = context_of(who=Actor(staff(**who)))
    for to, code in ((10, up), (6, down)):
        decided = propose_set(november(), set_to(to), context)
        if code:
            assert refusal(decided).code == code
        else:
            proposal(decided)


def test_the_difference_counts_against_the_limits() -> None:
    context = context_of(who=Actor(staff("staff"), Limits(adjustment=5)))
    assert proposal(propose_set(november(), set_to(13), context)).credits == 5
    assert refusal(propose_set(november(), set_to(14), context)).code == "limit"


@pytest.mark.parametrize(("cancelled", "allowed"), [(-60, True), (-61, False)])
def test_a_set_obeys_the_standing(cancelled: int, allowed: bool) -> None:
    held = record(lot(), memberships=(membership(cancelled_on=days(cancelled)),))
    decided = propose_set(held, set_to(10), context_of())
    if allowed:
        assert "in_grace" in proposal(decided).flags
    else:
        assert refusal(decided).code == "grace_over"
