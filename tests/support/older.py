"""Databases that earlier versions left behind, with a studio in them."""

from __future__ import annotations

from pathlib import Path

import apsw

from creditui.store import schema
from creditui.store.connection import connect

_BY_ITSELF = ("schema_migration", "sqlite_", "member_text")
"""Tables that others keep: peewee, SQLite, its full text search (which has no text to be read)."""


def at_level(path: Path, level: str) -> None:
    """Make an empty database as the version that ended at `level` left it."""
    connection = connect(path, read_only=False, create=True)
    schema.migrate(connection, level)
    connection.close()


def filled_at_level(path: Path, level: str, source: Path) -> None:
    """The same, with all that the database at `source` holds and that version knew of."""
    at_level(path, level)
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA foreign_keys = OFF; ATTACH ? AS source", (str(source),))
    with connection:
        found = connection.execute("SELECT type, name, sql FROM main.sqlite_schema").fetchall()
        triggers = [(str(name), str(sql)) for kind, name, sql in found if kind == "trigger"]
        for name, _sql in triggers:
            connection.execute(f'DROP TRIGGER main."{name}"')
        for table in (str(name) for kind, name, _sql in found if kind == "table"):
            if not table.startswith(_BY_ITSELF):
                _copy(connection, table)
        for _name, sql in triggers:
            connection.execute(sql)
    connection.close()


def _copy(connection: apsw.Connection, table: str) -> None:
    """Every row, in the columns that both have."""
    here, there = (
        [str(row[1]) for row in connection.execute(f"PRAGMA {name}.table_info({table})")]
        for name in ("main", "source")
    )
    columns = ", ".join(f'"{name}"' for name in here if name in there)
    connection.execute(f"DELETE FROM main.{table}")
    connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table}")
