"""Using credits, and giving them back when a booking is cancelled (R6, R8)."""

from __future__ import annotations

from creditui.domain import wording
from creditui.domain.checks import check_credits, check_permission
from creditui.domain.composing import Subject, changes, common, compose
from creditui.domain.context import Context
from creditui.domain.correct import check_uncorrected, expired_cautions
from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.domain.lots import put_back, take
from creditui.domain.membership import MemberRecord
from creditui.domain.own import check_own
from creditui.domain.people import Permission
from creditui.domain.proposal import Decision, GiveBack, Use, Why
from creditui.domain.reasons import check_reference, neat
from creditui.domain.refusal import Refusal
from creditui.domain.text import visible


def propose_use(record: MemberRecord, act: Use, context: Context) -> Decision:
    """What using credits would do, over all her lots alive today, or the refusal (R6, R7)."""
    why = Why(reference=neat(act.reference))
    refusal = (
        check_permission(context.actor, Permission.USE)
        or check_credits(act.credits)
        or check_reference(why.reference)
    )
    if refusal:
        return refusal
    lots = [lot for lot in record.lots_of(act.service) if lot.alive(context.today)]
    movements = take(lots, act.credits)
    if movements is None:
        left = sum(lot.left for lot in lots)
        service = visible(act.service, 40)
        message = f"Only {wording.credits(left)} for {service} can be used today."
        if not left:
            message = f"There are no credits for {service} to use today; add some first."
        return Refusal("not_enough", message, "credits")
    touched = changes(lots, movements)
    about = Subject(
        act.service,
        common([change.membership_id for change in touched]),
        common([change.period_id for change in touched]),
    )
    return compose(record, context.today, Kind.USE, about, touched, why)


def propose_give_back(
    record: MemberRecord, entry: Entry, corrected_by: int | None, act: GiveBack, context: Context
) -> Decision:
    """What giving a use back would do to the lots it came from, in reverse (R8).

    `corrected_by` is the id of the entry that gave it back already, if one did.
    """
    why = Why(reference=neat(act.reference))
    refusal = check_permission(context.actor, Permission.USE) or check_own(
        record.member.id, context.actor
    )
    refusal = refusal or _check_use(entry) or check_uncorrected(entry, corrected_by)
    refusal = refusal or check_reference(why.reference)
    if refusal:
        return refusal
    touched = changes(record.lots, put_back(entry.movements))
    return compose(
        record,
        context.today,
        Kind.GIVE_BACK,
        Subject(entry.service, entry.membership_id, entry.period_id),
        touched,
        why,
        cautions=expired_cautions(touched, context),
        corrects=entry.id,
    )


def _check_use(entry: Entry) -> Refusal | None:
    if entry.kind is Kind.USE:
        return None
    message = f"Entry {entry.id} used no credits; only a use can be given back."
    return Refusal("not_a_use", message)
