"""An older backup is put in the database's place: it is what it was, and a seal tells (R23)."""

import shutil
from pathlib import Path

import apsw
import pytest

from creditui.desk.backup import backup
from creditui.desk.seal import seal
from creditui.desk.session import Desk, open_desk
from creditui.desk.verify import verify
from tests.faults.conftest import Kill
from tests.faults.support.acts import ACTS, check, perform
from tests.support.studio import FixedClock


def by_admin(path: Path) -> Desk:
    return open_desk(str(path), "ada", clock=FixedClock())


def copy_of(path: Path) -> Path:
    """A backup of the database as it is."""
    desk = by_admin(path)
    backup(desk, path.with_name("older.db"))
    desk.close()
    return path.with_name("older.db")


@pytest.mark.parametrize("begun_anew", [False, True])
def test_once_all_have_left_a_backup_is_copied_over_the_file(
    closed: Path, begun_anew: bool
) -> None:
    """Nothing newer stays beside the file, to be laid over the older one when it is opened."""
    desk = open_desk(str(closed), "mona", clock=FixedClock())
    for number in range(5):
        perform(desk, number)
    older = copy_of(closed)
    for number in range(5, len(ACTS)):
        perform(desk, number)
        if begun_anew:  # as SQLite does by itself after 10,000 pages
            apsw.Connection(str(closed)).wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_RESTART)
    made = seal(desk).seal
    desk.close()
    shutil.copy(older, closed)
    desk = by_admin(closed)
    assert made is not None
    (finding,) = verify(desk, against=(made.text,)).findings
    assert "rolled back" in finding.message
    desk.close()
    assert check(closed, 5, 5) == 5


def test_after_a_crash_the_files_beside_it_are_removed_first(kill: Kill, closed: Path) -> None:
    """What the README says; the log of a killed session holds what was committed after the copy."""
    older = copy_of(closed)
    kill("adjust", 300, closed)
    for suffix in ("-wal", "-shm"):
        Path(f"{closed}{suffix}").unlink()
    shutil.copy(older, closed)
    assert check(closed, 0, 0) == 0
