"""What a connection may do: SQLite asks before it prepares a statement (R23).

The guards in the database stop other programs; this stops creditui itself, whatever text it is made
to run: no schema changes outside migrations, no other files, no settings, and on a read-only
connection no writes at all.
"""

from __future__ import annotations

from collections.abc import Callable

import apsw

Authorizer = Callable[[int, str | None, str | None, str | None, str | None], int]

_READS = frozenset(
    {
        apsw.SQLITE_SELECT,
        apsw.SQLITE_READ,
        apsw.SQLITE_RECURSIVE,
        apsw.SQLITE_TRANSACTION,
        apsw.SQLITE_SAVEPOINT,
    }
)
_WRITES = frozenset({apsw.SQLITE_INSERT, apsw.SQLITE_UPDATE, apsw.SQLITE_DELETE})

_ASKING_PRAGMAS = frozenset(
    {"table_info", "table_xinfo", "index_list", "index_info", "integrity_check"}
)
"""Pragmas that read, whatever their argument."""
_PLAIN_PRAGMAS = frozenset(
    {
        "application_id",
        "busy_timeout",
        "cell_size_check",
        "data_version",
        "foreign_key_check",
        "foreign_keys",
        "freelist_count",
        "journal_mode",
        "page_count",
        "page_size",
        "query_only",
        "quick_check",
        "synchronous",
        "trusted_schema",
        "user_version",
        "wal_autocheckpoint",
    }
)
"""Pragmas that read where they have no argument, and set something where they have one."""


def authorizer(*, read_only: bool) -> Authorizer:
    """What decides for a connection that only reads, or also writes rows."""

    def decide(
        action: int, first: str | None, second: str | None, _db: str | None, _by: str | None
    ) -> int:
        if action in _READS:
            return apsw.SQLITE_OK
        if action == apsw.SQLITE_FUNCTION:
            return apsw.SQLITE_DENY if second == "load_extension" else apsw.SQLITE_OK
        if action == apsw.SQLITE_PRAGMA:
            asks = first in _ASKING_PRAGMAS or (first in _PLAIN_PRAGMAS and second is None)
            return apsw.SQLITE_OK if asks else apsw.SQLITE_DENY
        if action in _WRITES and not read_only and not (first or "").startswith("sqlite_"):
            return apsw.SQLITE_OK
        return apsw.SQLITE_DENY

    return decide
