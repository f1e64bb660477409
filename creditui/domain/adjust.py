"""Adding and removing credits (R10, R11)."""

from __future__ import annotations

from creditui.domain import wording
from creditui.domain.checks import (
    check_credits,
    check_membership,
    check_permission,
    check_reasoned,
)
from creditui.domain.composing import Subject, changes, common, compose, new_lot
from creditui.domain.context import Context
from creditui.domain.expiry import check_expiry, expiry_cautions
from creditui.domain.kinds import Flag, Kind, Source
from creditui.domain.lots import Lot, take
from creditui.domain.membership import MemberRecord, Membership
from creditui.domain.own import check_own
from creditui.domain.people import Permission
from creditui.domain.proposal import Add, Decision, Remove
from creditui.domain.reasons import Direction
from creditui.domain.refusal import Caution, Refusal
from creditui.domain.text import visible


def propose_add(record: MemberRecord, act: Add, context: Context) -> Decision:
    """What adding credits would do: a new lot under the membership, or the refusal (R10)."""
    refusal = check_permission(context.actor, Permission.ADD) or check_own(
        record.member.id, context.actor
    )
    if refusal:
        return refusal
    checked = check_membership(record, act.membership_id, context)
    if isinstance(checked, Refusal):
        return checked
    membership, cautions = checked
    refusal = (
        check_covered(membership, act.service)
        or check_credits(act.credits)
        or check_expiry(act.expires_on, membership, context.today)
    )
    if refusal:
        return refusal
    why = check_reasoned(act.why, Direction.ADD, act.credits, context)
    if isinstance(why, Refusal):
        return why
    cautions += expiry_cautions(act.expires_on, why.reason, membership, context)
    cautions += _over_allocation(record, membership, act, context)
    about = Subject(act.service, membership.id)
    lot = new_lot(act.credits, Source.ADD, context.today, act.expires_on, about)
    return compose(record, context.today, Kind.ADD, about, (lot,), why, cautions=cautions)


def propose_remove(record: MemberRecord, act: Remove, context: Context) -> Decision:
    """What removing credits would do to the lots alive today, or the refusal (R7, R11)."""
    refusal = check_permission(context.actor, Permission.REMOVE) or check_own(
        record.member.id, context.actor
    )
    if refusal:
        return refusal
    checked = check_membership(record, act.membership_id, context)
    if isinstance(checked, Refusal):
        return checked
    membership, cautions = checked
    lots = _lots_to_remove_from(record, membership, act, context)
    if isinstance(lots, Refusal):
        return lots
    movements = check_credits(act.credits) or take(lots, act.credits)
    if isinstance(movements, Refusal):
        return movements
    if movements is None:
        return _not_enough(lots, act)
    why = check_reasoned(act.why, Direction.REMOVE, act.credits, context)
    if isinstance(why, Refusal):
        return why
    touched = changes(lots, movements)
    period_id = common([change.period_id for change in touched])
    about = Subject(act.service, membership.id, period_id)
    return compose(record, context.today, Kind.REMOVE, about, touched, why, cautions=cautions)


def check_covered(membership: Membership, service: str) -> Refusal | None:
    """The refusal of a service that the plan doesn't cover, or None (R10)."""
    plan = membership.plan
    if plan.covers(service):
        return None
    listed = ", ".join(plan.credits) or "none"
    message = f"{plan.name} does not cover {visible(service, 40) or 'that'}; it covers: {listed}."
    return Refusal("service_not_covered", message, "service")


def _over_allocation(
    record: MemberRecord, membership: Membership, act: Add, context: Context
) -> tuple[Caution, ...]:
    allocated = membership.plan.credits[act.service]
    held = _alive(record, membership.id, act.service, context)
    after = sum(lot.left for lot in held) + act.credits
    if not allocated or after <= allocated:
        return ()
    message = f"She will hold {after}; the plan allocates {allocated} each billing period."
    return (Caution(Flag.OVER_ALLOCATION, message),)


def _alive(record: MemberRecord, membership_id: int, service: str, context: Context) -> list[Lot]:
    """The membership's lots of a service that are alive today and hold something (R3)."""
    lots = record.lots_of(service, membership_id)
    return [lot for lot in lots if lot.alive(context.today) and lot.left]


def _lots_to_remove_from(
    record: MemberRecord, membership: Membership, act: Remove, context: Context
) -> list[Lot] | Refusal:
    lots = _alive(record, membership.id, act.service, context)
    if act.lot_id is not None:
        chosen = [lot for lot in lots if lot.id == act.lot_id]
        message = "That lot holds none of these credits today; choose one of those listed."
        return chosen or Refusal("lot_unknown", message, "lot")
    # A plan may have dropped a service since: what is left of it can still be removed.
    return lots or check_covered(membership, act.service) or lots


def _not_enough(lots: list[Lot], act: Remove) -> Refusal:
    left = sum(lot.left for lot in lots)
    where = "in that lot" if act.lot_id is not None else f"for {act.service} in this membership"
    message = f"Only {wording.credits(left)} can be removed: no more is left {where}."
    if not left:
        message = f"Nothing can be removed: no credits are left {where}."
    return Refusal("not_enough", message, "credits")
