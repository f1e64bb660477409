from __future__ import annotations

from typing import Any

import pytest

from creditui.domain.adjust import propose_add, propose_remove
from creditui.domain.kinds import Kind, Source
from creditui.domain.lots import Lot
from creditui.domain.people import Actor, Limits, Spent
from creditui.domain.proposal import Why
from tests.domain.builders import (
    GOOD_WHY,
    TODAY,
    add,
    context_of,
    days,
    lot,
    membership,
    plan,
    proposal,
    record,
    refusal,
    remove,
    staff,
)


def test_an_add_makes_a_lot_of_its_own() -> None:
    done = proposal(propose_add(record(lot(left=3)), add(2), context_of()))
    assert (done.kind, done.credits) == (Kind.ADD, 2)
    assert (done.balance_before, done.balance_after) == (3, 5)
    assert (done.membership_id, done.period_id, done.service) == (1, None, "massage")
    (made,) = done.lots
    assert (made.lot_id, made.left_before, made.left_after) == (None, 0, 2)
    assert (made.source, made.starts_on, made.expires_on) == (Source.ADD, TODAY, days(13))
    assert done.why == GOOD_WHY
    assert done.cautions == ()


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"membership_id": 9}, "membership_unknown", ""),
        ({"service": "yoga"}, "service_not_covered", "service"),
        ({"service": ""}, "service_not_covered", "service"),
        ({"service": "\x1b[2J"}, "service_not_covered", "service"),
        ({"credits": 0}, "credits", "credits"),
        ({"credits": -1}, "credits", "credits"),
        ({"credits": 10_000}, "credits", "credits"),
        ({"expires_on": None}, "expiry_missing", "expires"),
        ({"expires_on": days(-1)}, "expiry_past", "expires"),
        ({"why": Why("whim", "Because I can")}, "reason", "reason"),
        ({"why": Why("policy", "Not for adding")}, "reason", "reason"),
        ({"why": Why("goodwill", "abcd")}, "note", "note"),
    ],
)
def test_adds_that_are_refused(facts: dict[str, Any], code: str, field: str) -> None:
    no = refusal(propose_add(record(), add(**{"credits": 2, **facts}), context_of()))
    assert (no.code, no.field) == (code, field)
    assert no.message.isprintable()


def test_the_most_that_an_act_may_move() -> None:
    assert proposal(propose_add(record(), add(9_999), context_of())).credits == 9_999


def test_an_expiry_of_today_can_still_be_used() -> None:
    done = proposal(propose_add(record(), add(expires_on=TODAY), context_of()))
    assert (done.balance_before, done.balance_after) == (0, 2)


def test_no_expiry_only_where_the_plan_has_none() -> None:
    forever = record(memberships=(membership(plan=plan(never=True, massage=8)),))
    made = proposal(propose_add(forever, add(expires_on=None), context_of())).lots[0]
    assert made.expires_on is None


@pytest.mark.parametrize(
    ("reason", "away", "warned"),
    [
        ("goodwill", 13, True),
        ("goodwill", 14, False),
        ("recovery", 0, True),
        ("recovery", 14, False),
        ("promotion", 1, False),
        ("correction", 1, False),
    ],
)
def test_a_hurried_expiry_is_warned_of(reason: str, away: int, warned: bool) -> None:
    act = add(expires_on=days(away), why=Why(reason, "Enough said"))
    assert ("short_expiry" in proposal(propose_add(record(), act, context_of())).flags) is warned


@pytest.mark.parametrize(
    ("facts", "away", "warned"),
    [
        ({}, 400, False),
        ({"ends_on": days(20)}, 20, False),
        ({"ends_on": days(20)}, 21, True),
        ({"cancelled_on": days(-10)}, 50, False),
        ({"cancelled_on": days(-10)}, 51, True),
    ],
)
def test_an_expiry_past_the_end_is_warned_of(
    facts: dict[str, Any], away: int, warned: bool
) -> None:
    held = record(memberships=(membership(**facts),))
    done = proposal(propose_add(held, add(expires_on=days(away)), context_of()))
    assert ("after_membership" in done.flags) is warned


@pytest.mark.parametrize(
    ("held", "credits", "service", "warned"),
    [
        ([lot(left=6)], 2, "massage", False),
        ([lot(left=6)], 3, "massage", True),
        ([lot(left=6, membership_id=2)], 3, "massage", False),
        ([lot(left=6, expires_on=days(-1))], 3, "massage", False),
        ([lot(left=6, starts_on=days(1))], 3, "massage", False),
        ([], 9, "massage", True),
        # The plan covers the sauna but allocates none: every credit there is an extra.
        ([], 9, "sauna", False),
    ],
)
def test_over_allocation_is_allowed_and_flagged(
    held: list[Lot], credits: int, service: str, warned: bool
) -> None:
    done = proposal(propose_add(record(*held), add(credits, service=service), context_of()))
    assert ("over_allocation" in done.flags) is warned


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"cancelled_on": days(-60)}, "in_grace"),
        ({"cancelled_on": days(-61)}, "grace_over"),
        ({"paused": True}, "paused"),
        ({"past_due": True}, "past_due"),
        ({"ends_on": days(-1)}, "membership_expired"),
        ({"started_on": days(1)}, "membership_upcoming"),
    ],
)
def test_standing_decides_adds_and_removals(facts: dict[str, Any], outcome: str) -> None:
    held = record(lot(), memberships=(membership(**facts),))
    for decided in (
        propose_add(held, add(), context_of()),
        propose_remove(held, remove(), context_of()),
    ):
        if outcome in ("in_grace", "paused", "past_due"):
            assert outcome in proposal(decided).flags
        else:
            assert refusal(decided).code == outcome


