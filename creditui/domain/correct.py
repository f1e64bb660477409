"""Corrections: a new entry opposite to an old one (R16)."""

from __future__ import annotations

from creditui.domain import wording
from creditui.domain.checks import (
    check_membership,
    check_permission,
    check_reasoned,
)
from creditui.domain.composing import Subject, changes, compose
from creditui.domain.context import Context
from creditui.domain.kinds import Flag, Kind
from creditui.domain.ledger import Entry
from creditui.domain.lots import Movement, put_back
from creditui.domain.membership import MemberRecord
from creditui.domain.own import check_own
from creditui.domain.people import Permission
from creditui.domain.proposal import Correct, Decision, LotChange
from creditui.domain.reasons import Direction
from creditui.domain.refusal import Caution, Refusal

_INSTEAD = {
    Kind.USE: "Used credits are given back, not corrected; use give-back on this entry.",
    Kind.GIVE_BACK: "A give-back can't be corrected; record the use again instead.",
    Kind.EXPIRE: "Expired credits can't be brought back; add new ones instead.",
    Kind.EXTEND: "A change of expiry can't be corrected; add or remove credits instead.",
    Kind.OPENING: "Imported use can't be corrected; add the credits instead.",
}
"""What to do about entries that have no opposite a person may write."""


def propose_correction(
    record: MemberRecord, entry: Entry, corrected_by: int | None, act: Correct, context: Context
) -> Decision:
    """What writing the opposite of `entry` would do, or the refusal (R16).

    `corrected_by` is the id of the entry that corrects it already, if one does. Credits that came
    are taken as far as they are left; credits that were removed go back where they came from.
    """
    removes = entry.credits > 0
    refusal = _check_entry(record, entry, corrected_by, context)
    if refusal:
        return refusal
    cautions = () if _too_early(record, entry, context) else _standing(record, entry, context)
    if isinstance(cautions, Refusal):
        return cautions
    movements = _what_is_left(record, entry, context) if removes else put_back(entry.movements)
    if not movements:
        message = (
            "Nothing of these credits is left to take back: they are used, removed or expired."
        )
        return Refusal("nothing_left", message)
    touched = changes(record.lots, movements)
    moved = sum(movement.credits for movement in movements)
    direction = Direction.REMOVE if removes else Direction.ADD
    why = check_reasoned(act.why, direction, moved, context)
    if isinstance(why, Refusal):
        return why
    return compose(
        record,
        context.today,
        Kind.REMOVE if removes else Kind.ADD,
        Subject(entry.service, entry.membership_id, entry.period_id),
        touched,
        why,
        cautions=cautions + _capped(entry, moved) + expired_cautions(touched, context),
        corrects=entry.id,
        allocation=_allocation(record, entry, moved),
    )


def check_uncorrected(entry: Entry, corrected_by: int | None) -> Refusal | None:
    """The refusal of a second opposite of one entry, or None (R8, R16)."""
    if corrected_by is None:
        return None
    done = "given back" if entry.kind is Kind.USE else "corrected"
    message = f"Entry {entry.id} was {done} already, by entry {corrected_by}; look at that one."
    return Refusal("already_corrected", message)


def expired_cautions(touched: tuple[LotChange, ...], context: Context) -> tuple[Caution, ...]:
    """What to know where credits go back to lots that have expired since (R8)."""
    late = sum(
        change.credits
        for change in touched
        if change.credits > 0 and change.expired_by(context.today)
    )
    if not late:
        return ()
    message = f"{wording.credits(late)} will go back to a lot that has expired, unusable."
    return (Caution(Flag.TO_EXPIRED_LOT, message),)


def _check_entry(
    record: MemberRecord, entry: Entry, corrected_by: int | None, context: Context
) -> Refusal | None:
    """Why the actor may not write the opposite of this entry, whatever her reason; or None."""
    return (
        check_permission(context.actor, Permission.ADD)
        or _check_kind(record, entry, context)
        or check_uncorrected(entry, corrected_by)
        or (check_permission(context.actor, Permission.REMOVE) if entry.credits > 0 else None)
        or check_own(record.member.id, context.actor)
    )


def _check_kind(record: MemberRecord, entry: Entry, context: Context) -> Refusal | None:
    kind = entry.kind
    if _too_early(record, entry, context):
        return None
    if kind in _INSTEAD and not (kind is Kind.OPENING and entry.credits > 0):
        return Refusal("not_correctable", _INSTEAD[kind])
    return None


def _too_early(record: MemberRecord, entry: Entry, context: Context) -> bool:
    """Whether it wrote off what has not expired today: the clock stood ahead then (R17).

    What goes back then was never gone, so it goes back whatever the membership's standing.
    """
    if entry.kind is not Kind.EXPIRE:
        return False
    lots = [record.lot(movement.lot_id) for movement in entry.movements]
    alive = all(lot is not None and not lot.expired_by(context.today) for lot in lots)
    return alive and context.today < entry.studio_date


def _standing(
    record: MemberRecord, entry: Entry, context: Context
) -> Refusal | tuple[Caution, ...]:
    """Whether the entry's membership can be adjusted; an entry without one always can (R1)."""
    if entry.membership_id is None:
        return ()
    checked = check_membership(record, entry.membership_id, context)
    return checked if isinstance(checked, Refusal) else checked[1]


def _what_is_left(record: MemberRecord, entry: Entry, context: Context) -> tuple[Movement, ...]:
    """Movements that take the entry's credits from its lots, last touched first.

    Each is capped at what its lot holds. An expired lot holds nothing that counts, whether or not
    its expiry has been written yet (R9).
    """
    movements: list[Movement] = []
    for movement in reversed(entry.movements):
        lot = record.lot(movement.lot_id)
        if lot is None or lot.expired_by(context.today):
            continue
        part = min(movement.credits, lot.left)
        if part > 0:
            movements.append(Movement(lot.id, -part))
    return tuple(movements)


def _capped(entry: Entry, moved: int) -> tuple[Caution, ...]:
    gone = abs(entry.credits) - abs(moved)
    if not gone:
        return ()
    message = (
        f"Only {abs(moved)} of {wording.credits(abs(entry.credits))} can be taken back:"
        f" the other {gone} {'is' if gone == 1 else 'are'} used, removed or expired."
    )
    return (Caution(Flag.CAPPED, message),)


def _allocation(record: MemberRecord, entry: Entry, moved: int) -> tuple[int, int] | None:
    """The period's allocation before and after, where the entry had set it (R12)."""
    if entry.allocation_after is None or entry.period_id is None:
        return None
    period = record.period(entry.period_id)
    allocation = period.allocation(entry.service) if period else None
    present = allocation.allocated if allocation else 0
    return present, present + moved
