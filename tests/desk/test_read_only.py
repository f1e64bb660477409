"""No statement writes through an auditor's desk: not temp tables, not triggers, nothing."""

import pytest

from creditui.desk.errors import StoreError
from creditui.desk.session import Desk
from creditui.store.transaction import reading, writing
from tests.desk.conftest import DeskOf
from tests.store.attacks import attacks
from tests.store.raw import dump, raw_connection
from tests.store.test_authorizer import NEVER, WRITES
from tests.support.studio import Studio

ANY_WRITE = (
    "INSERT INTO {table} DEFAULT VALUES",
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "REPLACE INTO {table} SELECT * FROM {table}",
    "UPDATE {table} SET rowid = rowid",
    "DELETE FROM {table}",
    "DELETE FROM {table} RETURNING *",
    "WITH x AS (SELECT 1) DELETE FROM {table} WHERE 1 IN x",
    "DROP TABLE {table}",
    "DROP TABLE IF EXISTS {table}",
    "ALTER TABLE {table} RENAME TO mine",
    "ALTER TABLE {table} ADD COLUMN mine TEXT",
    "CREATE TABLE mine AS SELECT * FROM {table}",
    "CREATE TEMP TABLE mine AS SELECT * FROM {table}",
    "CREATE TEMP VIEW mine AS SELECT * FROM {table}",
    "CREATE INDEX mine ON {table} (rowid)",
    "CREATE TEMP TRIGGER mine AFTER INSERT ON {table} BEGIN SELECT 1; END",
    "CREATE TEMP TRIGGER mine BEFORE DELETE ON {table} BEGIN DELETE FROM {table}; END",
    "CREATE TRIGGER mine AFTER UPDATE ON {table} BEGIN SELECT 1; END",
    "EXPLAIN DELETE FROM {table}",
    "ANALYZE {table}",
)
"""What could be tried on any table."""
ANYWHERE = (
    "CREATE TEMP TABLE mine (a)",
    "CREATE VIRTUAL TABLE temp.mine USING fts5 (a)",
    "INSERT INTO temp.sqlite_schema VALUES ('table', 'x', 'x', 0, '')",
    "PRAGMA temp_store = FILE",
    "PRAGMA query_only(0)",
    "PRAGMA main.query_only = FALSE",
    "PRAGMA writable_schema = RESET",
    "PRAGMA temp.writable_schema = ON",
    "VACUUM main INTO 'other.db'",
    "PRAGMA journal_mode(OFF)",
    "PRAGMA incremental_vacuum",
    "PRAGMA optimize",
    "BEGIN EXCLUSIVE",
    "ATTACH '' AS other",
    "ATTACH 'file:other.db?mode=rwc' AS other",
)


def statements(studio: Studio) -> list[str]:
    """Every statement that writes, on every table there is."""
    with raw_connection(studio, functions=False) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
    connection.close(True)
    assert {"ledger_entry", "seal", "refused_attempt", "setting", "staff"} <= set(names)
    on_tables = [sql.format(table=f'"{name}"') for name in names for sql in ANY_WRITE]
    return [*ANYWHERE, *NEVER, *WRITES, *on_tables, *attacks(studio)]


@pytest.mark.parametrize("session", ["auditor", "read-only admin", "inspecting"])
def test_a_read_only_session_refuses_every_statement_that_writes(
    studio: Studio, desk_of: DeskOf, session: str
) -> None:
    desk: Desk = {
        "auditor": lambda: desk_of("audrey"),
        "read-only admin": lambda: desk_of("ada", read_only=True),
        "inspecting": lambda: desk_of("ada", inspect=True),
    }[session]()
    before, content = dump(studio), studio.path.read_bytes()
    passed = []
    for sql in statements(studio):
        for inside in (False, True):
            try:
                if inside:
                    with reading(desk.store):
                        desk.store.execute(sql)
                else:
                    desk.store.execute(sql)
            except StoreError:
                continue
            passed.append(sql)
    assert passed == []
    assert dump(studio) == before
    assert studio.path.read_bytes() == content
    with pytest.raises(StoreError) as refused, writing(desk.store):
        pass
    assert refused.value.code == "read_only"
    assert desk.store.row("SELECT count(*) FROM ledger_entry") == (14,)
    assert desk.store.connection.readonly("main")
