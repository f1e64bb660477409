"""Opening a database: which files are taken, and what is said of the others."""

import os
from pathlib import Path

import apsw
import pytest

from creditui.store import schema
from creditui.store.connection import check_sqlite
from creditui.store.engine import migrate, open_store
from creditui.store.errors import StoreError
from creditui.store.guards import DIGEST, guards_digest
from creditui.store.location import database_path, default_url
from tests.support.studio import Studio


def refusal(url: object, **how: bool) -> StoreError:
    with pytest.raises(StoreError) as refused:
        open_store(str(url), **how)
    assert refused.value.message.endswith(".")
    assert "\n" not in refused.value.message
    return refused.value


def test_a_new_database_is_made_with_its_folder(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/deep/er/studio.db"
    store = open_store(url, create=True)
    assert migrate(store) == schema.levels()
    assert migrate(store) == ()
    assert guards_digest(store.connection) == DIGEST
    store.close()
    store = open_store(url)
    assert store.url == url
    store.close()


def test_a_missing_file_is_not_made_without_being_asked(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.db").code == "missing"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "url", ["postgresql://host/name", "postgres://x", "mysql://x", "", ":memory:", "sqlite:///"]
)
def test_what_names_no_file_is_refused(url: str) -> None:
    assert refusal(url).code == "missing"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path).message


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir, " * 1000)
    for how in ({}, {"read_only": True}, {"create": True}):
        assert refusal(path, **how).code == "damaged"
    assert path.read_text().startswith("Dear Sir")


def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = apsw.Connection(str(path))
    other.execute("CREATE TABLE member (name); INSERT INTO member VALUES ('x')")
    other.close(True)
    for how in ({}, {"read_only": True}, {"create": True}):
        assert "not a creditui database" in refusal(path, **how).message


def test_an_empty_file_is_told_to_be_set_up(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert refusal(path).code == "schema"
    assert "creditui init" in refusal(path, read_only=True).message


def test_a_newer_schema_is_refused(studio: Studio) -> None:
    connection = apsw.Connection(str(studio.path))
    connection.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '')")
    connection.close(True)
    for how in ({}, {"read_only": True}, {"create": True}):
        found = refusal(studio.url, **how)
        assert (found.code, "newer creditui" in found.message) == ("schema", True)


def test_a_truncated_file_is_damaged(studio: Studio) -> None:
    studio.store.close()
    connection = apsw.Connection(str(studio.path))
    connection.execute("SELECT * FROM sqlite_schema").fetchall()
    connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    connection.close(True)
    os.truncate(studio.path, 20_000)
    assert "restore the last backup" in refusal(studio.url, read_only=True).message


@pytest.mark.parametrize("version", ["3.40.1", "3.51.2", "3.9.0", "2.8.17"])
def test_an_old_sqlite_is_refused(version: str) -> None:
    with pytest.raises(StoreError, match=version) as refused:
        check_sqlite(version)
    assert refused.value.code == "old_sqlite"


@pytest.mark.parametrize("version", ["3.51.3", "3.52.0", "4.0.0", apsw.sqlite_lib_version()])
def test_a_sqlite_without_that_fault_is_taken(version: str) -> None:
    check_sqlite(version)


def test_a_path_may_begin_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    assert database_path("~/studio.db") == Path("/home/somebody/studio.db")


def test_the_default_is_one_file_in_the_users_data_folder() -> None:
    assert default_url().endswith("creditui.db")
    assert database_path(default_url()).is_absolute()
