"""Members' whole ledgers, entry by entry, in memory that does not grow with them.

Two cursors run side by side in the order of member and number: entries, and their movements with
the lots they made.
Nothing is believed on the way: a row that can't be an entry comes out as what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from creditui.domain.finding import Finding
from creditui.domain.ledger import Entry, Kind, NewLot
from creditui.domain.lots import Movement, Source
from creditui.store.columns import unpack_flags
from creditui.store.engine import Store

_OF_MEMBERS = "e.member_id BETWEEN ? AND ?"
_SINCE = " AND e.member_id IN (SELECT member_id FROM ledger_entry WHERE id > ?)"
_ORDER = " ORDER BY e.member_id, e.seq"

_ENTRIES = """
    SELECT e.id, e.seq, e.kind, e.credits, e.member_id, e.membership_id, e.period_id, e.service_id,
        e.actor_id, e.actor, e.actor_name, e.via_id, e.via, e.at, e.studio_date, e.reason, e.note,
        e.reference, e.request_id, e.request_digest, e.corrects, e.balance_before, e.balance_after,
        e.allocation_before, e.allocation_after, e.flags, e.prev_hash, e.hash
    FROM ledger_entry e WHERE """

_MOVEMENTS = """
    SELECT e.id, m.lot_id, m.credits, l.granted, l.source, l.starts_on, l.expires_on,
        l.membership_id, l.period_id
    FROM ledger_entry e CROSS JOIN lot_movement m ON m.entry_id = e.id
        LEFT JOIN credit_lot l ON l.id = m.lot_id AND l.made_by = e.id
    WHERE """

_date = date.fromisoformat
_KINDS = {kind.value: kind for kind in Kind}
_SOURCES = {source.value: source for source in Source}


@dataclass(frozen=True, slots=True)
class MemberRange:
    """Members whose ledgers are read together, by id, both ends included."""

    first: int
    last: int
    entries: int
    """How many entries they have."""
    since: int = 0
    """Where it is not 0, only those of them who have an entry after this one."""


def member_ranges(store: Store, size: int, since: int = 0) -> tuple[MemberRange, ...]:
    """All members with entries in ranges of about `size` entries, in the order of their ids."""
    counts = store.connection.execute(
        "SELECT member_id, count(*) FROM ledger_entry"
        " WHERE ? = 0 OR member_id IN (SELECT member_id FROM ledger_entry WHERE id > ?)"
        " GROUP BY member_id ORDER BY member_id",
        (since, since),
    )
    found: list[MemberRange] = []
    first = last = None
    entries = 0
    for member_id, count in counts:
        if first is None:
            first = member_id
        last, entries = member_id, entries + count
        if entries >= size:
            found.append(MemberRange(first, last, entries, since))
            first, entries = None, 0
    if first is not None and last is not None:
        found.append(MemberRange(first, last, entries, since))
    return tuple(found)


def entries_of(store: Store, members: MemberRange) -> Iterator[Entry | Finding]:
    """Every entry of the members, by member and number; a Finding where a row can't be read."""
    where, parameters = _OF_MEMBERS, [members.first, members.last]
    if members.since:
        where += _SINCE
        parameters.append(members.since)
    execute = store.connection.execute
    services: dict[int, str] = dict(store.rows("SELECT id, code FROM service"))
    moves = iter(execute(f"{_MOVEMENTS}{where}{_ORDER}, m.position", parameters))
    move = next(moves, None)
    for row in execute(f"{_ENTRIES}{where}{_ORDER}", parameters):
        entry_id = row[0]
        moved = []
        while move is not None and move[0] == entry_id:
            moved.append(move)
            move = next(moves, None)
        try:
            yield _entry(row, services, moved)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            message = f"it can't be read as an entry ({type(error).__name__})"
            yield Finding("unreadable", message, entry_id, row[4], "an entry", str(error))


def _entry(row: Sequence[Any], services: dict[int, str], moved: list[Any]) -> Entry:
    plain: list[Any] = list(row)
    plain[2] = _KINDS[plain[2]]
    plain[7] = services[plain[7]]
    plain[14] = _date(plain[14])
    plain[25:26] = (
        unpack_flags(plain[25]),
        tuple([Movement(move[1], move[2]) for move in moved]),
        tuple([_new_lot(move) for move in moved if move[3] is not None]),
    )
    return Entry(*plain)


def _new_lot(move: Sequence[Any]) -> NewLot:
    _entry, lot_id, _credits, granted, source, starts_on, expires_on, membership, period = move
    expires = None if expires_on is None else _date(expires_on)
    return NewLot(lot_id, granted, _SOURCES[source], _date(starts_on), expires, membership, period)
