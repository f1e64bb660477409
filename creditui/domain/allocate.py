"""Setting what a billing period allocates (R12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from creditui.domain import wording
from creditui.domain.adjust import check_covered
from creditui.domain.checks import (
    MOST_CREDITS,
    check_membership,
    check_permission,
    check_reasoned,
)
from creditui.domain.composing import Subject, changes, compose, new_lot
from creditui.domain.context import Context
from creditui.domain.expiry import check_expiry, expiry_cautions, period_expiry
from creditui.domain.kinds import Flag, Kind, Source
from creditui.domain.lots import Lot, take
from creditui.domain.membership import BillingPeriod, MemberRecord, Membership
from creditui.domain.own import check_own
from creditui.domain.people import Permission
from creditui.domain.proposal import Decision, SetAllocation
from creditui.domain.reasons import Direction
from creditui.domain.refusal import Caution, Refusal


@dataclass(frozen=True, slots=True)
class _Target:
    """The period and service to set, with what is allocated now."""

    record: MemberRecord
    membership: Membership
    period: BillingPeriod
    present: int
    cautions: tuple[Caution, ...]

    def about(self, service: str) -> Subject:
        return Subject(service, self.membership.id, self.period.id)


def propose_set(record: MemberRecord, act: SetAllocation, context: Context) -> Decision:
    """What a new allocation would do: a new lot, or a removal from the period's lots (R12)."""
    refusal = check_permission(context.actor, Permission.ADD) or check_own(
        record.member.id, context.actor
    )
    if refusal:
        return refusal
    target = _target(record, act, context)
    if isinstance(target, Refusal):
        return target
    if not 0 <= act.to <= MOST_CREDITS:
        return Refusal("credits", f"Give a whole number from 0 to {MOST_CREDITS}.", "to")
    if act.to == target.present:
        message = f"{act.to} are allocated already: there is nothing to change."
        return Refusal("nothing_to_change", message, "to")
    if act.to > target.present:
        return _raise(target, act, context)
    return _lower(target, act, context)


def _target(record: MemberRecord, act: SetAllocation, context: Context) -> _Target | Refusal:
    period = record.period(act.period_id)
    if period is None:
        message = "This member has no such billing period; choose one of those listed."
        return Refusal("period_unknown", message)
    checked = check_membership(record, period.membership_id, context)
    if isinstance(checked, Refusal):
        return checked
    membership, cautions = checked
    allocation = period.allocation(act.service)
    if allocation is not None:
        return _Target(record, membership, period, allocation.allocated, cautions)
    # A service that the plan covers but the period lacks is allocated 0 so far.
    return check_covered(membership, act.service) or _Target(
        record, membership, period, 0, cautions
    )


def _raise(target: _Target, act: SetAllocation, context: Context) -> Decision:
    credits = act.to - target.present
    expires_on = _period_expiry(target, act.service)
    chosen = expires_on is not None and expires_on < context.today
    if chosen:
        refusal = _check_chosen(expires_on, act, target.membership, context.today)
        if refusal:
            return refusal
        expires_on = act.expires_on
    why = check_reasoned(act.why, Direction.ADD, credits, context)
    if isinstance(why, Refusal):
        return why
    cautions = target.cautions
    if chosen:
        cautions += expiry_cautions(expires_on, why.reason, target.membership, context)
    cautions += _over_allocation(target, act)
    about = target.about(act.service)
    return compose(
        target.record,
        context.today,
        Kind.ALLOCATION,
        about,
        (new_lot(credits, Source.ALLOCATION, target.period.starts_on, expires_on, about),),
        why,
        cautions=cautions,
        allocation=(target.present, act.to),
    )


def _period_expiry(target: _Target, service: str) -> date | None:
    period = target.period
    allocation = period.allocation(service)
    if allocation is not None:
        return allocation.expires_on
    return period_expiry(target.membership.plan.expires, period.starts_on, period.ends_on)


def _check_chosen(
    passed: date | None, act: SetAllocation, membership: Membership, today: date
) -> Refusal | None:
    """Check the expiry that a person must give because the period's own has passed."""
    if act.expires_on is None and passed is not None:
        message = (
            f"This period's credits expired on {wording.say_date(passed)};"
            " give an expiry of today or later for the new ones."
        )
        return Refusal("expiry_missing", message, "expires")
    return check_expiry(act.expires_on, membership, today)


def _over_allocation(target: _Target, act: SetAllocation) -> tuple[Caution, ...]:
    gives = target.membership.plan.credits.get(act.service, 0)
    if act.to <= gives:
        return ()
    message = f"{act.to} is more than the {gives} that the plan allocates each billing period."
    return (Caution(Flag.OVER_ALLOCATION, message),)


def _lower(target: _Target, act: SetAllocation, context: Context) -> Decision:
    refusal = check_permission(context.actor, Permission.REMOVE)
    if refusal:
        return refusal
    lots = _lots_of(target, act.service, context.today)
    credits = target.present - act.to
    movements = take(lots, credits)
    if movements is None:
        return _below_used(target, act, sum(lot.left for lot in lots))
    why = check_reasoned(act.why, Direction.REMOVE, credits, context)
    if isinstance(why, Refusal):
        return why
    return compose(
        target.record,
        context.today,
        Kind.REMOVE,
        target.about(act.service),
        changes(lots, movements),
        why,
        cautions=target.cautions,
        allocation=(target.present, act.to),
    )


def _lots_of(target: _Target, service: str, today: date) -> list[Lot]:
    """The period's lots that still hold something: alive or to come, not expired."""
    return [
        lot
        for lot in target.record.lots_of(service)
        if lot.period_id == target.period.id and lot.left and not lot.expired_by(today)
    ]


def _below_used(target: _Target, act: SetAllocation, left: int) -> Refusal:
    allocation = target.period.allocation(act.service)
    used = allocation.used if allocation else 0
    message = (
        f"The lowest possible number is {target.present - left}:"
        f" of {target.present} allocated, {used} are used and {left} are left to take back."
    )
    return Refusal("below_used", message, "to")
