"""The JSON shapes of everything the commands answer, the same names everywhere.

Dates are YYYY-MM-DD, instants ISO 8601 in UTC with microseconds, credits whole numbers, services
and reasons codes.
"""

from __future__ import annotations

from datetime import date

from creditui.desk.applying import Applied
from creditui.desk.find import FoundMember
from creditui.desk.open_member import MembershipView, MemberView
from creditui.domain.instant import instant_of, instant_text
from creditui.domain.ledger import Entry
from creditui.domain.lots import Lot
from creditui.domain.membership import Allocation, BillingPeriod, Member
from creditui.domain.people import Limits, Staff
from creditui.domain.proposal import LotChange, Proposal

Json = dict[str, object]

ENTRY_COLUMNS = (
    *("id", "seq", "kind", "credits", "member", "membership", "period", "service", "actor"),
    *("actor_name", "via", "at", "studio_date", "reason", "note", "reference", "request_id"),
    *("corrects", "balance_before", "balance_after", "allocation_before", "allocation_after"),
)
"""The columns of entries as CSV; flags, movements and hashes are in the JSON."""


def member_json(member: Member) -> Json:
    """A member."""
    return {
        "id": member.id,
        "external_id": member.external_id,
        "name": member.name,
        "email": member.email,
        "phone": member.phone,
        "joined_on": _date(member.joined_on),
    }


def found_json(found: FoundMember) -> Json:
    """A member that a search found, with the plan and the standing of her first membership."""
    standing = None if found.standing is None else found.standing.standing.value
    return member_json(found.member) | {"plan_name": found.plan, "standing": standing}


def view_json(view: MemberView, as_of: date | None = None) -> Json:
    """All about one member on one studio date; `as_of` names it where it is not today."""
    past = {} if as_of is None else {"as_of": as_of.isoformat()}
    return past | {
        "member": member_json(view.member),
        "today": view.today.isoformat(),
        "balances": dict(view.balances),
        "memberships": [membership_json(each, view.today) for each in view.memberships],
    }


def membership_json(view: MembershipView, today: date) -> Json:
    """A membership with its lots (those alive first) and its periods, newest first."""
    membership = view.membership
    return {
        "id": membership.id,
        "external_id": membership.external_id,
        "plan": membership.plan.code,
        "plan_name": membership.plan.name,
        "standing": view.standing.standing.value,
        "adjustable": view.standing.adjustable,
        "started_on": membership.started_on.isoformat(),
        "ends_on": _date(membership.ends_on),
        "cancelled_on": _date(membership.cancelled_on),
        "paused": membership.paused,
        "past_due": membership.past_due,
        "balances": dict(view.balances),
        "lots": [lot_json(lot, today) for lot in (*view.lots, *view.past_lots)],
        "periods": [period_json(period) for period in view.periods],
    }


def lot_json(lot: Lot, today: date) -> Json:
    """A lot; `alive` says whether what is left counts today."""
    return {
        "id": lot.id,
        "service": lot.service,
        "granted": lot.granted,
        "used": lot.used,
        "removed": lot.removed,
        "expired": lot.expired,
        "left": lot.left,
        "source": lot.source.value,
        "reason": lot.reason or None,
        "starts_on": lot.starts_on.isoformat(),
        "expires_on": _date(lot.expires_on),
        "alive": lot.alive(today),
        "period": lot.period_id,
    }


def period_json(period: BillingPeriod) -> Json:
    """A billing period and what it gives for each service."""
    return {
        "id": period.id,
        "starts_on": period.starts_on.isoformat(),
        "ends_on": period.ends_on.isoformat(),
        "services": {each.service: _allocation(each) for each in period.allocations},
    }


def entry_json(entry: Entry) -> Json:
    """A ledger entry, with every field that its hash covers but the request's digest (R22)."""
    return {
        "id": entry.id,
        "seq": entry.seq,
        "kind": str(entry.kind),
        "credits": entry.credits,
        "member": entry.member_id,
        "membership": entry.membership_id,
        "period": entry.period_id,
        "service": entry.service,
        "actor": entry.actor,
        "actor_name": entry.actor_name,
        "via": entry.via,
        "at": instant_text(entry.instant),
        "studio_date": entry.studio_date.isoformat(),
        "reason": entry.reason,
        "note": entry.note,
        "reference": entry.reference,
        "request_id": entry.request_id,
        "corrects": entry.corrects,
        "balance_before": entry.balance_before,
        "balance_after": entry.balance_after,
        "allocation_before": entry.allocation_before,
        "allocation_after": entry.allocation_after,
        "flags": [str(flag) for flag in entry.flags],
        "movements": [{"lot": m.lot_id, "credits": m.credits} for m in entry.movements],
        "prev_hash": entry.prev_hash.hex(),
        "hash": entry.hash.hex(),
    }


def proposal_json(proposal: Proposal) -> Json:
    """What an act does or would do; a lot that it would make has no id yet."""
    return {
        "kind": str(proposal.kind),
        "credits": proposal.credits,
        "member": proposal.member_id,
        "membership": proposal.membership_id,
        "period": proposal.period_id,
        "service": proposal.service,
        "before": proposal.balance_before,
        "after": proposal.balance_after,
        "allocation_before": proposal.allocation_before,
        "allocation_after": proposal.allocation_after,
        "lots": [_change(change) for change in proposal.lots],
        "warnings": [caution.message for caution in proposal.cautions],
        "flags": [str(flag) for flag in proposal.flags],
        "corrects": proposal.corrects,
        "reason": proposal.why.reason or None,
        "note": proposal.why.note,
        "reference": proposal.why.reference,
    }


def applied_json(applied: Applied) -> Json:
    """An act that stands in the ledger."""
    return {
        "entry": entry_json(applied.entry),
        "proposal": proposal_json(applied.proposal),
        "replayed": applied.replayed,
    }


def dry_json(proposal: Proposal) -> Json:
    """An act that was worked out and not done."""
    return {"entry": None, "proposal": proposal_json(proposal), "replayed": False}


def staff_json(staff: Staff) -> Json:
    """A person who may sign in; `limits` is null where those of her role hold (R19)."""
    return {
        "username": staff.username,
        "name": staff.name,
        "role": str(staff.role),
        "disabled": staff.disabled,
        "member": staff.member_id,
        "limits": None if staff.limits is None else _limits(staff.limits),
    }


def at_text(at: int | None) -> str | None:
    """As `instant_text`, of microseconds of UTC since 1970; None of None."""
    return None if at is None else instant_text(instant_of(at))


def _limits(limits: Limits) -> Json:
    return {"adjustment": limits.adjustment, "day": limits.day, "member": limits.member}


def _allocation(allocation: Allocation) -> Json:
    return {
        "allocated": allocation.allocated,
        "used": allocation.used,
        "adjusted": allocation.adjusted,
        "expired": allocation.expired,
        "left": allocation.left,
        "expires_on": _date(allocation.expires_on),
    }


def _change(change: LotChange) -> Json:
    return {
        "lot": change.lot_id,
        "credits": change.credits,
        "left_before": change.left_before,
        "left_after": change.left_after,
        "source": change.source.value,
        "starts_on": change.starts_on.isoformat(),
        "expires_on": _date(change.expires_on),
        "membership": change.membership_id,
        "period": change.period_id,
    }


def _date(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
