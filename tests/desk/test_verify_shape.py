"""A database of another shape, and indices that lie: found, whatever the entries say (R23)."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from creditui.desk.errors import StoreError
from creditui.store.engine import open_store
from tests.desk.test_verify import kept, path, tamper, template, verified
from tests.support.tampering import reword, reworded, unguarded

__all__ = ["path", "template"]  # fixtures

ANEW = "CREATE TABLE other (id INTEGER PRIMARY KEY, code TEXT, name TEXT) STRICT, WITHOUT ROWID"
SHAPES: dict[str, tuple[tuple[str, ...], str]] = {
    "a column more": (("ALTER TABLE staff ADD COLUMN x TEXT",), "table staff"),
    "a column that is worked out": (
        ("ALTER TABLE staff ADD COLUMN x TEXT AS (upper(role))",),
        "table staff",
    ),
    "a column of another name": (
        ("ALTER TABLE membership RENAME COLUMN member_id TO client_id",),
        "table membership",
    ),
    "a copy in its place": (
        (
            ANEW,
            "INSERT INTO other SELECT * FROM service",
            "DROP TABLE service",
            "ALTER TABLE other RENAME TO service",
        ),
        "table service",
    ),
    "a view in its place": (
        ("ALTER TABLE seal RENAME TO other", "CREATE VIEW seal AS SELECT * FROM other"),
        "table seal",
    ),
    "an index less": (("DROP INDEX credit_lot_member",), "index credit_lot_member"),
    "another index": (
        ("DROP INDEX staff_key_staff", "CREATE INDEX staff_key_staff ON staff_key (label)"),
        "index staff_key_staff",
    ),
    "a table of somebody else's": (("CREATE TABLE other (x)",), "table other"),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_was_made_anew_is_named(path: Path, shape: str) -> None:
    statements, name = SHAPES[shape]
    connection = apsw.Connection(str(path))
    for sql in ("PRAGMA foreign_keys = OFF", "PRAGMA legacy_alter_table = ON", *statements):
        connection.execute(sql)
    connection.close(True)
    for since_seal in (False, True):
        findings = verified(path, since_seal=since_seal).findings
        assert any(
            each.code == "schema" and name in each.message and each.expected != each.found
            for each in findings
        ), findings


def test_words_that_compare_otherwise(path: Path) -> None:
    text = kept(path)
    changed = "username TEXT NOT NULL UNIQUE COLLATE NOCASE"
    with reworded(path, "staff", "username TEXT NOT NULL UNIQUE", changed):
        (finding,) = verified(path, against=(text,)).findings
    assert "table staff" in finding.message
    assert "COLLATE NOCASE" in finding.found
    assert "COLLATE" not in finding.expected
    assert len(finding.found) < 100


def test_a_table_of_somebody_else_hides_nothing(path: Path) -> None:
    tamper(path, "CREATE TABLE other (x)", "UPDATE ledger_entry SET note = 'x' WHERE id = 16")
    assert [each.code for each in verified(path).findings][:2] == ["hash", "schema"]


def test_statistics_of_sqlite_are_no_alteration(path: Path) -> None:
    connection = apsw.Connection(str(path))
    connection.execute("ANALYZE")
    connection.close(True)
    assert verified(path).findings == ()


LIES = {
    "of a lot that a balance counts": (
        "credit_lot_member",
        "service_id)",
        "service_id) WHERE id > 1",
    ),
    "of what an entry moved": ("ledger_entry_sort", "id, credits, flags)", "id, abs(1), flags)"),
    "of who acted through whom": ("ledger_entry_via", "via_id IS NOT NULL", "via_id IS 99"),
}


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("lie", LIES)
def test_an_index_that_says_otherwise_than_its_table(path: Path, lie: str, processes: int) -> None:
    name, old, new = LIES[lie]
    add_via = "UPDATE ledger_entry SET via_id = 1 WHERE id = 16"
    with reworded(path, name, old, new), unguarded(path) as connection:
        connection.execute(f"REINDEX {name}")
        if name == "ledger_entry_via":
            connection.execute(add_via)
    findings = verified(path, processes=processes).findings
    (lie_found,) = [each for each in findings if each.code == "table"]
    assert (lie_found.expected, name in lie_found.found) == ("rows and indices that agree", True)


def test_two_services_of_one_code(path: Path) -> None:
    # Entries hash the code: those of one member could be moved to a service nobody looks at.
    reword(path, "service", lambda sql: sql.replace("UNIQUE", ""))
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("DELETE FROM sqlite_schema WHERE name = 'sqlite_autoindex_service_1'")
    connection.execute(f"PRAGMA schema_version = {connection.pragma('schema_version') + 1}")
    connection.close(True)
    tamper(
        path,
        "INSERT INTO service SELECT 9, code, name FROM service WHERE id = 1",
        "UPDATE credit_lot SET service_id = 9 WHERE member_id = 2 AND service_id = 1",
        "UPDATE ledger_entry SET service_id = 9 WHERE member_id = 2 AND service_id = 1",
    )
    assert any("table service" in each.message for each in verified(path).findings)


@pytest.mark.parametrize("kind", ["Trigger", "TRIGGER", b"trigger"])
def test_a_guard_more_whose_kind_is_spelt_otherwise(path: Path, kind: str | bytes) -> None:
    # SQLite runs it all the same.
    made = "CREATE TRIGGER other BEFORE INSERT ON ledger_entry BEGIN SELECT RAISE(IGNORE); END"
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "INSERT INTO sqlite_schema VALUES (?, 'other', 'ledger_entry', 0, ?)", (kind, made)
    )
    connection.execute(f"PRAGMA schema_version = {connection.pragma('schema_version') + 1}")
    connection.close(True)
    assert [each.code for each in verified(path).findings] == ["guards"]
    with pytest.raises(StoreError, match="guards"):
        open_store(str(path))
