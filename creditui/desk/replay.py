"""An entry told again as the proposal it came from (R14)."""

from __future__ import annotations

from creditui.domain.ledger import Entry
from creditui.domain.proposal import LotChange, Proposal, Why
from creditui.store.engine import Store
from creditui.store.entries import entries_of_lots
from creditui.store.records import read_record


def proposal_of(store: Store, entry: Entry) -> Proposal:
    """What `entry` did, with what was left in each lot before and after, from the ledger."""
    lots = tuple(movement.lot_id for movement in entry.movements)
    before = dict.fromkeys(lots, 0)
    for earlier in entries_of_lots(store, lots):
        if earlier.id < entry.id:
            for movement in earlier.movements:
                if movement.lot_id in before:
                    before[movement.lot_id] += movement.credits
    return Proposal(
        kind=entry.kind,
        credits=entry.credits,
        member_id=entry.member_id,
        membership_id=entry.membership_id,
        period_id=entry.period_id,
        service=entry.service,
        balance_before=entry.balance_before,
        balance_after=entry.balance_after,
        lots=_changes(store, entry, before),
        why=Why(entry.reason or "", entry.note, entry.reference),
        flags=entry.flags,
        corrects=entry.corrects,
        allocation_before=entry.allocation_before,
        allocation_after=entry.allocation_after,
    )


def _changes(store: Store, entry: Entry, before: dict[int, int]) -> tuple[LotChange, ...]:
    record = read_record(store, entry.member_id)
    if record is None:
        raise LookupError(f"entry {entry.id} names a member that is not there")
    changes = []
    for movement in entry.movements:
        lot = record.lot(movement.lot_id)
        if lot is None:
            raise LookupError(f"entry {entry.id} names a lot that is not there")
        left = before[lot.id]
        changes.append(
            LotChange(
                lot.id,
                movement.credits,
                left,
                left + movement.credits,
                lot.source,
                lot.starts_on,
                lot.expires_on,
                lot.membership_id,
                lot.period_id,
            )
        )
    return tuple(changes)
