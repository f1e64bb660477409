"""A database of an earlier version is read as a copy; the file itself never changes."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import apsw
import pytest

from creditui.store import schema
from creditui.store.engine import open_store
from creditui.store.errors import StoreError
from creditui.store.older import copy_of_today, is_older
from tests.support.older import at_level, filled_at_level
from tests.support.studio import Studio

OLDER = schema.levels()[-2]
KILLED = """
import os, signal, sys
from creditui.store.older import copy_of_today

with copy_of_today(sys.argv[1]):
    os.kill(os.getpid(), signal.SIGKILL)
"""
ENTRIES = "SELECT id, hash FROM ledger_entry ORDER BY id"


@pytest.fixture
def old(studio: Studio, tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    filled_at_level(path, OLDER, studio.path)
    return path


def test_older_is_what_has_fewer_migrations_and_none_that_is_unknown(
    studio: Studio, old: Path, tmp_path: Path
) -> None:
    assert is_older(str(old))
    assert not is_older(studio.url)
    newer = tmp_path / "newer.db"
    at_level(newer, schema.levels()[-1])
    connection = apsw.Connection(str(newer))
    connection.execute("UPDATE schema_migration SET name = '9999' WHERE name = ?", (OLDER,))
    connection.close()
    assert not is_older(str(newer))
    apsw.Connection(str(tmp_path / "empty.db")).close()
    assert not is_older(str(tmp_path / "empty.db"))


def test_the_copy_holds_all_of_it_and_is_gone_after(studio: Studio, old: Path) -> None:
    before = old.read_bytes()
    with copy_of_today(str(old)) as copy:
        store = open_store(copy, read_only=True)
        assert store.rows(ENTRIES) == studio.store.rows(ENTRIES)
        store.close()
    assert not Path(copy).parent.exists()
    assert old.read_bytes() == before
    assert is_older(str(old))


def test_the_copy_of_a_killed_process_goes_with_the_next(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    over = subprocess.run([sys.executable, "-c", KILLED, str(old)], check=False)
    assert over.returncode == -signal.SIGKILL
    assert list(place.rglob("copy.db"))
    with copy_of_today(str(old)) as copy:
        assert list(place.iterdir()) == [Path(copy).parent]
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("level", schema.levels()[1:-1])
def test_every_level_with_guards_is_brought_to_todays(
    studio: Studio, tmp_path: Path, level: str
) -> None:
    path = tmp_path / "old.db"
    filled_at_level(path, level, studio.path)
    with copy_of_today(str(path)) as copy:
        store = open_store(copy, read_only=True)
        assert len(store.rows(ENTRIES)) == 14
        store.close()


@pytest.mark.parametrize(
    "deed", ["DROP TRIGGER entry_stays", "ALTER TABLE ledger_entry ADD COLUMN mine TEXT"]
)
def test_guards_that_were_touched_are_not_made_anew(old: Path, deed: str) -> None:
    connection = apsw.Connection(str(old))
    connection.execute(deed)
    connection.close()
    with pytest.raises(StoreError, match="guards of the ledger"), copy_of_today(str(old)):
        pass
