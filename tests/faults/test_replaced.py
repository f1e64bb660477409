"""The files of the database are replaced or removed while it is open: nothing is written into them.

What a session wrote into a file that has no name any more would be gone when it ends; and into a
log that others have begun anew, it would damage the database.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from creditui.desk.errors import StoreError
from creditui.desk.session import open_desk
from creditui.store import schema
from tests.faults.support.acts import check, perform
from tests.support.studio import FixedClock


def removed(end: str) -> Callable[[Path], object]:
    return lambda path: Path(f"{path}{end}").unlink()


def replaced(path: Path) -> None:
    """As somebody does who puts a backup back and forgets who is still there."""
    for end in ("-wal", "-shm"):
        Path(f"{path}{end}").unlink()
    copy = shutil.copy(path, f"{path}.copy")
    Path(copy).rename(path)


@pytest.mark.parametrize(
    "what", [removed("-wal"), removed("-shm"), removed(""), replaced], ids=["wal", "shm", "", "all"]
)
def test_nothing_is_written_into_files_that_are_gone(
    closed: Path, what: Callable[[Path], object]
) -> None:
    kept = shutil.copy(closed, f"{closed}.kept")
    desk = open_desk(str(closed), "mona", clock=FixedClock())
    what(closed)
    with pytest.raises(StoreError, match=r"replaced while they were open.*leave, and come back"):
        perform(desk, 0)
    desk.close()
    shutil.copy(kept, closed)
    assert check(closed, 0, 0) == 0


def test_where_others_began_the_log_anew_both_go_on(closed: Path) -> None:
    desk = open_desk(str(closed), "mona", clock=FixedClock())
    perform(desk, 0)
    other = open_desk(str(closed), "mona", clock=FixedClock())
    perform(other, 1)
    other.store.connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    perform(desk, 2)
    other.close()
    perform(desk, 3)
    desk.close()
    assert check(closed, 4, 4) == 4


def test_an_older_program_writes_nothing_once_a_newer_one_was_here(closed: Path) -> None:
    desk = open_desk(str(closed), "mona", clock=FixedClock())
    newer = apsw.Connection(str(closed))
    newer.execute(f"INSERT INTO {schema.HISTORY} VALUES (99, '9999_from_tomorrow', '')")
    newer.close()
    with pytest.raises(StoreError, match="A newer creditui has brought the database up to date"):
        perform(desk, 0)
    desk.close()
    with pytest.raises(StoreError, match="written by a newer creditui: update creditui first"):
        open_desk(str(closed), "mona", clock=FixedClock())
