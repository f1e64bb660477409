"""What is done on a real disk that is full, and goes on when there is room; it has to be mounted.

Run as: python -m tests.faults.support.on_small_disk FOLDER OLDER, with the small disk at FOLDER and
a database of an earlier version elsewhere. It says what was done, and fails where something is not
as it must be.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from creditui.desk.backup import backup
from creditui.desk.initialise import initialise
from creditui.desk.session import open_desk
from creditui.desk.verify import verify
from tests.faults.conftest import closed_studio
from tests.faults.support.acts import ACTS, check, everything, perform, states
from tests.faults.test_io_error import failure_of
from tests.faults.test_migration_killed import rows
from tests.support.studio import FixedClock

STEP = 4096
"""Bytes of room that are given at a time; a page of the database, and of the disk."""


class Disk:
    """A disk with a file on it that takes up all that is left."""

    def __init__(self, folder: Path) -> None:
        self._filler = folder / "filler"

    def fill(self) -> None:
        """Leave no room at all."""
        with open(self._filler, "ab", buffering=0) as file:
            try:
                while file.write(bytes(STEP)):
                    pass
            except OSError:
                return

    def give(self, pages: int) -> None:
        """Make a little room."""
        size = self._filler.stat().st_size
        os.truncate(self._filler, max(0, size - pages * STEP))

    def clear(self) -> None:
        """Make all the room there is."""
        self._filler.unlink()


def until_done(
    disk: Disk, work: Callable[[], object], undone: Callable[[], object], pages: int = 1
) -> int:
    """Try with ever more room until it is done; returns how often it was told that there is none.

    `undone` looks, each time it was not done, whether nothing is half done.
    """
    disk.fill()
    for failed in range(100):
        told = failure_of(work)
        if told is None:
            return failed
        assert told == "full", told
        undone()
        disk.give(pages)
    raise AssertionError("it never was done")


def adjust(folder: Path, disk: Disk) -> int:
    """Ten adjustments, each on a full disk first."""
    path = closed_studio(folder)
    desk = open_desk(str(path), "mona", clock=FixedClock())
    failed = 0
    for number in range(len(ACTS)):

        def untouched(number: int = number) -> None:
            assert everything(desk.store) == states()[number]

        def act(number: int = number) -> None:
            perform(desk, number)

        failed += until_done(disk, act, untouched)
    desk.close()
    check(path, len(ACTS), len(ACTS))
    disk.clear()
    return failed


def back_up(folder: Path, disk: Disk) -> int:
    """A backup onto the full disk: there is a whole one, or no file of that name."""
    target = folder / "copy.db"
    desk = open_desk(str(folder / "studio.db"), "ada", clock=FixedClock())

    def nothing_left() -> None:
        assert not target.exists()

    failed = until_done(disk, lambda: backup(desk, target), nothing_left, pages=8)
    desk.close()
    disk.clear()
    copied = open_desk(str(target), "ada", clock=FixedClock())
    assert verify(copied, processes=1).findings == ()
    copied.close()
    return failed


def migrate(folder: Path, disk: Disk, older: Path) -> int:
    """An older database brought up to date."""
    path = Path(shutil.copy(older, folder / "older.db"))
    held = rows(path)
    # Nothing can be read meanwhile: without room for its -shm file SQLite opens no database.
    failed = until_done(disk, lambda: initialise(str(path), "ada"), lambda: None, pages=16)
    assert rows(path) == held
    desk = open_desk(str(path), "ada", clock=FixedClock())
    assert verify(desk, processes=1).findings == ()
    assert desk.store.rows("PRAGMA integrity_check") == [("ok",)]
    desk.close()
    disk.clear()
    return failed


def main() -> None:
    """Do all of it, and tell how often each was told that there is no room."""
    folder, older = map(Path, sys.argv[1:])
    disk = Disk(folder)
    counts = adjust(folder, disk), back_up(folder, disk), migrate(folder, disk, older)
    print(*counts)


if __name__ == "__main__":
    main()
