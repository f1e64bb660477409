"""The one way to open a transaction (R2, R17)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from creditui.store.connection import BUSY_SECONDS
from creditui.store.engine import Store
from creditui.store.errors import StoreError
from creditui.store.lock import WAIT


@contextmanager
def reading(store: Store) -> Iterator[None]:
    """All reads in the block see the database at one moment; inside another block they join it.

    Raises StoreError where the database can't be read.
    """
    if store.transaction:
        yield
        return
    store.execute("BEGIN")
    store.transaction = "reading"
    try:
        with store.translating():
            yield
    finally:
        _end(store)


@contextmanager
def writing(store: Store, *, wait: float = WAIT) -> Iterator[None]:
    """One act: everything in the block is written and durable, or nothing is (R17).

    Waits for other writers, in a queue among all processes and `wait` seconds at most, before the
    transaction opens: nothing else may wait inside. Raises StoreError with the true cause;
    RuntimeError inside another transaction, which is a mistake in the code.
    """
    if store.transaction:
        raise RuntimeError(f"a transaction is open already: {store.transaction}")
    if store.read_only:
        raise StoreError("read_only", "The database is open for reading only: nothing was written.")
    store.lock.acquire(wait)
    try:
        _begin(store, wait)
        store.transaction = "writing"
        try:
            store.check_place()
            with store.translating():
                yield
            store.execute("COMMIT")
        finally:
            _end(store)
    finally:
        store.lock.release()


def _begin(store: Store, wait: float) -> None:
    """Open the transaction; programs that do not stand in our queue are waited for as well."""
    store.connection.set_busy_timeout(int(min(wait, BUSY_SECONDS) * 1000))
    try:
        store.execute("BEGIN IMMEDIATE")
    finally:
        store.connection.set_busy_timeout(int(BUSY_SECONDS * 1000))


def _end(store: Store) -> None:
    """Close what is still open. After a full disk SQLite may have rolled back by itself (R17)."""
    store.transaction = ""
    if store.connection.in_transaction:
        try:
            store.connection.execute("ROLLBACK")
        except apsw.Error:
            if store.connection.in_transaction:
                raise
