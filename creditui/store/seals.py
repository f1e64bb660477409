"""The seals of the ledger, and the hashes that they cover (R23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from creditui.domain.seal import Seal
from creditui.store.engine import Store
from creditui.store.queries import Prepared, given
from creditui.store.tables import ClockRow, EntryRow, SealRow

PAGE = 10_000
"""Hashes that are in memory at once."""

_FACTS = (
    *(SealRow.id, SealRow.first_entry, SealRow.last_entry, SealRow.root, SealRow.prev),
    *(SealRow.digest, SealRow.sealed_at, SealRow.actor_id),
)
_NEWEST_CLOCK = ClockRow.select(ClockRow.digest).order_by(ClockRow.id.desc()).limit(1)
_CLOCK = _NEWEST_CLOCK.where(ClockRow.last_entry < SealRow.last_entry)
_CLOCK_BEFORE = Prepared(_NEWEST_CLOCK.where(ClockRow.last_entry < given("entry_id")))
_SEALS = SealRow.select(*_FACTS, SealRow.actor, _CLOCK)
_LAST = Prepared(_SEALS.order_by(SealRow.id.desc()).limit(1))
_OVER = Prepared(
    _SEALS.where(
        (SealRow.first_entry <= given("entry_id")) & (SealRow.last_entry >= given("entry_id"))
    )
    .order_by(SealRow.id)
    .limit(1)
)
_AFTER = Prepared(_SEALS.where(SealRow.id > given("id")).order_by(SealRow.id))
_FOUND = Prepared(SealRow.select(*_FACTS, SealRow.actor.cast("BLOB"), _CLOCK).order_by(SealRow.id))
_NEWEST_ENTRY = Prepared(
    EntryRow.select(EntryRow.id, EntryRow.at).order_by(EntryRow.id.desc()).limit(1)
)
_HASHES = Prepared(
    EntryRow.select(EntryRow.hash)
    .where(EntryRow.id.between(given("first"), given("last")))
    .order_by(EntryRow.id)
)


def last_seal(store: Store) -> Seal | None:
    """The newest seal, or None where the ledger was never sealed."""
    return _seal(_LAST.row(store))


def seal_over(store: Store, entry_id: int) -> Seal | None:
    """The seal that covers an entry, or None where it isn't sealed yet."""
    return _seal(_OVER.row(store, entry_id=entry_id))


def seals_after(store: Store, seal_id: int) -> tuple[Seal, ...]:
    """Every seal made after the one with that number, oldest first; 0 gives them all."""
    return tuple(Seal(*row) for row in _AFTER.rows(store, id=seal_id))


def seals_as_found(store: Store) -> tuple[Seal, ...]:
    """Every seal, oldest first, for who believes none of them: a name that is no text is escaped.

    It is another name then, so the seal's digest does not follow from it.
    """
    rows = _FOUND.rows(store)
    return tuple(
        Seal(*(*facts, actor.decode(errors="backslashreplace"), clock))
        for *facts, actor, clock in rows
    )


def insert_seal(store: Store, seal: Seal) -> None:
    """Add a seal, inside `writing()`; raises StoreError `refused` where it does not follow."""
    facts = asdict(seal)
    del facts["clock"]  # it is the records'
    store.run(SealRow.insert(facts))


def newest_entry(store: Store) -> tuple[int, int]:
    """The id of the newest entry and its instant in microseconds; zeros where there is none."""
    found: tuple[int, int] | None = _NEWEST_ENTRY.row(store)
    return found or (0, 0)


def newest_clock(store: Store, entry_id: int) -> bytes | None:
    """The digest of the newest clock record before an entry; None where there is none (R17)."""
    found = _CLOCK_BEFORE.row(store, entry_id=entry_id)
    return None if found is None else found[0]


def entry_hashes(store: Store, first: int, last: int) -> Iterator[bytes]:
    """The hashes of the entries from `first` to `last`, in the order of their ids."""
    while first <= last:
        end = min(last, first + PAGE - 1)
        for (found,) in _HASHES.rows(store, first=first, last=end):
            yield found
        first = end + 1


def _seal(row: Any) -> Seal | None:
    return None if row is None else Seal(*row)
