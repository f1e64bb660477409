"""The ledger of the whole studio, newest first, by any filter, at any depth (R22).

A page begins below an id, never after so many rows. The work for one page is bounded: where a
filter lets so few entries through that the bound comes first, the page says how far it got.

Which entries a filter lets through is asked in SQL, put together from the filter's conditions and
with the index to be used said in it (ledger_streams.py); the rest is asked with the models.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from peewee import fn

from creditui.domain.filtering import Filter
from creditui.domain.instant import microseconds
from creditui.domain.ledger import Entry
from creditui.store.engine import Store
from creditui.store.entries import entries_by_ids
from creditui.store.ledger_filter import Asked, Condition, conditions, look_up
from creditui.store.ledger_streams import candidates, way_in
from creditui.store.queries import Prepared, given
from creditui.store.tables import ClockRow, EntryRow, LotRow, MovementRow, ServiceRow

# A studio date begins up to 14 hours before it does in UTC and ends up to 12 hours after; the clock
# may have been some minutes behind.
_EAST, _WEST = timedelta(hours=15), timedelta(hours=13)


_LAST = Prepared(EntryRow.select(fn.coalesce(fn.max(EntryRow.id), 0)))
_PUT_RIGHT = Prepared(
    ClockRow.select(ClockRow.last_entry.distinct())
    .where(ClockRow.last_entry < EntryRow.select(fn.max(EntryRow.id)))
    .order_by(ClockRow.last_entry)
)
_DATE = Prepared(EntryRow.select(EntryRow.studio_date).where(EntryRow.id == given("id")))
_AT = Prepared(EntryRow.select(EntryRow.at).where(EntryRow.id == given("id")))
_MOVED_SINCE = MovementRow.select(fn.sum(MovementRow.credits)).where(
    MovementRow.lot == LotRow.id, MovementRow.entry > given("last_id")
)
_LEFT = Prepared(
    LotRow.select(
        *(LotRow.id, LotRow.member, ServiceRow.code),
        LotRow.left - fn.coalesce(_MOVED_SINCE, 0),
    )
    .join(ServiceRow)
    .where(LotRow.id > given("after_lot"), LotRow.made_by <= given("last_id"))
    .order_by(LotRow.id)
    .limit(given("limit"))
)


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, newest first."""

    entries: tuple[Entry, ...]
    before_id: int | None
    """Go on with the entries before this one; None where there are no more."""
    cut_short: bool
    """Whether the search stopped early: between the last entry and `before_id` nothing matched."""


def ledger_page(
    store: Store,
    wanted: Filter,
    *,
    member_ids: Iterable[int] | None = None,
    before_id: int | None = None,
    after_id: int = 0,
    limit: int = 100,
    look_at: int | None = None,
) -> Page:
    """The newest entries that `wanted` lets through, below `before_id` and above `after_id`.

    `member_ids` are those whom `wanted.member` means; `look_at` is how many entries to look at
    instead of what the way in bears. Call it inside `reading()`.
    """
    asked = look_up(store, wanted, member_ids)
    low, high = _bounds(store, wanted)
    low = max(low, after_id)
    high = high if before_id is None else min(high, before_id)
    way = way_in(store, asked)
    rest = _rest(asked, way.settles)
    look_at = look_at or way.bears(rest)
    found: list[int] = []
    offered = candidates(store, way, rest, low, high)
    for looked, (number, passed) in enumerate(offered, start=1):
        if passed:
            found.append(number)
        if len(found) == limit or looked == look_at:
            return Page(entries_by_ids(store, found), number, len(found) < limit)
    return Page(entries_by_ids(store, found), None, cut_short=False)


def oldest_first(
    store: Store,
    wanted: Filter,
    *,
    member_ids: Iterable[int] | None = None,
    after_id: int,
    last_id: int,
    span: int = 2_000,
) -> tuple[int, tuple[Entry, ...]]:
    """One step of reading all that `wanted` lets through, oldest first, from `after_id` on.

    Returns the id to go on from and the entries up to it; at `last_id` all was read. Each step
    looks at `span` entries at the most.
    """
    asked = look_up(store, wanted, member_ids)
    low, high = _bounds(store, wanted)
    after, last = max(after_id, low), min(last_id, high - 1)
    if after >= last:
        return last_id, ()
    upto = min(after + span, last)
    rest = conditions(asked)
    met = " AND ".join(condition.sql for condition in rest) or "1"
    rows = store.rows(
        f"SELECT e.id FROM ledger_entry e WHERE e.id > ? AND e.id <= ? AND {met} ORDER BY e.id",  # noqa: S608  # our own words
        (after, upto, *(p for condition in rest for p in condition.parameters)),
    )
    ids = [id for (id,) in rows]
    return (last_id if upto == last else upto), entries_by_ids(store, ids)[::-1]


@dataclass(frozen=True, slots=True)
class LotLeft:
    """What was left in a lot after some entry, in whole credits."""

    id: int
    member_id: int
    service: str
    left: int


def lots_left(
    store: Store, last_id: int, *, after_lot: int, limit: int = 2_000
) -> tuple[LotLeft, ...]:
    """What was left in each lot after the entry `last_id`, by lot id from `after_lot` on."""
    rows = _LEFT.rows(store, last_id=last_id, after_lot=after_lot, limit=limit)
    return tuple(LotLeft(*row) for row in rows)


def last_entry_id(store: Store) -> int:
    """The id of the newest entry; 0 where there is none."""
    found: int = _LAST.row(store)[0]
    return found


def entry_date(store: Store, entry_id: int) -> date | None:
    """The studio date of an entry."""
    found = _DATE.row(store, id=entry_id)
    return None if found is None else date.fromisoformat(found[0])


def _rest(asked: Asked, settled: frozenset[str]) -> Sequence[Condition]:
    return [condition for condition in conditions(asked) if condition.name not in settled]


def _bounds(store: Store, wanted: Filter) -> tuple[int, int]:
    """Ids, neither included, between which every entry of the dates is.

    Time runs back only where the clock was put right: between two such places it is searched.
    """
    last = last_entry_id(store)
    low, high = 0, last + 1
    if wanted.since is None and wanted.until is None:
        return low, high
    stretches = tuple(pairwise((0, *_put_right_after(store), last)))
    if wanted.since is not None:
        at = _midnight(wanted.since) - _EAST
        begins = [(_first_since(store, at, *ids), ids) for ids in stretches]
        low = min((first for first, (_, end) in begins if first <= end), default=last + 1) - 1
    if wanted.until is not None:
        at = _midnight(wanted.until) + timedelta(days=1) + _WEST
        ends = [(_first_since(store, at, *ids), ids) for ids in stretches]
        high = max((first for first, (before, _) in ends if first > before + 1), default=1)
    return low, high


def _put_right_after(store: Store) -> tuple[int, ...]:
    """The entries after which the clock was put right, but for the newest entry (R17)."""
    return tuple(id for (id,) in _PUT_RIGHT.rows(store))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _first_since(store: Store, instant: datetime, before: int, last: int) -> int:
    """The first id after `before` at `instant` or later; one after `last` where there is none."""
    at = microseconds(instant)
    first, behind = before + 1, last + 1
    while first < behind:
        middle = (first + behind) // 2
        if _AT.row(store, id=middle)[0] < at:
            first = middle + 1
        else:
            behind = middle
    return first
