"""How a proposal is put together, so that its figures always agree (R2, R13, R22)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from creditui.domain.kinds import Kind, Source
from creditui.domain.lots import Lot, Movement, balance
from creditui.domain.membership import MemberRecord
from creditui.domain.proposal import LotChange, Proposal, Why
from creditui.domain.refusal import Caution


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is about: the service and, where it has just one, the membership and period."""

    service: str
    membership_id: int | None = None
    period_id: int | None = None


def compose(
    record: MemberRecord,
    today: date,
    kind: Kind,
    about: Subject,
    lots: tuple[LotChange, ...],
    why: Why,
    *,
    cautions: tuple[Caution, ...] = (),
    corrects: int | None = None,
    allocation: tuple[int, int] | None = None,
) -> Proposal:
    """A proposal whose credits, balances and flags follow from the `lots` it would change.

    `allocation` is the period's allocation before and after, where the act sets it (R12). Every
    caution is kept on the entry as a flag of the same name (R10).
    """
    before = balance(record.lots, about.service, today)
    moved = sum(change.credits for change in lots if change.alive(today))
    return Proposal(
        kind=kind,
        credits=sum(change.credits for change in lots),
        member_id=record.member.id,
        membership_id=about.membership_id,
        period_id=about.period_id,
        service=about.service,
        balance_before=before,
        balance_after=before + moved,
        lots=lots,
        why=why,
        cautions=cautions,
        flags=tuple(caution.code for caution in cautions),
        corrects=corrects,
        allocation_before=allocation[0] if allocation else None,
        allocation_after=allocation[1] if allocation else None,
    )


def new_lot(
    credits: int, source: Source, starts_on: date, expires_on: date | None, about: Subject
) -> LotChange:
    """The change that makes a lot of `credits` (R4)."""
    return LotChange(
        lot_id=None,
        credits=credits,
        left_before=0,
        left_after=credits,
        source=source,
        starts_on=starts_on,
        expires_on=expires_on,
        membership_id=about.membership_id,
        period_id=about.period_id,
    )


def changes(lots: Iterable[Lot], movements: Iterable[Movement]) -> tuple[LotChange, ...]:
    """What `movements` would do to `lots`, in the order of the movements.

    Raises:
        KeyError: a movement names a lot that is not among `lots`.
    """
    by_id = {lot.id: lot for lot in lots}
    return tuple(change_of(by_id[movement.lot_id], movement.credits) for movement in movements)


def common(values: Sequence[int | None]) -> int | None:
    """The one value that all share, or None where they differ or there are none."""
    return values[0] if len(set(values)) == 1 else None


def change_of(lot: Lot, credits: int) -> LotChange:
    """What moving `credits` (signed) does to a lot that is there."""
    return LotChange(
        lot_id=lot.id,
        credits=credits,
        left_before=lot.left,
        left_after=lot.left + credits,
        source=lot.source,
        starts_on=lot.starts_on,
        expires_on=lot.expires_on,
        membership_id=lot.membership_id,
        period_id=lot.period_id,
    )
