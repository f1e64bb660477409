"""A backup is a whole database of its own, made while others write."""

import errno
import os
from pathlib import Path

import pytest

from creditui.store.backup import backup
from creditui.store.engine import open_store
from creditui.store.entries import member_entries
from creditui.store.errors import StoreError
from creditui.store.transaction import writing
from tests.store.raw import dump
from tests.support.studio import Studio


def test_a_backup_opens_and_is_equal(studio: Studio, tmp_path: Path) -> None:
    studio.add()
    target = tmp_path / "copy.db"
    backup(studio.store, target)
    copy = open_store(str(target), read_only=True)
    assert member_entries(copy, 1) == member_entries(studio.store, 1)
    assert copy.row("PRAGMA integrity_check")[0] == "ok"
    copy.close()
    assert dump(Studio(studio.store, target, studio.clock)) == dump(studio)


def test_a_backup_while_another_writes_holds_what_was_committed(
    studio: Studio, tmp_path: Path
) -> None:
    other = open_store(studio.url)
    target = tmp_path / "copy.db"
    with writing(other):
        other.execute("UPDATE member SET name = 'Half done'")
        backup(studio.store, target)
    other.close()
    copy = open_store(str(target))
    assert copy.row("SELECT count(*) FROM member WHERE name = 'Half done'")[0] == 0
    copy.close()


def test_it_is_of_one_moment_however_often_others_write_meanwhile(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In steps, so that ctrl+c is heard; without a transaction each write made it begin anew."""
    other = open_store(studio.url)
    told: list[tuple[int, int]] = []

    def write(done: int, pages: int) -> None:
        told.append((done, pages))
        with writing(other):
            other.execute("UPDATE member SET name = 'Later'")

    monkeypatch.setattr("creditui.store.backup.PAGES", 20)
    backup(studio.store, tmp_path / "copy.db", write)
    other.close()
    pages = told[0][1]
    assert told == [(min(20 * step, pages), pages) for step in range(1, len(told) + 1)]
    assert len(told) > 2
    assert told[-1] == (pages, pages)
    copy = open_store(str(tmp_path / "copy.db"))
    assert copy.row("SELECT count(*) FROM member WHERE name = 'Later'")[0] == 0
    copy.close()


def test_a_reader_may_make_a_backup(studio: Studio, tmp_path: Path) -> None:
    reader = open_store(studio.url, read_only=True)
    backup(reader, tmp_path / "copy.db")
    reader.close()
    open_store(str(tmp_path / "copy.db")).close()


def test_a_backup_never_overwrites(studio: Studio, tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    target.write_text("Dear Sir")
    for path in (target, studio.path, tmp_path):
        with pytest.raises(StoreError, match=r"already|can't be written"):
            backup(studio.store, path)
    assert target.read_text() == "Dear Sir"
    studio.add()


def test_a_backup_to_nowhere_is_one_sentence(studio: Studio, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"can't be written: No such file or directory\.$"):
        backup(studio.store, tmp_path / "none" / "copy.db")


def test_the_file_and_its_name_are_durable(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced, fsync = [], os.fsync

    def watched(handle: int) -> None:
        synced.append(os.fstat(handle).st_ino)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    target = tmp_path / "copy.db"
    backup(studio.store, target)
    assert synced == [target.stat().st_ino, tmp_path.stat().st_ino]


def test_what_can_not_be_made_durable_is_no_backup(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(StoreError, match="can't be written: Input/output error"):
        backup(studio.store, tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


def test_only_its_owner_may_read_a_backup(studio: Studio, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    backup(studio.store, target)
    assert target.stat().st_mode & 0o777 == 0o600
