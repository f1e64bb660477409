"""Writing off what is left in lots past their date (R9)."""

from __future__ import annotations

from datetime import date

from creditui.domain.composing import Subject, changes, compose
from creditui.domain.kinds import Kind
from creditui.domain.lots import Lot, Movement, burn_down
from creditui.domain.membership import MemberRecord
from creditui.domain.proposal import Proposal, Why


def expirations(record: MemberRecord, today: date) -> tuple[Proposal, ...]:
    """One proposal for each membership, period, service and date with something left (R9).

    The earliest date comes first. No balance changes: what has expired had left it already.
    """
    groups: dict[tuple[date | None, Subject], list[Lot]] = {}
    for lot in burn_down(record.lots):
        if lot.left and lot.expired_by(today):
            about = Subject(lot.service, lot.membership_id, lot.period_id)
            groups.setdefault((lot.expires_on, about), []).append(lot)
    return tuple(
        compose(
            record,
            today,
            Kind.EXPIRE,
            about,
            changes(lots, [Movement(lot.id, -lot.left) for lot in lots]),
            Why(),
        )
        for (_, about), lots in groups.items()
    )
