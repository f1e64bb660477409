"""Short ways to say what a rule is tested with. Whatever a test does not name is ordinary."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from creditui.domain.context import Context
from creditui.domain.kinds import Kind, Source
from creditui.domain.ledger import Entry
from creditui.domain.lots import Lot, Movement, burn_down
from creditui.domain.membership import (
    Allocation,
    BillingPeriod,
    Member,
    MemberRecord,
    Membership,
)
from creditui.domain.people import NO_LIMITS, Actor, Limits, Spent, Staff
from creditui.domain.proposal import Add, Decision, Proposal, Remove, SetAllocation, Why
from creditui.domain.refusal import Refusal
from creditui.domain.settings import Settings
from creditui.domain.studio import ExpiryRule, PeriodLength, Plan

TODAY = date(2026, 11, 17)
"""A Tuesday; the 60 days of grace of 18 September 2026 end on it."""

PERIOD_END = date(2026, 11, 30)
GOOD_WHY = Why("correction", "Booking 12 was wrong", "T-1")


def days(n: int) -> date:
    """The studio date `n` days from today."""
    return TODAY + timedelta(days=n)


def plan(*, never: bool = False, days: int | None = None, **credits: int) -> Plan:
    rule = ExpiryRule(days=days, never=never)
    return Plan("gold", "Gold", PeriodLength.MONTH, rule, credits or {"massage": 8, "sauna": 0})


def membership(**facts: Any) -> Membership:
    given = {"id": 1, "member_id": 1, "plan": plan(), "started_on": date(2026, 1, 1), **facts}
    return Membership(**given)


def lot(id: int = 1, left: int = 5, **facts: Any) -> Lot:
    """A lot of the current period, with nothing used."""
    given = {
        "service": "massage",
        "granted": max(left, 1),
        "source": Source.ALLOCATION,
        "starts_on": date(2026, 11, 1),
        "expires_on": PERIOD_END,
        "membership_id": 1,
        "period_id": 1,
        **facts,
    }
    return Lot(id=id, left=left, **given)


def period(id: int = 1, *, allocated: int | None = 8, used: int = 3, **facts: Any) -> BillingPeriod:
    """The billing period of November, with an allocation for massage unless it is None."""
    expires_on = facts.pop("expires_on", PERIOD_END)
    given = {"starts_on": date(2026, 11, 1), "ends_on": PERIOD_END, **facts}
    allocations: tuple[Allocation, ...] = ()
    if allocated is not None:
        left = max(0, allocated - used)
        allocations = (Allocation("massage", allocated, used, 0, 0, left, expires_on),)
    return BillingPeriod(id, 1, allocations=allocations, **given)


def record(
    *lots: Lot,
    memberships: tuple[Membership, ...] | None = None,
    periods: tuple[BillingPeriod, ...] | None = None,
) -> MemberRecord:
    held = (membership(),) if memberships is None else memberships
    stretches = (period(),) if periods is None else periods
    return MemberRecord(Member(1, "Maya Okafor"), held, tuple(burn_down(lots)), {1: stretches})


def staff(role: str = "manager", **facts: Any) -> Staff:
    return Staff(**{"id": 7, "username": "alice", "name": "Alice", "role": role, **facts})


def actor(role: str = "manager", limits: Limits = NO_LIMITS, **facts: Any) -> Actor:
    return Actor(staff(role, **facts), limits)


def context_of(
    role: str = "manager",
    *,
    today: date = TODAY,
    who: Actor | None = None,
    spent: Spent | None = None,
    settings: Settings | None = None,
) -> Context:
    return Context(today, settings or Settings(), who or actor(role), spent or Spent())


def add(credits: int = 2, **facts: Any) -> Add:
    given = {"membership_id": 1, "service": "massage", "expires_on": days(13), "why": GOOD_WHY}
    return Add(credits=credits, **{**given, **facts})


def remove(credits: int = 2, **facts: Any) -> Remove:
    return Remove(
        credits=credits, **{"membership_id": 1, "service": "massage", "why": GOOD_WHY, **facts}
    )


def set_to(to: int, **facts: Any) -> SetAllocation:
    return SetAllocation(to=to, **{"period_id": 1, "service": "massage", "why": GOOD_WHY, **facts})


def entry(kind: Kind, *moved: tuple[int, int], **facts: Any) -> Entry:
    """A ledger entry of `kind` with movements given as (lot id, signed credits)."""
    movements = tuple(Movement(lot_id, credits) for lot_id, credits in moved)
    given = {
        "id": 40,
        "seq": 4,
        "credits": sum(m.credits for m in movements),
        "member_id": 1,
        "membership_id": 1,
        "period_id": None,
        "service": "massage",
        "actor_id": 7,
        "actor": "alice",
        "actor_name": "Alice",
        "via_id": None,
        "via": None,
        "at": 0,
        "studio_date": TODAY,
        "reason": None,
        "note": "",
        "reference": "",
        "request_id": "r",
        "request_digest": bytes(32),
        "corrects": None,
        "balance_before": 0,
        "balance_after": 0,
        "allocation_before": None,
        "allocation_after": None,
        "flags": (),
        "new_lots": (),
        "prev_hash": bytes(32),
        "hash": bytes(32),
        **facts,
    }
    return Entry(kind=kind, movements=movements, **given)


def written(done: Proposal) -> Entry:
    """The entry a proposal becomes; a new lot gets the id that `after` gives it."""
    moved = [(change.lot_id or 1000, change.credits) for change in done.lots]
    facts = {"membership_id": done.membership_id, "period_id": done.period_id}
    allocation = {
        "allocation_before": done.allocation_before,
        "allocation_after": done.allocation_after,
    }
    return entry(done.kind, *moved, service=done.service, **facts, **allocation)


def proposal(decision: Decision) -> Proposal:
    """The proposal, where the rules said yes; its figures must agree with one another."""
    assert isinstance(decision, Proposal), decision
    assert decision.credits == sum(change.credits for change in decision.lots)
    assert all(c.left_after == c.left_before + c.credits >= 0 for c in decision.lots)
    assert decision.flags == tuple(caution.code for caution in decision.cautions)
    assert decision.balance_before >= 0
    assert decision.balance_after >= 0
    return decision


def refusal(decision: object) -> Refusal:
    """The refusal, where the rules said no; it must say so in a sentence."""
    assert isinstance(decision, Refusal), decision
    assert decision.message.endswith(".")
    return decision


def after(before: MemberRecord, done: Proposal, first_id: int = 1000) -> MemberRecord:
    """The member's record once a proposal has been applied, as the store would read it."""
    moved = {c.lot_id: c.left_after for c in done.lots if c.lot_id is not None}
    lots = [_with_left(each, moved.get(each.id, each.left)) for each in before.lots]
    for change in done.lots:
        if change.lot_id is None:
            where = {"membership_id": change.membership_id, "period_id": change.period_id}
            dates = {"starts_on": change.starts_on, "expires_on": change.expires_on}
            made = {"service": done.service, "source": change.source, **where, **dates}
            lots.append(lot(first_id, change.credits, **made))
    periods = before.periods
    if done.allocation_after is not None:
        periods = {
            key: tuple(_with_allocated(p, done) for p in stretches)
            for key, stretches in periods.items()
        }
    return MemberRecord(before.member, before.memberships, tuple(burn_down(lots)), periods)


def _with_left(each: Lot, left: int) -> Lot:
    facts = {name: getattr(each, name) for name in Lot.__slots__}
    return Lot(**{**facts, "left": left})


def _with_allocated(stretch: BillingPeriod, done: Proposal) -> BillingPeriod:
    if stretch.id != done.period_id or done.allocation_after is None:
        return stretch
    return period(
        stretch.id,
        allocated=done.allocation_after,
        starts_on=stretch.starts_on,
        ends_on=stretch.ends_on,
        expires_on=done.lots[0].expires_on,
    )