@pytest.mark.parametrize(
    ("who", "may_add", "may_remove"),
    [
        ({"role": "staff"}, "", "permission"),
        ({"role": "manager"}, "", ""),
        ({"role": "admin"}, "", ""),
        ({"role": "auditor"}, "permission", "permission"),
        ({"role": "owner"}, "no_rights", "no_rights"),
        ({"role": ""}, "no_rights", "no_rights"),
        ({"role": "Manager"}, "no_rights", "no_rights"),
        ({"role": "admin", "disabled": True}, "no_rights", "no_rights"),
        ({"role": "admin", "member_id": 1}, "own_membership", "own_membership"),
        ({"role": "admin", "member_id": 2}, "", ""),
    ],
)
def test_who_may_add_and_remove(who: dict[str, Any], may_add: str, may_remove: str) -> None:
    context = context_of(who=Actor(staff(**who)))
    decisions = [
        (propose_add(record(lot()), add(), context), may_add),
        (propose_remove(record(lot()), remove(), context), may_remove),
    ]
    for decided, code in decisions:
        if code:
            assert refusal(decided).code == code
        else:
            proposal(decided)


@pytest.mark.parametrize(("acting", "behind"), [(None, 1), (1, None), (1, 2)])
def test_an_admin_reaches_neither_her_own_credits_nor_those_of_who_she_acts_as(
    acting: int | None, behind: int | None
) -> None:
    via = staff("admin", id=8, member_id=behind)
    who = Actor(staff("manager", member_id=acting), via=via)
    assert refusal(propose_add(record(), add(), context_of(who=who))).code == "own_membership"


def test_limits_count_what_was_done_before() -> None:
    who = Actor(staff("staff"), Limits(adjustment=5, day=20, member=10))
    spent = Spent(today=8, member=8)
    assert proposal(propose_add(record(), add(2), context_of(who=who, spent=spent))).credits == 2
    no = refusal(propose_add(record(), add(3), context_of(who=who, spent=spent)))
    assert (no.code, no.field) == ("limit", "credits")


def test_a_removal_takes_what_burns_down_first() -> None:
    soon, gift = lot(1, 2), lot(2, 2, source=Source.ADD, period_id=None)
    late, never = lot(3, 2, expires_on=days(60)), lot(4, 2, expires_on=None)
    done = proposal(propose_remove(record(never, late, soon, gift), remove(7), context_of()))
    assert [(c.lot_id, c.credits) for c in done.lots] == [(2, -2), (1, -2), (3, -2), (4, -1)]
    assert (done.balance_before, done.balance_after, done.period_id) == (8, 1, None)


@pytest.mark.parametrize(("credits", "allowed"), [(1, True), (5, True), (6, False)])
def test_a_removal_of_what_is_left_and_one_more(credits: int, allowed: bool) -> None:
    decided = propose_remove(record(lot(left=5)), remove(credits), context_of())
    if allowed:
        assert proposal(decided).balance_after == 5 - credits
    else:
        assert "Only 5 credits can be removed" in refusal(decided).message


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"expires_on": days(-1)},
        {"starts_on": days(1)},
        {"membership_id": 2},
        {"service": "sauna"},
        {"left": 0},
    ],
)
def test_lots_that_a_removal_does_not_reach(elsewhere: dict[str, Any]) -> None:
    held = record(lot(1, 2), lot(**{"id": 2, "left": 5, **elsewhere}))
    assert refusal(propose_remove(held, remove(3), context_of())).code == "not_enough"
    assert [c.lot_id for c in proposal(propose_remove(held, remove(2), context_of())).lots] == [1]
    assert refusal(propose_remove(held, remove(1, lot_id=2), context_of())).field == "lot"


def test_credits_that_expire_today_can_be_removed_today() -> None:
    held = record(lot(expires_on=TODAY))
    assert proposal(propose_remove(held, remove(5), context_of())).balance_after == 0


def test_a_chosen_lot_alone_is_touched() -> None:
    held = record(lot(1, 2), lot(2, 5, expires_on=days(60)))
    done = proposal(propose_remove(held, remove(4, lot_id=2), context_of()))
    assert [(c.lot_id, c.credits) for c in done.lots] == [(2, -4)]
    assert done.balance_after == 3
    assert "in that lot" in refusal(propose_remove(held, remove(6, lot_id=2), context_of())).message
    assert refusal(propose_remove(held, remove(1, lot_id=99), context_of())).code == "lot_unknown"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"credits": 0}, "credits"),
        ({"credits": -50}, "credits"),
        ({"service": "yoga"}, "service_not_covered"),
        ({"why": Why("goodwill", "Enough said")}, "reason"),
    ],
)
def test_removals_that_are_refused(facts: dict[str, Any], code: str) -> None:
    act = remove(**{"credits": 2, **facts})
    assert refusal(propose_remove(record(lot()), act, context_of())).code == code


def test_what_a_plan_no_longer_covers_can_still_be_removed() -> None:
    held = record(lot(service="yoga"))
    assert proposal(propose_remove(held, remove(2, service="yoga"), context_of())).credits == -2
