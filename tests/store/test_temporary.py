"""A temporary folder goes with its process, and with nobody else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from creditui.store.temporary import temporary_folder

KILLED = """
import os, signal
from creditui.store.temporary import temporary_folder

with temporary_folder() as folder:
    (folder / "copy.db").write_bytes(b"whatever it is at")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made, of this process and of those that it starts."""
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return place


def left_behind(place: Path) -> Path:
    """The folder of a process that was killed."""
    before = {*place.iterdir()}
    over = subprocess.run([sys.executable, "-c", KILLED], check=False)
    assert over.returncode == -signal.SIGKILL
    (left,) = {*place.iterdir()} - before
    return left


def test_it_is_gone_after_the_block_however_that_ends(place: Path) -> None:
    with temporary_folder() as folder:
        (folder / "copy.db").write_bytes(b"a copy")
        assert [*place.iterdir()] == [folder]
        assert folder.stat().st_mode & 0o777 == 0o700
    with suppress(KeyboardInterrupt), temporary_folder():
        raise KeyboardInterrupt
    assert [*place.iterdir()] == []


def test_what_a_killed_process_left_goes_with_the_next(place: Path) -> None:
    left = left_behind(place)
    assert {path.name for path in left.iterdir()} >= {"copy.db"}
    with temporary_folder() as folder:
        assert [*place.iterdir()] == [folder]


def test_what_belongs_to_a_live_process_stays(place: Path) -> None:
    with temporary_folder() as first, temporary_folder() as second:
        assert {*place.iterdir()} == {first, second}


def test_nothing_that_is_not_its_own_is_removed(place: Path) -> None:
    """Whoever may write there may put anything there, under the same name."""
    elsewhere = left_behind(place).rename(place.parent / "elsewhere")
    (place / "creditui-copy-link").symlink_to(elsewhere)
    (place / "creditui-copy-file").write_text("a file")
    strange = place / "creditui-copy-strange"
    strange.mkdir()
    (strange / "held").symlink_to(elsewhere / "held")
    (place / "creditui-copy-empty").mkdir()
    before = {*place.rglob("*"), *elsewhere.rglob("*")}
    with temporary_folder():
        pass
    assert {*place.rglob("*"), *elsewhere.rglob("*")} == before


def test_what_another_account_left_is_not_touched(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = left_behind(place)
    monkeypatch.setattr(os, "geteuid", lambda: left.stat().st_uid + 1)
    with temporary_folder():
        pass
    assert left.exists()
