"""Members' whole ledgers, entry by entry, in memory for what some of them have and no more.

One query gives their entries in the order of member and number. What those did to lots is read from
the members' lots: a lot's movements stand together in an index, where those of a member's entries
lie as far apart as the entries. Nothing is believed on the way: what can't be an entry comes out as
what is wrong with it. Millions of rows go by, so it is SQL, and no process that verifies imports
peewee.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from creditui.domain.finding import Finding
from creditui.domain.kinds import Kind, Source
from creditui.domain.ledger import Entry
from creditui.domain.lots import Movement, NewLot
from creditui.domain.making import maker
from creditui.store.columns import exact_date, unpack_flags
from creditui.store.engine import Store

AT_ONCE = 100
"""Entries that are read before the first of them is handed out. Reading and checking in turns takes
a sixth less time than entry by entry: each finds its code in the processor's cache."""

_ENTRIES = """
    SELECT e.id, e.seq, e.kind, e.credits, e.member_id, e.membership_id, e.period_id, e.service_id,
        e.actor_id, e.actor, e.actor_name, e.via_id, e.via, e.at, e.studio_date, e.reason, e.note,
        e.reference, e.request_id, e.request_digest, e.corrects, e.balance_before, e.balance_after,
        e.allocation_before, e.allocation_after, e.flags, e.prev_hash, e.hash
    FROM ledger_entry e WHERE """
_NUMBERS = "SELECT e.id, e.member_id FROM ledger_entry e WHERE "
_ORDER = " ORDER BY e.member_id, e.seq"

# By the index first, then by number: where the index names a lot that is not there, it is not read,
# and whoever looks at the table says so. SQLite alone would call the whole file damaged.
_LOTS = """
    SELECT l.made_by, l.id, l.granted, l.source, l.starts_on, l.expires_on, l.membership_id,
        l.period_id
    FROM (SELECT o.id FROM credit_lot o WHERE {of}) o CROSS JOIN credit_lot l ON l.id = o.id"""
_MOVED = """
    SELECT m.entry_id, m.position, m.lot_id, m.credits
    FROM credit_lot o CROSS JOIN lot_movement m ON m.lot_id = o.id WHERE {of}"""

_OF_MEMBERS = "member_id BETWEEN ? AND ?"
_TOUCHED = "member_id IN (SELECT member_id FROM ledger_entry WHERE id > ?)"
_OF_ENTRY = "o.id IN (SELECT lot_id FROM lot_movement WHERE entry_id = ?)"

_KINDS = {kind.value: kind for kind in Kind}
_SOURCES = {source.value: source for source in Source}
UNREADABLE = (LookupError, TypeError, ValueError, AttributeError)
"""What is raised where rows hold what no entry holds; bytes that are no text are a ValueError."""

Row = tuple[Any, ...]

