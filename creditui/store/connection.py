"""How a connection is opened: one driver, one set of settings, one list of what it may do."""

from __future__ import annotations

from array import array
from datetime import date
from pathlib import Path
from typing import Any

import apsw

from creditui.store.authorizer import authorizer
from creditui.store.errors import StoreError, translated
from creditui.store.guards import add_functions

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can corrupt a database that several processes write at once."""

BUSY_SECONDS = 10.0

_SETTINGS = (
    ("foreign_keys", "ON"),
    ("cell_size_check", "ON"),
    ("trusted_schema", "OFF"),
    ("temp_store", "MEMORY"),
)
_WRITER_SETTINGS = (
    ("journal_mode", "WAL"),
    ("synchronous", "FULL"),
    ("wal_autocheckpoint", "10000"),
    # Never reached while people work. But with a limit, whichever it is, the last to close empties
    # the log, and an older backup put in the file's place has nothing newer beside it to mix with.
    ("journal_size_limit", str(64 * 1024 * 1024)),
)


def check_sqlite(version: str) -> None:
    """Raise StoreError where the SQLite library is too old to be trusted with several writers."""
    if tuple(int(part) for part in version.split(".")[:3]) < OLDEST_SQLITE:
        oldest = ".".join(map(str, OLDEST_SQLITE))
        raise StoreError(
            "old_sqlite",
            f"SQLite {version} can corrupt a shared database: install apsw {oldest} or newer.",
        )


def connect(path: Path, *, read_only: bool, create: bool, cache: int = 0) -> apsw.Connection:
    """An open connection: settings made, functions added, nothing authorised but what is needed.

    `cache` is how many KiB of it may be kept in memory; 0 leaves that to SQLite, as a session does.
    Raises apsw.Error where there is nothing to open, StoreError where it can't be used.
    """
    check_sqlite(apsw.sqlite_lib_version())
    flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE
    flags |= apsw.SQLITE_OPEN_CREATE if create else 0
    # One thread owns a connection and `interrupt` needs no lock: none is taken for each value.
    flags |= apsw.SQLITE_OPEN_NOMUTEX
    connection = apsw.Connection(str(path), flags)
    try:
        _prepare(connection, read_only=read_only, cache=cache)
    except apsw.Error as error:
        # The system's own word on it is gone once the connection is closed.
        failure = translated(error, connection.system_errno)
        connection.close(True)
        raise failure or error from error
    return connection


def _prepare(connection: apsw.Connection, *, read_only: bool, cache: int) -> None:
    connection.set_busy_timeout(int(BUSY_SECONDS * 1000))
    if cache:
        connection.execute(f"PRAGMA cache_size = -{cache}")
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    connection.config(apsw.SQLITE_DBCONFIG_DQS_DML, 0)
    connection.config(apsw.SQLITE_DBCONFIG_DQS_DDL, 0)
    # Plan a query once, not again for each new parameter: that takes longer than the query.
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
    for name, value in _SETTINGS if read_only else _SETTINGS + _WRITER_SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    else:
        _keep_wal(connection)
    connection.convert_binding = _as_text
    add_functions(connection)
    # SQLite's own lower() knows the letters A to Z only.
    connection.create_scalar_function("casefold", _casefold, 1, deterministic=True)
    connection.authorizer = authorizer(read_only=read_only)


def _casefold(*text: Any) -> str:
    return str.casefold(*text)


def _as_text(_cursor: apsw.Cursor, _number: int, value: object) -> str:
    """Dates and times are text; nothing else that the driver does not know may come in."""
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} can't be stored")


def _keep_wal(connection: apsw.Connection) -> None:
    """Leave the -wal and -shm files when closing: a reader who may not make them needs them."""
    yes = array("i", [1])  # a C int; ctypes would take longer to import than all the rest here
    connection.file_control("main", apsw.SQLITE_FCNTL_PERSIST_WAL, yes.buffer_info()[0])
