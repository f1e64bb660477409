"""Ways into the ledger: runs of an index whose entries come newest first, and their merging.

A filter is answered from one way in: the streams that hold every entry it could let through. What
the way in has not settled is looked at entry by entry. It is SQL, because each names its index.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace

from creditui.store.engine import Store
from creditui.store.ledger_filter import Asked, Condition, Parameters
from creditui.store.ledger_sorts import sizes_over, sorts

SCATTERED = 700
"""Entries that a page may look up one by one, all over the ledger."""
IN_ORDER = 2_000
"""Entries that a page may look at where they lie side by side in what is read."""
_FIRST_ROWS = 128
"""Read at first from all streams together: about a page."""
_MOST_ROWS = 4096
_MOST_SIZES = 200
_MANY_SORTS = 40
"""Runs of the index by sort beyond which reading all adjustments is quicker than beginning each."""


@dataclass(frozen=True, slots=True)
class Stream:
    """One run of an index."""

    where: str
    parameters: Parameters = ()


@dataclass(frozen=True, slots=True)
class WayIn:
    """Streams that hold each entry once, and what being in one of them says of it."""

    settles: frozenset[str]
    """The fields of Filter that need not be looked at any more."""
    table: str
    streams: tuple[Stream, ...]
    number: str = "e.id"
    order: str = "e.id"
    """What the streams are in order of; it rises and falls with the number."""
    look_at: int = SCATTERED
    """Entries that one page looks at before it says how far it got."""
    beside: frozenset[str] = frozenset()
    """Where no more than these is asked, no row is looked up: many entries can be looked at."""

    def bears(self, rest: Sequence[Condition]) -> int:
        """How many entries one page looks at where `rest` is to be held against each."""
        in_index = all(condition.name in self.beside for condition in rest)
        return IN_ORDER if in_index and self.beside else self.look_at


_WHOLE = "ledger_entry e"
_SORT = "ledger_entry e INDEXED BY ledger_entry_sort"
_ADJUSTMENTS = "ledger_entry e INDEXED BY ledger_entry_adjustment"
_OF_EACH = frozenset({"kinds", "services", "who", "reasons", "over", "flags", "since", "until"})
_BESIDE = {
    "flagged": _OF_EACH,
    "correcting": _OF_EACH | {"flagged"},
    "via": _OF_EACH | {"flagged"},
    "words": frozenset({"words", "over"}),
}
"""What the index by that name holds beside the number of an entry: fields of Filter."""
_OF_ONE_SORT = "e.actor_id = ? AND e.kind = ? AND e.service_id = ? AND coalesce(e.reason, '') = ?"


def way_in(store: Store, asked: Asked) -> WayIn:
    """The way that most likely holds the fewest entries."""
    wanted = asked.filter
    if asked.member_ids is not None:
        streams = tuple(Stream("e.member_id = ?", (id,)) for id in asked.member_ids)
        return WayIn(frozenset({"member"}), _WHOLE, streams, order="e.seq")
    if wanted.reference:
        where = "e.reference <> '' AND e.reference = ? COLLATE NOCASE"
        return _indexed("reference", "reference", Stream(where, (wanted.reference,)))
    if wanted.via:
        where = "e.via_id IS NOT NULL AND e.via_id = ?"
        return _indexed("via", "via", *(Stream(where, (id,)) for id in asked.via_ids))
    return _by_correction(asked) or _by_sort(store, asked) or _by_the_rest(store, asked)


def candidates(
    store: Store, way: WayIn, rest: Sequence[Condition], low: int, high: int
) -> Iterator[tuple[int, bool]]:
    """Ids in the streams between `low` and `high`, neither included, newest first.

    With each goes whether it is all that `rest` asks for.
    """
    met = _met(rest)
    asked = tuple(p for condition in rest for p in condition.parameters)
    if len(way.streams) == 1:
        yield from _walk(store, way, way.streams[0], (met, asked), low, high)
        return
    started: dict[int, Iterator[tuple[int, bool]]] = {}
    heads = [(-head, n, None) for n, head in _heads(store, way, low, high)]
    heap: list[tuple[int, int, bool | None]] = list(heads)
    heapify(heap)
    while heap:
        minus, n, passed = heap[0]
        if passed is None:
            started[n] = _walk(store, way, way.streams[n], (met, asked), low, 1 - minus)
        else:
            yield -minus, passed
        following = next(started[n], None)
        if following is None:
            heappop(heap)
        else:
            heapreplace(heap, (-following[0], n, following[1]))


def _met(rest: Sequence[Condition]) -> str:
    """Whether all of `rest` is so; SQLite's AND would work out the last even where the first fails.

    What an index holds comes first, so that most rows are never looked up in the table.
    """
    met = "1"
    for condition in reversed(rest):
        met = f"iif({condition.sql}, {met}, 0)"
    return met


def _walk(
    store: Store, way: WayIn, stream: Stream, rest: tuple[str, Parameters], low: int, high: int
) -> Iterator[tuple[int, bool]]:
    met, asked = rest
    sql = f"""SELECT {way.number}, {met} FROM {way.table}
        WHERE {stream.where} AND {way.number} < ? AND {way.number} > ?
        ORDER BY {way.order} DESC LIMIT ?"""  # noqa: S608  # our own words; values are parameters
    rows = max(_FIRST_ROWS // len(way.streams), 2)
    while True:
        found = store.rows(sql, (*asked, *stream.parameters, high, low, rows))
        for number, passed in found:
            yield number, bool(passed)
        if len(found) < rows:
            return
        high = found[-1][0]
        rows = min(rows * 4, _MOST_ROWS)


def _heads(store: Store, way: WayIn, low: int, high: int) -> list[tuple[int, int]]:
    """The newest entry of each stream that has one, all in one statement."""
    if not way.streams:
        return []
    where = way.streams[0].where
    for place in range(len(way.streams[0].parameters)):
        where = where.replace("= ?", f"= (s.value ->> {place})", 1)
    sql = f"""SELECT s.key, (SELECT {way.number} FROM {way.table}
            WHERE {where} AND {way.number} < ?2 AND {way.number} > ?3
            ORDER BY {way.order} DESC LIMIT 1) AS head
        FROM json_each(?1) s WHERE head IS NOT NULL"""  # noqa: S608  # our own words
    of_streams = json.dumps([stream.parameters for stream in way.streams])
    return [(int(key), head) for key, head in store.rows(sql, (of_streams, high, low))]


def _by_correction(asked: Asked) -> WayIn | None:
    wanted = asked.filter
    if wanted.corrects:
        return _indexed("corrects", "correcting", Stream("e.corrects IS NOT NULL"))
    if wanted.corrected:
        table = "ledger_entry c CROSS JOIN ledger_entry e ON e.id = c.corrects"
        only = (Stream("c.corrects IS NOT NULL"),)
        return WayIn(frozenset({"corrected"}), table, only, "c.corrects", "c.corrects")
    return None


def _by_sort(store: Store, asked: Asked) -> WayIn | None:
    wanted = asked.filter
    settled = {name for name in ("who", "kinds", "services", "reasons") if getattr(wanted, name)}
    if not settled:
        return None
    streams = tuple(
        Stream(_OF_ONE_SORT, (actor, kind, service, reason))
        for actor, kind, service, reason in sorts(store)
        if (not wanted.who or actor in asked.actor_ids)
        and (not wanted.kinds or kind in wanted.kinds)
        and (not wanted.services or service in asked.service_ids)
        and (not wanted.reasons or reason in wanted.reasons)
        and (not wanted.adjusted or reason)
    )
    reasons = (reason for *_, reason in (stream.parameters for stream in streams))
    if len(streams) > _MANY_SORTS and all(reasons):
        return _by_adjustments()
    return WayIn(frozenset({*settled, "adjusted"}), _SORT, streams)


def _by_adjustments() -> WayIn:
    only = (Stream("e.reason IS NOT NULL"),)
    return WayIn(frozenset({"adjusted"}), _ADJUSTMENTS, only, look_at=IN_ORDER // 2)


def _by_the_rest(store: Store, asked: Asked) -> WayIn:
    wanted = asked.filter
    if wanted.flagged or wanted.flags:
        return _indexed("flagged", "flagged", Stream("e.flags <> ''"))
    if wanted.adjusted:
        return _by_adjustments()
    if wanted.words:
        return _indexed("", "words", Stream("e.note <> ''"))
    if wanted.over:
        sizes = sizes_over(store, wanted.over, _MOST_SIZES)
        if len(sizes) < _MOST_SIZES:
            table = "ledger_entry e INDEXED BY ledger_entry_size"
            where = "abs(e.credits) > 1 AND abs(e.credits) = ?"
            return WayIn(
                frozenset({"over"}), table, tuple(Stream(where, (size,)) for size in sizes)
            )
    return WayIn(frozenset(), _WHOLE, (Stream("1"),), look_at=IN_ORDER)


def _indexed(settles: str, index: str, *streams: Stream) -> WayIn:
    table = f"ledger_entry e INDEXED BY ledger_entry_{index}"
    return WayIn(frozenset({settles}), table, streams, beside=_BESIDE.get(index, frozenset()))
