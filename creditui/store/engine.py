"""The open database. One thread owns it; every query goes through it (R2)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import apsw

from creditui.store import schema
from creditui.store.connection import connect
from creditui.store.errors import StoreError, from_driver, translated, unreadable
from creditui.store.location import database_path
from creditui.store.lock import FileLock
from creditui.store.page_cache import page_cache
from creditui.store.plain_file import identity, no_plain_file, out_of_reach

if TYPE_CHECKING:
    from peewee import Query
    from playhouse.apsw_ext import APSWDatabase

Parameters = Sequence[Any] | Mapping[str, Any]
"""The values of a statement, in order or by name."""


class Store:
    """An open database, used by the one thread that opened it (except `interrupt`)."""

    def __init__(
        self, connection: apsw.Connection, url: str, path: Path, *, read_only: bool
    ) -> None:
        self.connection = connection
        self.url = url
        self.path = path
        self.read_only = read_only
        self.lock = FileLock(Path(f"{path}.lock"))
        self.transaction = ""
        """What is open now: nothing, `reading` or `writing`."""
        self._files: tuple[tuple[int, int] | None, ...] = ()
        self._level = ""

    def note_place(self) -> None:
        """Remember which files are open and what their schema is, for `check_place`."""
        self._files, self._level = identity(str(self.path)), self._newest_level()

    def check_place(self) -> None:
        """Raise StoreError where what is open is no longer what everybody else opens.

        Files that were replaced or removed can still be written, and it is lost when they are
        closed. A newer creditui may have brought the schema up to date meanwhile.
        """
        now = identity(str(self.path))
        if any(was not in (None, is_now) for was, is_now in zip(self._files, now, strict=False)):
            told = "The files of the database were replaced while they were open"
        elif self._newest_level() != self._level:
            told = "A newer creditui has brought the database up to date"
        else:
            return
        raise StoreError("unreachable", f"{told}, so nothing was written: leave, and come back.")

    def _newest_level(self) -> str:
        with self.translating():
            return schema.newest(self.connection)

    def close(self) -> None:
        """Close the connection; an open transaction is rolled back."""
        self.connection.close(True)

    @cached_property
    def db(self) -> APSWDatabase:
        """The connection as peewee knows it, which is imported for it: not before it is asked."""
        from creditui.store.orm import bound

        return bound(self.connection)

    def interrupt(self) -> None:
        """Stop the query that is running, from any thread; it raises Interrupted."""
        self.connection.interrupt()

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Any]:
        """Every row that `sql` answers; raises StoreError with the true cause."""
        try:
            return self.connection.execute(sql, parameters).fetchall()
        except (apsw.Error, UnicodeDecodeError) as error:
            raise self.failure(error) from error

    def row(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first row that `sql` answers, or None; raises StoreError with the true cause."""
        # All rows are fetched: a statement left half read would keep its snapshot open.
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def execute(self, sql: str, parameters: Parameters = ()) -> None:
        """Run `sql` for what it does; raises StoreError with the true cause."""
        try:
            self.connection.execute(sql, parameters)
        except apsw.Error as error:
            raise self.failure(error) from error

    def run(self, query: Query) -> Any:
        """Run a peewee query that writes on this database; raises StoreError with the true cause.

        What reads is Prepared (store/queries.py): its rows are all fetched before it returns.
        """
        with self.translating():
            return query.execute(self.db)

    @contextmanager
    def translating(self) -> Iterator[None]:
        """Turn what the driver raises in the block, and what can't be read, into StoreError."""
        try:
            yield
        except Exception as error:
            if not (from_driver(error) or unreadable(error)):
                raise
            raise self.failure(error) from error

    def failure(self, error: BaseException) -> StoreError:
        """What the driver's `error` means to a person."""
        found = translated(error, self.connection.system_errno)
        failure = found or StoreError("damaged", "The database failed.")
        return _named(failure, self.path, read_only=self.read_only)


def open_store(
    url: str, *, read_only: bool = False, create: bool = False, inspect: bool = False
) -> Store:
    """Open the database at `url`: a path, `sqlite:///PATH`, or (not yet) `postgresql://…`.

    With `create` the file and its folder are made where they are missing, and an older schema is
    let through, for `migrate`. With `inspect` a database whose guards were tampered with is let
    through too, for reading only, so that what was done to it can be found. Raises StoreError with
    what to do about it: `missing`, `schema`, `damaged`, `old_sqlite`, `unreachable`.
    """
    path = database_path(url)
    if create:
        make_folder(path.parent)
    elif not os.path.exists(path) and out_of_reach(str(path), read_only=True) is None:
        raise StoreError("missing", f"There is no database at {path}: run creditui init first.")
    strange = no_plain_file(str(path))
    if strange is not None:
        raise StoreError("missing", f"{strange} is no plain file: put what it should be there.")
    try:
        cache = page_cache(str(path)) // 1024 if inspect else 0
        connection = connect(path, read_only=read_only or inspect, create=create, cache=cache)
    except apsw.Error as error:
        failure = translated(error) or StoreError("damaged", "The database failed.")
        raise _named(failure, path, read_only=read_only or inspect) from error
    except StoreError as failure:
        raise _named(failure, path, read_only=read_only or inspect) from failure
    store = Store(connection, url, path, read_only=read_only or inspect)
    try:
        with store.translating():
            schema.check(store.connection, migrating=create, inspecting=inspect)
        if not (create or store.read_only):
            store.note_place()
    except BaseException:
        store.close()
        raise
    return store


def _named(failure: StoreError, path: Path, *, read_only: bool) -> StoreError:
    """The failure with the name of the file, or folder, that this account may not use."""
    if failure.code not in ("unreachable", "read_only"):
        return failure
    name = out_of_reach(str(path), read_only=read_only)
    if name is not None:
        use = "read" if read_only else "write"
        message = f"This account may not {use} {name}: check its owner and its mode."
    elif os.access(path.parent, os.W_OK):
        return failure
    elif read_only:
        message = (
            f"{path}-wal and -shm are missing and this account may not make them: open the "
            "database once with an account that may write it, or copy it elsewhere."
        )
    else:
        message = f"This account may not write {path.parent}: check its owner, mode and disk."
    return StoreError(failure.code, message)


def migrate(store: Store) -> tuple[str, ...]:
    """Bring the schema up to date, each migration in a transaction of its own.

    Returns the names of those applied. Raises StoreError where one fails; what was applied before
    it stays, and running again goes on from there.
    """
    if store.read_only or store.transaction:
        raise StoreError("read_only", "The schema can't be changed here: run creditui init.")
    store.lock.acquire()
    try:
        with store.translating():
            applied = schema.migrate(store.connection)
            schema.check(store.connection, migrating=False)
            store.note_place()
            return applied
    finally:
        store.lock.release()


def make_folder(folder: Path) -> None:
    """Make the folder of a database where it is missing; raises StoreError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"The folder {folder} can't be made: name another place for the database."
        raise StoreError("unreachable", message) from error
