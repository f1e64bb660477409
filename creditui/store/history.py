"""Members' whole ledgers, entry by entry, in memory that does not grow with them.

One query gives them in the order of member and number, a row for each movement of an entry, with
the lot that it made; one that takes credits makes none, and none is looked for. Nothing is believed
on the way: what can't be an entry comes out as what is wrong with it. Millions of rows go by, so it
is SQL, and no process that verifies imports peewee.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, groupby, islice
from operator import itemgetter
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

_OF_MEMBERS = "e.member_id BETWEEN ? AND ?"
_TOUCHED = " WHERE e.member_id IN (SELECT member_id FROM ledger_entry WHERE id > ?)"
_SINCE = _TOUCHED.replace("WHERE", "AND", 1)
_BY_NUMBER = " ORDER BY e.member_id, e.seq"
_ORDER = f"{_BY_NUMBER}, m.position"

_LEDGERS = """
    SELECT e.id, e.seq, e.kind, e.credits, e.member_id, e.membership_id, e.period_id, e.service_id,
        e.actor_id, e.actor, e.actor_name, e.via_id, e.via, e.at, e.studio_date, e.reason, e.note,
        e.reference, e.request_id, e.request_digest, e.corrects, e.balance_before, e.balance_after,
        e.allocation_before, e.allocation_after, e.flags, e.prev_hash, e.hash,
        m.lot_id, m.credits, l.granted, l.source, l.starts_on, l.expires_on, l.membership_id,
        l.period_id
    FROM ledger_entry e LEFT JOIN lot_movement m ON m.entry_id = e.id
        LEFT JOIN credit_lot l ON m.credits >= 0 AND l.id = m.lot_id AND l.made_by = e.id
    WHERE """
_NUMBERS = "SELECT e.id, e.member_id FROM ledger_entry e WHERE "
_OF_ENTRY = 28
"""How many columns of a row belong to the entry; those of a movement and its lot follow."""

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
    touched, parameters = (_TOUCHED, (since,)) if since else ("", ())
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
        where += _SINCE
        parameters.append(members.since)
    services = _services(store)
    rows = store.connection.execute(f"{_LEDGERS}{where}{_ORDER}", parameters)
    done = 0
    try:
        for some in _some_at_once(rows):
            batch = _batch(some, services)
            yield batch
            done += len(batch)
    except UnicodeDecodeError:  # the driver does not say in which row
        named = store.rows(f"{_NUMBERS}{where}{_BY_NUMBER}", parameters)
        for entry_id, member_id in named[done:]:
            yield [_by_itself(store, entry_id, member_id, services)]


def _some_at_once(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """The rows, about `AT_ONCE` of them at a time, and all that an entry has together."""
    read: list[Row] = []
    while some := [*islice(rows, AT_ONCE)]:
        read += some
        whole = len(read) - 1
        while whole and read[whole - 1][0] == read[-1][0]:
            whole -= 1
        if whole:
            yield read[:whole]
            read = read[whole:]
    if read:
        yield read


def _batch(rows: list[Row], services: dict[int, str]) -> list[Entry | Finding]:
    """The entries of the rows; a Finding in the place of what is none."""
    if len({row[0] for row in rows}) == len(rows):
        with suppress(*UNREADABLE):  # one of them: it is found below
            return _each_of_one_row(rows, services)
    found: list[Entry | Finding] = []
    for entry_id, moved in groupby(rows, itemgetter(0)):
        same = [*moved]
        try:
            found.append(_entry(same, services))
        except UNREADABLE as error:
            found.append(_unreadable(entry_id, same[0][4], error))
    return found


def _each_of_one_row(rows: list[Row], services: dict[int, str]) -> list[Entry | Finding]:
    """Entries that touched one lot each, or none: nearly all there are, made column by column."""
    columns: list[Iterable[Any]] = [*zip(*rows, strict=True)]
    moved = [() if row[28] is None else (_movement(row[28], row[29]),) for row in rows]
    lots = [() if row[30] is None else (_lot(row[28:]),) for row in rows]
    columns[2] = map(_KINDS.__getitem__, columns[2])
    columns[7] = map(services.__getitem__, columns[7])
    columns[14] = map(exact_date, columns[14])
    columns[25:] = map(unpack_flags, columns[25]), moved, lots, columns[26], columns[27]
    return [*map(_made, *columns)]


def _by_itself(
    store: Store, entry_id: int, member_id: int, services: dict[int, str]
) -> Entry | Finding:
    """One entry; a Finding where it holds bytes that are no text, or can't be read otherwise."""
    rows = store.connection.execute(f"{_LEDGERS}e.id = ?{_ORDER}", (entry_id,))
    try:
        return _entry(rows.fetchall(), services)
    except UNREADABLE as error:
        return _unreadable(entry_id, member_id, error)


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


def _entry(rows: Sequence[Sequence[Any]], services: dict[int, str]) -> Entry:
    """The entry of these rows, which differ only in what they say of its movements."""
    plain: list[Any] = [*rows[0][:_OF_ENTRY]]
    plain[2] = _KINDS[plain[2]]
    plain[7] = services[plain[7]]
    plain[14] = exact_date(plain[14])
    plain[25:26] = (
        unpack_flags(plain[25]),
        tuple([_movement(row[28], row[29]) for row in rows if row[28] is not None]),
        tuple([_lot(row[28:]) for row in rows if row[30] is not None]),
    )
    return _made(*plain)


def _lot(columns: Sequence[Any]) -> NewLot:
    lot_id, _credits, granted, source, starts_on, expires_on, membership, period = columns
    expires = None if expires_on is None else exact_date(expires_on)
    return _new_lot(
        lot_id, granted, _SOURCES[source], exact_date(starts_on), expires, membership, period
    )
