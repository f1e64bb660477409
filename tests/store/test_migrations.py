"""Every earlier schema, and none, becomes today's (killed at any step: old or new)."""

from dataclasses import replace
from pathlib import Path

import pytest

from creditui.store import schema
from creditui.store.engine import Store, migrate, open_store
from creditui.store.errors import StoreError
from creditui.store.guards import DIGEST, guards_digest
from creditui.store.refused import append_refused, refused_before
from creditui.store.staff import list_staff
from creditui.store.transaction import writing
from tests.store.test_refused import ATTEMPT
from tests.support.older import at_level, filled_at_level
from tests.support.studio import Studio


@pytest.mark.parametrize("level", schema.levels()[:-1])
def test_an_older_database_is_refused_until_it_is_brought_up_to_date(
    tmp_path: Path, level: str
) -> None:
    path = tmp_path / "old.db"
    at_level(path, level)
    with pytest.raises(StoreError, match="creditui init"):
        open_store(str(path))
    store = open_store(str(path), create=True)
    assert migrate(store) == schema.levels()[schema.levels().index(level) + 1 :]
    check_newest(store)
    store.close()


def test_a_migration_that_fails_leaves_the_old_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    at_level(path, schema.levels()[0])
    folder = tmp_path / "migrations"
    folder.mkdir()
    for source in schema.FOLDER.glob("[0-9]*.py"):
        text = source.read_text()
        folder.joinpath(source.name).write_text(text)
    second = folder / f"{schema.levels()[1]}.py"
    second.write_text(second.read_text() + '    db.execute_sql("CREATE TABLE member (x)")\n')
    store = open_store(str(path), create=True)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "FOLDER", folder)
        with pytest.raises(StoreError, match="member already exists"):
            migrate(store)
    assert store.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'") == []
    assert migrate(store) == schema.levels()[1:]
    check_newest(store)
    store.close()


def test_after_migrating_the_connection_is_guarded_again(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "new.db"), create=True)
    migrate(store)
    with pytest.raises(StoreError):
        store.execute("CREATE TABLE mine (a)")
    assert store.row("PRAGMA foreign_keys")[0] == 1
    store.close()


def test_a_reader_can_not_migrate(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    at_level(path, schema.levels()[-1])
    store = open_store(str(path), read_only=True)
    with pytest.raises(StoreError, match="can't be changed here"):
        migrate(store)
    store.close()


def test_attempts_are_as_they_were_in_a_table_that_is_made_anew(
    studio: Studio, tmp_path: Path
) -> None:
    with writing(studio.store):
        for n in range(3):
            append_refused(studio.store, replace(ATTEMPT, request_id=f"r-{n}"))
    kept = refused_before(studio.store, None, 10)
    path = tmp_path / "old.db"
    filled_at_level(path, "0013_clock_records", studio.path)
    store = open_store(str(path), create=True)
    migrate(store)
    assert refused_before(store, None, 10) == kept
    assert guards_digest(store.connection) == DIGEST
    store.close()


def check_newest(store: Store) -> None:
    assert guards_digest(store.connection) == DIGEST
    assert [person.username for person in list_staff(store)] == ["import", "system"]
    assert store.row("PRAGMA integrity_check")[0] == "ok"
    assert store.row("PRAGMA application_id")[0] == schema.APPLICATION_ID
