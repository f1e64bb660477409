"""Reading the ledger: entries with their movements and the lots they made (R22)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from peewee import fn

from creditui.domain.kinds import Kind, Source
from creditui.domain.ledger import Entry
from creditui.domain.lots import Movement, NewLot
from creditui.store.columns import unpack_flags
from creditui.store.counting import counted, counted_until
from creditui.store.engine import Store
from creditui.store.queries import END, Prepared, given, listed, many
from creditui.store.tables import EntryRow, LotRow, MovementRow, ServiceRow

_ENTRIES = EntryRow.select(
    *(EntryRow.id, EntryRow.seq, EntryRow.kind, EntryRow.credits),
    *(EntryRow.member, EntryRow.membership, EntryRow.period, ServiceRow.code),
    *(EntryRow.actor_id, EntryRow.actor, EntryRow.actor_name, EntryRow.via_id, EntryRow.via),
    *(EntryRow.at, EntryRow.studio_date, EntryRow.reason, EntryRow.note, EntryRow.reference),
    *(EntryRow.request_id, EntryRow.request_digest, EntryRow.corrects),
    *(EntryRow.balance_before, EntryRow.balance_after),
    *(EntryRow.allocation_before, EntryRow.allocation_after),
    *(EntryRow.flags, EntryRow.prev_hash, EntryRow.hash),
).join(ServiceRow)
_ENTRY = Prepared(_ENTRIES.where(EntryRow.id == given("id")))
_OF_REQUEST = Prepared(_ENTRIES.where(EntryRow.request_id == given("request_id")))
_OF_IDS = Prepared(_ENTRIES.where(EntryRow.id.in_(listed("ids"))).order_by(EntryRow.id.desc()))
_OF_MEMBER = Prepared(
    _ENTRIES.where(
        (EntryRow.member == given("member_id"))
        & (EntryRow.seq < given("before_seq"))
        & counted(EntryRow)
    )
    .order_by(EntryRow.seq.desc())
    .limit(given("limit"))
)
_ON_LOTS = MovementRow.select(MovementRow.entry).where(MovementRow.lot.in_(listed("lot_ids")))
_OF_LOTS = Prepared(
    _ENTRIES.where(EntryRow.id.in_(_ON_LOTS) & counted(EntryRow))
    .order_by(EntryRow.id.desc())
    .limit(given("newest"))
)
_COUNT_OF_LOTS = Prepared(
    MovementRow.select(fn.count(MovementRow.entry.distinct())).where(
        MovementRow.lot.in_(listed("lot_ids"))
    )
)
_CORRECTIONS = Prepared(
    EntryRow.select(EntryRow.corrects, EntryRow.id).where(
        EntryRow.corrects.in_(listed("ids")) & counted(EntryRow)
    )
)
_MOVEMENTS = Prepared(
    MovementRow.select(MovementRow.entry, MovementRow.lot, MovementRow.credits)
    .where(MovementRow.entry.in_(listed("ids")))
    .order_by(MovementRow.entry, MovementRow.position)
)
_OWN = (MovementRow.entry == LotRow.made_by) & (MovementRow.lot == LotRow.id)
_NEW_LOTS = Prepared(
    LotRow.select(
        *(LotRow.made_by, LotRow.id, LotRow.granted, LotRow.source),
        *(LotRow.starts_on, LotRow.expires_on, LotRow.membership, LotRow.period),
    )
    .join(MovementRow, on=_OWN)
    .where(LotRow.made_by.in_(listed("ids")))
    .order_by(LotRow.made_by, MovementRow.position)
)


def read_entry(store: Store, entry_id: int) -> Entry | None:
    """The entry with that id, or None."""
    found = _entries(store, _ENTRY.rows(store, id=entry_id))
    return found[0] if found else None


def read_entry_by_request(store: Store, request_id: str) -> Entry | None:
    """The entry that a request made, or None where it was never applied (R14)."""
    found = _entries(store, _OF_REQUEST.rows(store, request_id=request_id))
    return found[0] if found else None


def correction_of(store: Store, entry_id: int, as_of: date = date.max) -> int | None:
    """The id of the entry that corrects this one or gives it back, or None (R8, R16).

    With `as_of` one that was written after that studio date is not known yet.
    """
    return corrections_of(store, (entry_id,), as_of).get(entry_id)


def corrections_of(
    store: Store, entry_ids: Sequence[int], as_of: date = date.max
) -> dict[int, int]:
    """For each of the entries that is corrected or given back, the id of the entry that does so."""
    until = counted_until(store, as_of)
    return dict(_CORRECTIONS.rows(store, ids=many(entry_ids), **until))


def member_entries(
    store: Store,
    member_id: int,
    *,
    before_seq: int | None = None,
    limit: int = 100,
    as_of: date = date.max,
) -> tuple[Entry, ...]:
    """A page of a member's entries, newest first; `before_seq` goes on from there.

    With `as_of` the entries up to that studio date alone.
    """
    before = END if before_seq is None else before_seq
    until = counted_until(store, as_of)
    rows = _OF_MEMBER.rows(store, member_id=member_id, before_seq=before, limit=limit, **until)
    return _entries(store, rows)


def entries_of_lots(
    store: Store, lot_ids: Sequence[int], newest: int | None = None, as_of: date = date.max
) -> tuple[Entry, ...]:
    """The entries with a movement on one of the lots, oldest first; at most the `newest` ones.

    With `as_of` those that count by the end of that studio date alone (R17).
    """
    most = -1 if newest is None else newest
    until = counted_until(store, as_of)
    rows = _OF_LOTS.rows(store, lot_ids=many(lot_ids), newest=most, **until)
    return _entries(store, rows)[::-1]


def count_entries_of_lots(store: Store, lot_ids: Sequence[int]) -> int:
    """How many entries have a movement on one of the lots."""
    found: int = _COUNT_OF_LOTS.row(store, lot_ids=many(lot_ids))[0]
    return found


def entries_by_ids(store: Store, entry_ids: Sequence[int]) -> tuple[Entry, ...]:
    """The entries with these ids, newest first."""
    return _entries(store, _OF_IDS.rows(store, ids=many(entry_ids)))


def _entries(store: Store, rows: Sequence[Sequence[Any]]) -> tuple[Entry, ...]:
    """The entries of these rows, with their movements and the lots they made."""
    ids = many(row[0] for row in rows)
    movements = _movements(store, ids)
    new_lots = _new_lots(store, ids)
    return tuple(_entry(row, movements[row[0]], new_lots[row[0]]) for row in rows)


def _movements(store: Store, ids: str) -> dict[int, list[Movement]]:
    found = defaultdict(list)
    for entry_id, lot_id, credits in _MOVEMENTS.rows(store, ids=ids):
        found[entry_id].append(Movement(lot_id, credits))
    return found


def _new_lots(store: Store, ids: str) -> dict[int, list[NewLot]]:
    found = defaultdict(list)
    for made_by, *lot in _NEW_LOTS.rows(store, ids=ids):
        found[made_by].append(_new_lot(*lot))
    return found


def _new_lot(
    id: int,
    granted: int,
    source: str,
    starts_on: str,
    expires_on: str | None,
    membership_id: int | None,
    period_id: int | None,
) -> NewLot:
    starts = date.fromisoformat(starts_on)
    expires = None if expires_on is None else date.fromisoformat(expires_on)
    return NewLot(id, granted, Source(source), starts, expires, membership_id, period_id)


def _entry(row: Sequence[Any], movements: Iterable[Movement], new_lots: Iterable[NewLot]) -> Entry:
    *plain, flags, prev_hash, own_hash = row
    plain[2] = Kind(plain[2])
    plain[14] = date.fromisoformat(plain[14])
    plain += (unpack_flags(flags), tuple(movements), tuple(new_lots), prev_hash, own_hash)
    return Entry(*plain)
