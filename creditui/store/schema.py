"""Which schema a database has, and how an older one is brought up to date."""

from __future__ import annotations

from pathlib import Path

import apsw

from creditui.store.authorizer import authorizer
from creditui.store.errors import StoreError
from creditui.store.guards import check_guards

APPLICATION_ID = 0x63726475
"""Marks the file as a creditui database ("crdu"), for `file` and for ourselves."""

FOLDER = Path(__file__).parent / "migrations"
HISTORY = "schema_migration"


def levels() -> tuple[str, ...]:
    """The names of all migrations, oldest first."""
    return tuple(sorted(path.stem for path in FOLDER.glob("[0-9]*.py")))


def check(connection: apsw.Connection, *, migrating: bool, inspecting: bool = False) -> None:
    """Raise StoreError where this is no creditui database, or not one of this version's.

    With `migrating` an empty file and an older schema pass; with `inspecting` altered guards do.
    """
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    mark = connection.execute("PRAGMA application_id").get
    if mark != APPLICATION_ID and (tables or mark):
        raise StoreError("damaged", "The file is not a creditui database: check its name.")
    applied = _applied(connection) if HISTORY in tables else ()
    known = levels()
    if set(applied) - set(known):
        raise StoreError(
            "schema", "The database was written by a newer creditui: update creditui first."
        )
    if tuple(applied) == known:
        if not inspecting:
            check_guards(connection)
    elif not migrating:
        older = "was written by an older creditui" if applied else "is not set up"
        raise StoreError("schema", f"The database {older}: its owner has to run creditui init.")


def older_level(connection: apsw.Connection) -> str | None:
    """The newest migration of a database that an earlier version wrote; None for any other."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (HISTORY,)).get is None:
        return None
    applied, known = _applied(connection), levels()
    return applied[-1] if applied and applied == known[: len(applied)] != known else None


def newest(connection: apsw.Connection) -> str:
    """The name of the newest migration that was applied."""
    return str(connection.execute(f"SELECT max(name) FROM {HISTORY}").get)  # noqa: S608  # our own


def migrate(connection: apsw.Connection, target: str | None = None) -> tuple[str, ...]:
    """Apply the migrations that are missing, up to `target`, and say which."""
    from playhouse.migrations import Runner  # it imports several drivers: only where it is needed

    from creditui.store.orm import bound

    connection.authorizer = None
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        return tuple(Runner(bound(connection), str(FOLDER), HISTORY).up(target))
    finally:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.authorizer = authorizer(read_only=False)


def _applied(connection: apsw.Connection) -> tuple[str, ...]:
    rows = connection.execute("SELECT name FROM schema_migration ORDER BY name")
    return tuple(name for (name,) in rows)
