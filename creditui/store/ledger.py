"""Writing entries: the only place that adds to the ledger (R17, R22, R23).

An act goes in as its new lots, its movements and then its entry; the guards in the database check
the whole and apply it to the lots. This file numbers, links and hashes; it decides nothing.
Imports and samples append thousands of entries in one go, so it is SQL, the same few statements.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from creditui.domain.instant import microseconds
from creditui.domain.kinds import Kind
from creditui.domain.ledger import GENESIS, Entry
from creditui.domain.lots import NewLot
from creditui.domain.people import Staff
from creditui.domain.proposal import LotChange
from creditui.store.columns import (
    Columns,
    entry_hash_of,
    entry_of,
    pack_flags,
    pack_movements,
    pack_new_lots,
)
from creditui.store.engine import Store
from creditui.store.errors import ClockError, StoreError
from creditui.store.moment import DRIFT, last_instant


@dataclass(frozen=True, slots=True)
class NewEntry:
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


def append(store: Store, new: NewEntry) -> Entry:
    """Add one entry, inside `writing()`, and return it as it stands in the ledger.

    Raises ClockError where the clock is more than 5 minutes behind the last entry; StoreError
    `refused` where the entry does not follow (R23). Roll back then.
    """
    return entry_of(*_Writer(store).append(new))


def append_all(store: Store, entries: Iterable[NewEntry]) -> int:
    """Add many entries, oldest first, inside one `writing()`, and return how many.

    For imports and samples. The same guards check each of them; raises as `append` does.
    """
    writer = _Writer(store)
    count = 0
    for new in entries:
        writer.append(new)
        count += 1
    return count


class _Writer:
    """The heads of the chains while one transaction writes: nobody else can move them meanwhile."""

    def __init__(self, store: Store) -> None:
        if store.transaction != "writing":
            raise RuntimeError("entries are appended inside writing()")
        self._store = store
        self._last_id: int = store.row("SELECT coalesce(max(id), 0) FROM ledger_entry")[0]
        self._last_at = last_instant(store)
        self._last_lot: int = store.row("SELECT coalesce(max(id), 0) FROM credit_lot")[0]
        self._services: dict[str, int] = dict(store.rows("SELECT code, id FROM service"))
        self._heads: dict[int, tuple[int, bytes]] = {}

    def append(self, new: NewEntry) -> tuple[Columns, bytes]:
        """Write one entry; return its columns and its hash."""
        service_id = self._services.get(new.service)
        if service_id is None:
            raise StoreError("refused", f"There is no service {new.service!r}.")
        number = self._last_id + 1
        movements, new_lots = self._numbered(new.lots)
        at = self._time(new.instant)
        columns = self._columns(new, number, at, movements, new_lots)
        own_hash = entry_hash_of(*columns)
        execute = self._store.execute
        for lot in new_lots:
            execute(_INSERT_LOT, _lot_row(number, new.member_id, lot, service_id))
        for position, (lot_id, credits) in enumerate(movements, start=1):
            execute(_INSERT_MOVEMENT, (number, position, lot_id, credits))
        execute(_INSERT_ENTRY, _entry_row(columns, own_hash, service_id))
        self._last_id, self._last_at = number, at
        self._heads[new.member_id] = self._head(new.member_id)[0] + 1, own_hash
        return columns, own_hash

    def _columns(
        self,
        new: NewEntry,
        number: int,
        at: int,
        movements: list[tuple[int, int]],
        new_lots: list[NewLot],
    ) -> Columns:
        seq, prev_hash = self._head(new.member_id)
        actor, via = new.actor, new.via
        return (
            number,
            seq + 1,
            new.kind.value,
            new.credits,
            new.member_id,
            new.membership_id,
            new.period_id,
            new.service,
            actor.id,
            actor.username,
            actor.name,
            None if via is None else via.id,
            None if via is None else via.username,
            at,
            new.studio_date.isoformat(),
            new.reason,
            new.note,
            new.reference,
            new.request_id,
            new.request_digest,
            new.corrects,
            new.balance_before,
            new.balance_after,
            new.allocation_before,
            new.allocation_after,
            pack_flags(new.flags),
            pack_movements(movements),
            pack_new_lots(new_lots),
            prev_hash,
        )

    def _head(self, member_id: int) -> tuple[int, bytes]:
        """The number and the hash of the member's last entry."""
        head = self._heads.get(member_id)
        if head is None:
            head = self._store.row(_HEAD, (member_id,)) or (0, GENESIS)
            self._heads[member_id] = head
        return head

    def _numbered(self, lots: tuple[LotChange, ...]) -> tuple[list[tuple[int, int]], list[NewLot]]:
        """Each lot's id and its credits, and the lots that are new."""
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
            movements.append((lot_id, lot.credits))
        return movements, new_lots

    def _time(self, instant: datetime) -> int:
        """The entry's instant: never before the last entry's, whatever the clock says."""
        at = microseconds(instant)
        behind = self._last_at - at
        if behind <= 0:
            return at
        if behind > DRIFT:
            raise ClockError(
                f"The clock of this computer is {_said(behind)} behind the last entry: "
                "set it right, then try again; or see creditui clock where the entry is wrong."
            )
        return self._last_at


def _said(microseconds: int) -> str:
    """A stretch of time in whole minutes, hours or days, two at least."""
    minutes = microseconds // 60_000_000
    if minutes < 2 * 60:
        return f"{minutes} minutes"
    return f"{minutes // 60} hours" if minutes < 2 * 24 * 60 else f"{minutes // 1440:,} days"


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


def _lot_row(entry_id: int, member_id: int, lot: NewLot, service_id: int) -> Columns:
    return (
        lot.id,
        entry_id,
        member_id,
        lot.membership_id,
        lot.period_id,
        service_id,
        lot.source,
        lot.starts_on.isoformat(),
        None if lot.expires_on is None else lot.expires_on.isoformat(),
        lot.granted,
    )


def _entry_row(columns: Columns, own_hash: bytes, service_id: int) -> Columns:
    return (*columns[:7], service_id, *columns[8:26], columns[28], own_hash)
