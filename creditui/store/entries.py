"""Reading the ledger: entries with their movements and the lots they made (R22)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from creditui.domain.ledger import ADJUSTMENTS, Entry, Kind, NewLot, microseconds
from creditui.domain.lots import Movement, Source
from creditui.domain.people import Spent
from creditui.store.columns import unpack_flags
from creditui.store.engine import Store

DRIFT = 5 * 60 * 1_000_000
"""Microseconds that the clock may be behind the last entry and is still believed."""

LIMIT_DATES = 30
"""Studio dates, today included, over which a person's limit for one member counts (R19)."""

_ENTRY = """
    SELECT e.id, e.seq, e.kind, e.credits, e.member_id, e.membership_id, e.period_id, s.code,
        e.actor_id, e.actor, e.actor_name, e.via_id, e.via, e.at, e.studio_date, e.reason, e.note,
        e.reference, e.request_id, e.request_digest, e.corrects, e.balance_before, e.balance_after,
        e.allocation_before, e.allocation_after, e.flags, e.prev_hash, e.hash
    FROM ledger_entry e JOIN service s ON s.id = e.service_id
"""

_SPENT = """
    SELECT coalesce(sum(abs(credits)), 0) FROM ledger_entry
    WHERE actor_id = ? AND studio_date BETWEEN ? AND ?
        AND kind IN (SELECT value FROM json_each(?))
"""


def believed(store: Store, instant: datetime) -> datetime:
    """What the clock says, or the last entry's instant where the clock is a little behind it (R17).

    So an act's studio date is that of the instant its entry gets, also around midnight.
    """
    last = store.row("SELECT at FROM ledger_entry ORDER BY id DESC LIMIT 1")
    behind = last[0] - microseconds(instant) if last else 0
    return instant + timedelta(microseconds=behind) if 0 < behind <= DRIFT else instant


def read_entry(store: Store, entry_id: int) -> Entry | None:
    """The entry with that id, or None."""
    return _one(store, "WHERE e.id = ?", (entry_id,))


def read_entry_by_request(store: Store, request_id: str) -> Entry | None:
    """The entry that a request made, or None where it was never applied (R14)."""
    return _one(store, "WHERE e.request_id = ?", (request_id,))


def correction_of(store: Store, entry_id: int, as_of: date = date.max) -> int | None:
    """The id of the entry that corrects this one or gives it back, or None (R8, R16).

    With `as_of` one that was written after that studio date is not known yet.
    """
    return corrections_of(store, (entry_id,), as_of).get(entry_id)


def corrections_of(
    store: Store, entry_ids: Sequence[int], as_of: date = date.max
) -> dict[int, int]:
    """For each of the entries that is corrected or given back, the id of the entry that does so."""
    return dict(
        store.rows(
            "SELECT e.corrects, e.id FROM json_each(?) entry"
            " JOIN ledger_entry e ON e.corrects = entry.value WHERE e.studio_date <= ?",
            (json.dumps(entry_ids), as_of),
        )
    )


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
    return _many(
        store,
        "WHERE e.member_id = ? AND e.seq < ? AND e.studio_date <= ? ORDER BY e.seq DESC LIMIT ?",
        (member_id, 2**62 if before_seq is None else before_seq, as_of, limit),
    )


def entries_of_lots(
    store: Store, lot_ids: Sequence[int], newest: int | None = None
) -> tuple[Entry, ...]:
    """The entries with a movement on one of the lots, oldest first; at most the `newest` ones."""
    found = _many(
        store,
        "WHERE e.id IN (SELECT m.entry_id FROM lot_movement m"
        " JOIN json_each(?) lot ON m.lot_id = lot.value) ORDER BY e.id DESC LIMIT ?",
        (json.dumps(lot_ids), -1 if newest is None else newest),
    )
    return found[::-1]


def count_entries_of_lots(store: Store, lot_ids: Sequence[int]) -> int:
    """How many entries have a movement on one of the lots."""
    sql = (
        "SELECT count(DISTINCT m.entry_id) FROM lot_movement m"
        " JOIN json_each(?) lot ON m.lot_id = lot.value"
    )
    counted: int = store.row(sql, (json.dumps(lot_ids),))[0]
    return counted


def entries_by_ids(store: Store, entry_ids: Sequence[int]) -> tuple[Entry, ...]:
    """The entries with these ids, newest first."""
    wanted = "WHERE e.id IN (SELECT value FROM json_each(?)) ORDER BY e.id DESC"
    return _many(store, wanted, (json.dumps(entry_ids),))


def spent(store: Store, actor_id: int, member_id: int | None, today: date) -> Spent:
    """What a person has adjusted: on `today`, and for the member in 30 studio dates (R19).

    Each act counts as a positive number of credits, whether it added or removed.
    """
    kinds = json.dumps(sorted(ADJUSTMENTS))
    on_the_day = store.row(_SPENT, (actor_id, today, today, kinds))[0]
    if member_id is None:
        return Spent(on_the_day)
    since = today - timedelta(days=LIMIT_DATES - 1)
    for_her = store.row(_SPENT + " AND member_id = ?", (actor_id, since, today, kinds, member_id))
    return Spent(on_the_day, for_her[0])


def _one(store: Store, condition: str, parameters: Sequence[Any]) -> Entry | None:
    found = _many(store, condition, parameters)
    return found[0] if found else None


def _many(store: Store, condition: str, parameters: Sequence[Any]) -> tuple[Entry, ...]:
    rows = store.rows(_ENTRY + condition, parameters)
    ids = [row[0] for row in rows]
    movements = _movements(store, ids)
    new_lots = _new_lots(store, ids)
    return tuple(_entry(row, movements[row[0]], new_lots[row[0]]) for row in rows)


def _movements(store: Store, ids: Sequence[int]) -> dict[int, list[Movement]]:
    found = defaultdict(list)
    for entry_id, lot_id, credits in store.rows(
        "SELECT m.entry_id, m.lot_id, m.credits FROM json_each(?) entry"
        " JOIN lot_movement m ON m.entry_id = entry.value ORDER BY m.entry_id, m.position",
        (json.dumps(ids),),
    ):
        found[entry_id].append(Movement(lot_id, credits))
    return found


def _new_lots(store: Store, ids: Sequence[int]) -> dict[int, list[NewLot]]:
    found = defaultdict(list)
    for made_by, id, granted, source, starts_on, expires_on, membership_id, period_id in store.rows(
        "SELECT l.made_by, l.id, l.granted, l.source, l.starts_on, l.expires_on,"
        " l.membership_id, l.period_id"
        " FROM json_each(?) entry JOIN credit_lot l ON l.made_by = entry.value"
        " JOIN lot_movement m ON m.entry_id = l.made_by AND m.lot_id = l.id"
        " ORDER BY l.made_by, m.position",
        (json.dumps(ids),),
    ):
        last = None if expires_on is None else date.fromisoformat(expires_on)
        lot = NewLot(
            id,
            granted,
            Source(source),
            date.fromisoformat(starts_on),
            last,
            membership_id,
            period_id,
        )
        found[made_by].append(lot)
    return found


def _entry(row: Sequence[Any], movements: Iterable[Movement], new_lots: Iterable[NewLot]) -> Entry:
    *plain, flags, prev_hash, own_hash = row
    plain[2] = Kind(plain[2])
    plain[14] = date.fromisoformat(plain[14])
    plain += (unpack_flags(flags), tuple(movements), tuple(new_lots), prev_hash, own_hash)
    return Entry(*plain)
