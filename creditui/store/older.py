"""Databases that an earlier version wrote, to be read by this one without a change to the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from creditui.store import schema
from creditui.store.backup import backup
from creditui.store.connection import connect
from creditui.store.engine import Store, migrate, open_store
from creditui.store.errors import StoreError, translated
from creditui.store.guards import TAMPERED, guards_digest
from creditui.store.location import database_path
from creditui.store.temporary import temporary_folder


def is_older(url: str) -> bool:
    """Whether an earlier version wrote the database at `url`; raises StoreError."""
    connection = _connected(database_path(url))
    try:
        return schema.older_level(connection) is not None
    finally:
        connection.close()


@contextmanager
def copy_of_today(url: str) -> Iterator[str]:
    """The path of a copy of an older database, brought up to date; it is gone after the block.

    The guards are compared with those of its own version first, as they are made anew in the copy.
    Raises StoreError: `damaged` where they are not the same.
    """
    path = database_path(url)
    with temporary_folder() as folder:
        copy = folder / "copy.db"
        source = Store(_connected(path), url, path, read_only=True)
        try:
            with source.translating():
                level = schema.older_level(source.connection)
                if level and guards_digest(source.connection) != _guards_of(level, folder):
                    raise StoreError("damaged", TAMPERED)
            backup(source, copy)
        finally:
            source.close()
        store = open_store(str(copy), create=True)
        try:
            migrate(store)
        finally:
            store.close()
        yield str(copy)


def _guards_of(level: str, folder: Path) -> str:
    """The digest of the guards that the version of `level` makes."""
    connection = connect(folder / "empty.db", read_only=False, create=True)
    try:
        schema.migrate(connection, level)
        return guards_digest(connection)
    finally:
        connection.close()


def _connected(path: Path) -> apsw.Connection:
    try:
        return connect(path, read_only=True, create=False)
    except apsw.Error as error:
        raise translated(error) or StoreError("damaged", "The database failed.") from error
