"""Whether the database still has the shape that creditui gave it, and each table holds together.

The ledger is read through tables and their indices. A table that was made anew with other columns,
or an index that lacks a row, would show another ledger than the one that verifies (R23). What
SQLite says of its own schema has no model, so it is asked in SQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from creditui.domain.finding import Finding, said
from creditui.store import schema
from creditui.store.connection import connect
from creditui.store.engine import Store

# Guards have a check of their own. What FTS5 keeps for itself depends on its version, and how
# peewee notes the migrations on peewee's.
_SHAPE = f"""
    SELECT type || ' ' || name, tbl_name, coalesce(sql, 'by its table') FROM sqlite_schema
    WHERE type IN ('table', 'index') AND name NOT GLOB 'sqlite_stat*'
        AND tbl_name NOT GLOB 'member_text_*' AND tbl_name <> '{schema.HISTORY}'
"""  # noqa: S608  # our own word
_TABLES = """
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'member_text*'
    ORDER BY name <> 'ledger_entry', name
"""
_UNSOUND = "SELECT * FROM pragma_integrity_check(?) LIMIT 1"

_STEPS = 100_000
"""Steps of SQLite's between two moments at which a signal is noticed."""
SHOWN = 80
"""Letters that are shown of what made a table, from shortly before the first that differs."""

_Shape = dict[str, tuple[str, str]]
"""What there is, by its kind and name: the table that it belongs to, and the words that made it."""


def altered_shape(store: Store) -> tuple[tuple[Finding, ...], bool]:
    """What is wrong with each table and index that is altered, missing or none of ours.

    And whether the tables can be read as those that creditui made. Raises StoreError where the
    database can't be read.
    """
    expected, there = _as_made(), _shape(store.rows(_SHAPE))
    changed = [n for n in sorted(expected.keys() | there) if expected.get(n) != there.get(n)]
    sound = not any(name.startswith("table ") and name in expected for name in changed)
    return tuple(_altered(name, expected.get(name), there.get(name)) for name in changed), sound


def tables(store: Store) -> tuple[str, ...]:
    """The names of the tables that are to be looked at one by one, the largest first."""
    return tuple(name for (name,) in store.rows(_TABLES))


def unsound(store: Store, table: str) -> tuple[Finding, ...]:
    """What SQLite finds first in a table: a row of the wrong kind, an index that says otherwise."""
    # One statement that takes minutes where there are millions of rows: ctrl+c gets a word in.
    store.connection.set_progress_handler(lambda: False, _STEPS)
    try:
        (message,) = store.row(_UNSOUND, (table,))
    finally:
        store.connection.set_progress_handler(None)
    if message == "ok":
        return ()
    wrong = f"the table {table} does not hold together"
    return (Finding("table", wrong, None, None, "rows and indices that agree", said(message)),)


def _altered(name: str, expected: tuple[str, str] | None, there: tuple[str, str] | None) -> Finding:
    how = "is none of creditui's" if expected is None else "is not as creditui made it"
    words = ["nothing" if each is None else " ".join(each[1].split()) for each in (expected, there)]
    if expected is not None and there is not None:
        alike = takewhile(lambda pair: pair[0] == pair[1], zip(*words, strict=False))
        begin = max(sum(1 for _ in alike) - SHOWN // 2, 0)
        words = [("…" if begin else "") + each[begin : begin + SHOWN] for each in words]
    return Finding("schema", f"the {name} {how}", None, None, *words)


@cache
def _as_made() -> _Shape:
    """The shape of a database that was made just now."""
    connection = connect(Path(":memory:"), read_only=False, create=True)
    try:
        schema.migrate(connection)
        return _shape(connection.execute(_SHAPE))
    finally:
        connection.close(True)


def _shape(rows: Iterable[Any]) -> _Shape:
    return {name: (table, sql) for name, table, sql in rows}
