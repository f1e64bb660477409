"""The seals of the ledger, and the hashes that they cover (R23)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from creditui.domain.seal import Seal
from creditui.store.engine import Store

PAGE = 10_000
"""Hashes that are in memory at once."""

_SEAL = """
    SELECT id, first_entry, last_entry, root, prev, digest, sealed_at, actor_id, actor FROM seal
"""


def last_seal(store: Store) -> Seal | None:
    """The newest seal, or None where the ledger was never sealed."""
    return _seal(store.row(_SEAL + "ORDER BY id DESC LIMIT 1"))


def read_seal(store: Store, seal_id: int) -> Seal | None:
    """The seal with that number, or None."""
    return _seal(store.row(_SEAL + "WHERE id = ?", (seal_id,)))


def seal_over(store: Store, entry_id: int) -> Seal | None:
    """The seal that covers an entry, or None where it isn't sealed yet."""
    sql = "WHERE first_entry <= ? AND last_entry >= ? ORDER BY id LIMIT 1"
    return _seal(store.row(_SEAL + sql, (entry_id, entry_id)))


def seals_after(store: Store, seal_id: int) -> tuple[Seal, ...]:
    """Every seal made after the one with that number, oldest first; 0 gives them all."""
    return tuple(Seal(*row) for row in store.rows(_SEAL + "WHERE id > ? ORDER BY id", (seal_id,)))


def insert_seal(store: Store, seal: Seal) -> None:
    """Add a seal, inside `writing()`; raises StoreError `refused` where it does not follow."""
    store.execute(
        """
        INSERT INTO seal (id, first_entry, last_entry, root, prev, digest, sealed_at, actor_id,
            actor) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            seal.id,
            seal.first_entry,
            seal.last_entry,
            seal.root,
            seal.prev,
            seal.digest,
            seal.sealed_at,
            seal.actor_id,
            seal.actor,
        ),
    )


def last_entry(store: Store) -> tuple[int, int]:
    """The id of the newest entry and its instant in microseconds; zeros where there is none."""
    found: tuple[int, int] | None = store.row(
        "SELECT id, at FROM ledger_entry ORDER BY id DESC LIMIT 1"
    )
    return found or (0, 0)


def entry_hashes(store: Store, first: int, last: int) -> Iterator[bytes]:
    """The hashes of the entries from `first` to `last`, in the order of their ids."""
    while first <= last:
        end = min(last, first + PAGE - 1)
        for (found,) in store.rows(
            "SELECT hash FROM ledger_entry WHERE id BETWEEN ? AND ? ORDER BY id", (first, end)
        ):
            yield found
        first = end + 1


def _seal(row: Any) -> Seal | None:
    return None if row is None else Seal(*row)
