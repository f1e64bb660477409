"""What creditui's own connections refuse, whatever SQL they are made to run (R23)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from creditui.store.engine import Store, open_store
from creditui.store.errors import StoreError
from creditui.store.transaction import reading, writing
from tests.store.attacks import attacks
from tests.store.raw import dump
from tests.support.studio import Studio

NEVER = [
    "CREATE TABLE mine (a)",
    "CREATE TEMP TABLE mine (a)",
    "CREATE VIEW mine AS SELECT 1",
    "CREATE TEMP VIEW mine AS SELECT 1",
    "CREATE INDEX mine ON member (name)",
    "CREATE TRIGGER mine AFTER INSERT ON member BEGIN SELECT 1; END",
    "CREATE TEMP TRIGGER mine AFTER INSERT ON member BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE mine USING fts5 (a)",
    "DROP TABLE ledger_entry",
    "DROP TRIGGER entry_stays",
    "DROP INDEX ledger_entry_actor",
    "DROP TABLE member_text",
    "ALTER TABLE member ADD COLUMN mine",
    "ALTER TABLE ledger_entry RENAME TO other",
    "ATTACH ':memory:' AS other",
    "DETACH main",
    "REINDEX",
    "ANALYZE",
    "VACUUM",
    "VACUUM INTO 'never.db'",
    "PRAGMA writable_schema = ON",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA user_version = 9",
    "PRAGMA application_id = 9",
    "PRAGMA trusted_schema = ON",
    "PRAGMA query_only = OFF",
    "PRAGMA ignore_check_constraints = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA schema_version = 1",
    "INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0, '')",
    "UPDATE sqlite_schema SET sql = ''",
    "DELETE FROM sqlite_schema",
    "SELECT load_extension('x')",
]

WRITES = [
    "INSERT INTO setting VALUES ('a', '1')",
    "UPDATE member SET name = 'x'",
    "DELETE FROM reason",
    "REPLACE INTO setting VALUES ('a', '1')",
    "INSERT INTO member_text (member_text) VALUES ('delete-all')",
    "BEGIN IMMEDIATE",
]


@pytest.fixture
def reader(studio: Studio) -> Iterator[Store]:
    store = open_store(studio.url, read_only=True)
    yield store
    store.close()


@pytest.mark.parametrize("sql", NEVER)
def test_a_writer_is_refused_what_creditui_never_does(studio: Studio, sql: str) -> None:
    before = dump(studio)
    with pytest.raises(StoreError):
        studio.store.rows(sql)
    assert dump(studio) == before


def test_a_reader_is_refused_that_and_every_write(studio: Studio, reader: Store) -> None:
    before = dump(studio)
    allowed = []
    for sql in NEVER + WRITES + attacks(studio):
        try:
            reader.rows(sql)
        except StoreError:
            continue
        allowed.append(sql)
    assert allowed == []
    assert dump(studio) == before


def test_a_reader_can_not_even_open_a_writing_transaction(reader: Store) -> None:
    with pytest.raises(StoreError) as refused, writing(reader):
        pass
    assert refused.value.code == "read_only"


def test_a_reader_reads_while_a_writer_writes(studio: Studio, reader: Store) -> None:
    count = "SELECT count(*) FROM ledger_entry"
    with reading(reader):
        before = reader.row(count)
        studio.add()
        assert reader.row(count) == before
    assert reader.row(count)[0] == before[0] + 1


def test_a_reader_may_ask_about_the_database(reader: Store) -> None:
    assert reader.row("PRAGMA integrity_check")[0] == "ok"
    assert reader.rows("PRAGMA foreign_key_check") == []
    assert reader.row("PRAGMA query_only")[0] == 1


def test_the_settings_of_a_writer(studio: Studio) -> None:
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "wal_autocheckpoint": 10000,
        "cell_size_check": 1,
        "trusted_schema": 0,
    }
    found = {name: studio.store.row(f"PRAGMA {name}")[0] for name in wanted}
    assert found == wanted


def test_the_files_stay_for_a_reader_who_may_not_make_them(studio: Studio, tmp_path: Path) -> None:
    studio.store.close()
    assert {path.name for path in tmp_path.iterdir()} >= {"studio.db-wal", "studio.db-shm"}
