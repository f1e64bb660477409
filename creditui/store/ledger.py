"""Writing entries: the only place that adds to the ledger (R17, R22, R23).

An act goes in as its new lots, its movements and then its entry; the guards in the database check
the whole and apply it to the lots. This file numbers, links and hashes; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from creditui.domain.encoding import entry_hash
from creditui.domain.ledger import GENESIS, Entry, Kind, NewLot, microseconds
from creditui.domain.lots import Movement
from creditui.domain.people import Staff
from creditui.domain.proposal import LotChange
from creditui.store.engine import Store
from creditui.store.errors import ClockError, StoreError
from creditui.store.guards import pack_flags

DRIFT = 5 * 60 * 1_000_000
"""Microseconds that the clock may be behind the last entry and is still believed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before the ledger has numbered it, linked it and sealed it (R22)."""

    kind: Kind
    credits: int
    """Signed whole credits: the sum over `lots`."""
    member_id: int
    membership_id: int | None
    period_id: int | None
    service: str
    actor: Staff
    via: Staff | None
    instant: datetime
    """An aware UTC instant, read once for the act (R17)."""
    studio_date: date
    reason: str | None
    note: str
    reference: str
    request_id: str
    request_digest: bytes
    corrects: int | None
    balance_before: int
    balance_after: int
    allocation_before: int | None
    allocation_after: int | None
    flags: tuple[str, ...]
    lots: tuple[LotChange, ...]
    """What it does to each lot; a `lot_id` of None makes a lot (R4)."""


def append(store: Store, draft: Draft) -> Entry:
    """Add one entry, inside `writing()`, and return it as it stands in the ledger.

    Raises ClockError where the clock is more than 5 minutes behind the last entry; StoreError
    `refused` where the entry does not follow (R23). Roll back then.
    """
    return _Writer(store).append(draft)


def append_all(store: Store, drafts: Iterable[Draft]) -> int:
    """Add many entries, oldest first, inside one `writing()`, and return how many.

    For imports and samples. The same guards check each of them; raises as `append` does.
    """
    writer = _Writer(store)
    count = 0
    for draft in drafts:
        writer.append(draft)
        count += 1
    return count


class _Writer:
    """The heads of the chains while one transaction writes: nobody else can move them meanwhile."""

    def __init__(self, store: Store) -> None:
        if store.transaction != "writing":
            raise RuntimeError("entries are appended inside writing()")
        self._store = store
        last = store.row("SELECT id, at FROM ledger_entry ORDER BY id DESC LIMIT 1")
        self._last_id: int = last[0] if last else 0
        self._last_at: int = last[1] if last else 0
        self._last_lot: int = store.row("SELECT coalesce(max(id), 0) FROM credit_lot")[0]
        self._services: dict[str, int] = dict(store.rows("SELECT code, id FROM service"))

    def append(self, draft: Draft) -> Entry:
        service_id = self._services.get(draft.service)
        if service_id is None:
            raise StoreError("refused", f"There is no service {draft.service!r}.")
        entry = self._sealed(draft)
        for lot in entry.new_lots:
            self._store.execute(_INSERT_LOT, _lot_row(entry, lot, service_id))
        for position, movement in enumerate(entry.movements, start=1):
            row = (entry.id, position, movement.lot_id, movement.credits)
            self._store.execute(_INSERT_MOVEMENT, row)
        self._store.execute(_INSERT_ENTRY, _entry_row(entry, service_id))
        self._last_id, self._last_at = entry.id, entry.at
        return entry

    def _sealed(self, draft: Draft) -> Entry:
        head = self._store.row(_HEAD, (draft.member_id,))
        seq, prev_hash = head or (0, GENESIS)
        movements, new_lots = self._numbered(draft.lots)
        unsealed = partial(
            Entry,
            id=self._last_id + 1,
            seq=seq + 1,
            kind=draft.kind,
            credits=draft.credits,
            member_id=draft.member_id,
            membership_id=draft.membership_id,
            period_id=draft.period_id,
            service=draft.service,
            actor_id=draft.actor.id,
            actor=draft.actor.username,
            actor_name=draft.actor.name,
            via_id=None if draft.via is None else draft.via.id,
            via=None if draft.via is None else draft.via.username,
            at=self._time(draft.instant),
            studio_date=draft.studio_date,
            reason=draft.reason,
            note=draft.note,
            reference=draft.reference,
            request_id=draft.request_id,
            request_digest=draft.request_digest,
            corrects=draft.corrects,
            balance_before=draft.balance_before,
            balance_after=draft.balance_after,
            allocation_before=draft.allocation_before,
            allocation_after=draft.allocation_after,
            flags=tuple(draft.flags),
            movements=movements,
            new_lots=new_lots,
            prev_hash=prev_hash,
        )
        return unsealed(hash=entry_hash(unsealed(hash=b"")))

    def _numbered(
        self, lots: tuple[LotChange, ...]
    ) -> tuple[tuple[Movement, ...], tuple[NewLot, ...]]:
        movements = []
        new_lots = []
        for lot in lots:
            lot_id = lot.lot_id
            if lot_id is None:
                self._last_lot += 1
                lot_id = self._last_lot
                new_lots.append(
                    NewLot(
                        lot_id,
                        lot.credits,
                        lot.source,
                        lot.starts_on,
                        lot.expires_on,
                        lot.membership_id,
                        lot.period_id,
                    )
                )
            movements.append(Movement(lot_id, lot.credits))
        return tuple(movements), tuple(new_lots)

    def _time(self, instant: datetime) -> int:
        """The entry's instant: never before the last entry's, whatever the clock says."""
        at = microseconds(instant)
        behind = self._last_at - at
        if behind <= 0:
            return at
        if behind > DRIFT:
            minutes = behind // 60_000_000
            raise ClockError(
                f"The clock of this computer is {minutes:,} minutes behind the last entry: "
                "set it right, then try again."
            )
        return self._last_at


_HEAD = "SELECT seq, hash FROM ledger_entry WHERE member_id = ? ORDER BY seq DESC LIMIT 1"

_INSERT_LOT = """
    INSERT INTO credit_lot (id, made_by, member_id, membership_id, period_id, service_id, source,
        starts_on, expires_on, granted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""

_INSERT_MOVEMENT = """
    INSERT INTO lot_movement (entry_id, position, lot_id, credits) VALUES (?, ?, ?, ?)"""

_INSERT_ENTRY = """
    INSERT INTO ledger_entry (id, seq, kind, credits, member_id, membership_id, period_id,
        service_id, actor_id, actor, actor_name, via_id, via, at, studio_date, reason, note,
        reference, request_id, request_digest, corrects, balance_before, balance_after,
        allocation_before, allocation_after, flags, prev_hash, hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def _lot_row(entry: Entry, lot: NewLot, service_id: int) -> tuple[object, ...]:
    return (
        lot.id,
        entry.id,
        entry.member_id,
        lot.membership_id,
        lot.period_id,
        service_id,
        lot.source,
        lot.starts_on,
        lot.expires_on,
        lot.granted,
    )


def _entry_row(entry: Entry, service_id: int) -> tuple[object, ...]:
    return (
        entry.id,
        entry.seq,
        entry.kind,
        entry.credits,
        entry.member_id,
        entry.membership_id,
        entry.period_id,
        service_id,
        entry.actor_id,
        entry.actor,
        entry.actor_name,
        entry.via_id,
        entry.via,
        entry.at,
        entry.studio_date,
        entry.reason,
        entry.note,
        entry.reference,
        entry.request_id,
        entry.request_digest,
        entry.corrects,
        entry.balance_before,
        entry.balance_after,
        entry.allocation_before,
        entry.allocation_after,
        pack_flags(entry.flags),
        entry.prev_hash,
        entry.hash,
    )
