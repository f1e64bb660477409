"""Which combinations of who, kind, service and reason the ledger has, and which sizes.

They are few, however many entries there are, and are found by leaping from one to the next in an
index, which the SQL names. Once found they stay, because entries do: afterwards only new entries
are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from creditui.store.engine import Store

Sort = tuple[int, str, int, str]
"""Actor, kind, service, and the reason or nothing."""

_LEAP = 5_000
"""More new entries than this, and leaping over all is quicker than reading them."""

_COLUMNS = ("actor_id", "kind", "service_id", "coalesce(reason, '')")
_NEXT = tuple(
    f"SELECT {', '.join(_COLUMNS)} FROM ledger_entry INDEXED BY ledger_entry_sort WHERE "  # noqa: S608  # our own words
    + "".join(f"{column} = ? AND " for column in _COLUMNS[:place])
    + f"{_COLUMNS[place]} > ? ORDER BY {', '.join(_COLUMNS[place:])} LIMIT 1"
    for place in (3, 2, 1, 0)
)
"""The next sort that differs in its reason only, then in its service, its kind, its actor.

Compared all at once, SQLite would read through every entry of the sort before.
"""
_SINCE = """
    SELECT DISTINCT actor_id, kind, service_id, coalesce(reason, '')
    FROM ledger_entry WHERE id > ?"""
_NEXT_SIZE = """
    SELECT abs(credits) FROM ledger_entry INDEXED BY ledger_entry_size
    WHERE abs(credits) > ? AND abs(credits) > 1 ORDER BY abs(credits) LIMIT 1"""


@dataclass(slots=True)
class _Known:
    upto: int = 0
    sorts: set[Sort] = field(default_factory=set)


_KNOWN: WeakKeyDictionary[Store, _Known] = WeakKeyDictionary()


def sorts(store: Store) -> frozenset[Sort]:
    """Every combination that an entry has now; call it inside `reading()` or `writing()`."""
    last = store.row("SELECT coalesce(max(id), 0) FROM ledger_entry")[0]
    known = _KNOWN.setdefault(store, _Known())
    if store.transaction == "writing":  # what is written may yet be rolled back
        return frozenset(_leaps(store))
    if last - known.upto > _LEAP:
        known.sorts = _leaps(store)
    elif last > known.upto:
        known.sorts |= set(store.rows(_SINCE, (known.upto,)))
    known.upto = last
    return frozenset(known.sorts)


def sizes_over(store: Store, credits: int, most: int) -> tuple[int, ...]:
    """The sizes of entries with more than `credits` (>= 1), at the most `most` of them."""
    found: list[int] = []
    size = store.row(_NEXT_SIZE, (credits,))
    while size is not None and len(found) < most:
        found.append(size[0])
        size = store.row(_NEXT_SIZE, size)
    return tuple(found)


def _leaps(store: Store) -> set[Sort]:
    found: set[Sort] = set()
    sort = store.row(_NEXT[-1], (0,))
    while sort is not None:
        found.add(sort)
        sort = _after(store, sort)
    return found


def _after(store: Store, sort: Sort) -> Sort | None:
    for shorter, sql in enumerate(_NEXT):
        following: Sort | None = store.row(sql, sort[: len(sort) - shorter])
        if following is not None:
            return following
    return None