_made, _movement, _new_lot = maker(Entry), maker(Movement), maker(NewLot)


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
    touched, parameters = (f" WHERE {_TOUCHED}", (since,)) if since else ("", ())
    counts = store.connection.execute(
        f"SELECT member_id, count(*) FROM ledger_entry e{touched}"  # noqa: S608  # our own words
        " GROUP BY member_id ORDER BY member_id",
        parameters,
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
    return chain.from_iterable(batches_of(store, members))


def batches_of(store: Store, members: MemberRange) -> Iterator[list[Entry | Finding]]:
    """As `entries_of`, some at once: whoever does one thing with all of them does it faster."""
    where, parameters = _OF_MEMBERS, [members.first, members.last]
    if members.since:
        where += f" AND {_TOUCHED}"
        parameters.append(members.since)
    services = _services(store)
    done = 0
    try:
        moves = _moves(store, where, parameters)
        rows = store.connection.execute(f"{_ENTRIES}{where}{_ORDER}", parameters)
        while some := [*islice(rows, AT_ONCE)]:
            batch = _batch(some, moves, services)
            yield batch
            done += len(batch)
    except UnicodeDecodeError:  # the driver does not say in which row
        named = store.rows(f"{_NUMBERS}{where}{_ORDER}", parameters)
        for entry_id, member_id in named[done:]:
            yield [_by_itself(store, entry_id, member_id, services)]


@dataclass(frozen=True, slots=True)
class _Moves:
    """What entries did to the lots of some members."""

    moved: Mapping[int, tuple[Row, ...]]
    """The rows of movements, by entry."""
    made: Mapping[int, tuple[Row, ...]]
    """The rows of lots, by the entry that made them."""


def _moves(store: Store, of: str, parameters: Sequence[int]) -> _Moves:
    """What was done to the lots that the condition `of` picks; raises UnicodeDecodeError."""
    execute = store.connection.execute
    return _Moves(
        _by_entry(execute(_MOVED.format(of=of), parameters)),
        _by_entry(execute(_LOTS.format(of=of), parameters)),
    )


def _by_entry(rows: Iterable[Row]) -> dict[int, tuple[Row, ...]]:
    """The rows by their first column; nearly all stand alone there, and a tuple is made quickly."""
    found: dict[int, tuple[Row, ...]] = {}
    for row in rows:
        entry_id = row[0]
        found[entry_id] = (*found[entry_id], row) if entry_id in found else (row,)
    return found


def _movements(moved: tuple[Row, ...]) -> tuple[Movement, ...]:
    """What an entry did to lots, in the order of it; raises UNREADABLE."""
    return tuple([_movement(lot_id, credits) for _, _, lot_id, credits in sorted(moved)])


def _new_lots(made: tuple[Row, ...], moved: tuple[Row, ...]) -> tuple[NewLot, ...]:
    """The lots that an entry made, in the order of its movements; raises UNREADABLE."""
    lots = {row[1]: row for row in made}
    gave = [lot_id for _, _, lot_id, credits in sorted(moved) if credits >= 0]
    return tuple([_lot(lots[lot_id]) for lot_id in gave if lot_id in lots])


def _lot(row: Row) -> NewLot:
    _made_by, lot_id, granted, source, starts_on, expires_on, membership, period = row
    expires = None if expires_on is None else exact_date(expires_on)
    return _new_lot(
        lot_id, granted, _SOURCES[source], exact_date(starts_on), expires, membership, period
    )


def _batch(rows: list[Row], moves: _Moves, services: dict[int, str]) -> list[Entry | Finding]:
    """The entries of the rows; a Finding in the place of what is none."""
    with suppress(*UNREADABLE):  # one of them: it is found below
        return [*_entries(rows, moves, services)]
    found: list[Entry | Finding] = []
    for row in rows:
        try:
            found += _entries([row], moves, services)
        except UNREADABLE as error:
            found.append(_unreadable(row[0], row[4], error))
    return found


def _entries(rows: list[Row], moves: _Moves, services: dict[int, str]) -> Iterator[Entry]:
    """The entries of the rows, made column by column: that is faster than one by one."""
    columns: list[Iterable[Any]] = [*zip(*rows, strict=True)]
    moved = [moves.moved.get(entry_id, ()) for entry_id in columns[0]]
    made = map(moves.made.get, columns[0])
    movements = [
        (_movement(each[0][2], each[0][3]),) if len(each) == 1 else _movements(each)
        for each in moved
    ]
    lots = [() if by is None else _new_lots(by, each) for by, each in zip(made, moved, strict=True)]
    columns[2] = map(_KINDS.__getitem__, columns[2])
    columns[7] = map(services.__getitem__, columns[7])
    columns[14] = map(exact_date, columns[14])
    columns[25:] = map(unpack_flags, columns[25]), movements, lots, columns[26], columns[27]
    return map(_made, *columns)


def _by_itself(
    store: Store, entry_id: int, member_id: int, services: dict[int, str]
) -> Entry | Finding:
    """One entry; a Finding where it holds bytes that are no text, or can't be read otherwise."""
    try:
        moves = _moves(store, _OF_ENTRY, (entry_id,))
        rows = store.connection.execute(f"{_ENTRIES}e.id = ?", (entry_id,)).fetchall()
        (entry,) = _entries(rows, moves, services)
    except UNREADABLE as error:
        return _unreadable(entry_id, member_id, error)
    return entry


def _unreadable(entry_id: int, member_id: int, error: Exception) -> Finding:
    message = f"it can't be read as an entry ({type(error).__name__})"
    return Finding("unreadable", message, entry_id, member_id, "an entry", str(error))


def _services(store: Store) -> dict[int, str]:
    """The codes of the services by number; one whose code is no text is as good as not there."""
    found = {}
    for number, code in store.rows("SELECT id, CAST(code AS BLOB) FROM service"):
        with suppress(UnicodeDecodeError):
            found[number] = code.decode()
    return found
