"""A whole copy of the database, made while others write.

It is of the moment at which its transaction read first; what is read for that has no model, so it
is SQL.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import apsw

from creditui.store.engine import Store
from creditui.store.errors import StoreError, translated
from creditui.store.transaction import reading
from creditui.store.whole_file import whole_database

PAGES = 4096
"""Pages, of 4 KiB mostly, that are copied before anything else is looked at, such as ctrl+c."""

Progress = Callable[[int, int], None]
"""Told how many pages are copied, and of how many."""


def backup(store: Store, target: Path, progress: Progress | None = None) -> None:
    """Copy the database, as it is at one moment, to the new file `target`; it is durable after.

    Uses SQLite's own backup: a copy of the files while somebody writes is often a corrupt one.
    Raises StoreError where `target` exists or can't be written; nothing is left of it then.
    """
    try:
        with whole_database(target) as making:
            os.close(os.open(making, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with reading(store):
                # From the first row it reads, the transaction sees one moment: without it, whoever
                # writes between two steps would make the copy begin anew.
                store.row("SELECT 1 FROM sqlite_schema")
                _copy(store, making, progress)
    except FileExistsError as error:
        message = f"There is a file {error.filename} already: name a new one for the backup."
        raise StoreError("refused", message) from None
    except OSError as error:
        message = f"The backup {target} can't be written: {error.strerror}."
        raise StoreError("unreachable", message) from error


def _copy(store: Store, making: Path, progress: Progress | None) -> None:
    connection = apsw.Connection(str(making), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        with connection.backup("main", store.connection, "main") as copying:
            while not copying.done:
                copying.step(PAGES)
                if progress is not None:
                    progress(copying.page_count - copying.remaining, copying.page_count)
    except apsw.Error as error:
        failure = translated(error, connection.system_errno)
        raise failure or StoreError("unreachable", "The backup can't be written.") from error
    finally:
        connection.close(True)
