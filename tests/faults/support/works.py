"""What a process does with a database until it dies; each says when something is done for good."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from creditui.desk.backup import backup
from creditui.desk.expire import expire
from creditui.desk.importing import import_folder
from creditui.desk.initialise import initialise
from creditui.desk.seal import seal
from creditui.desk.session import Desk, open_desk
from tests.faults.support.acts import perform_all
from tests.support.studio import NOW, FixedClock

FOLDER = Path(__file__).parents[2] / "fixtures" / "import" / "studio"
LATER = NOW + timedelta(days=20)
"""When the lots of the sample studio are past their last day."""

Acknowledge = Callable[[int], object]


def by_admin(path: Path) -> Desk:
    """The desk of the studio's admin, after the month is over."""
    return open_desk(str(path), "ada", clock=FixedClock(LATER))


def migrate(path: Path, acknowledge: Acknowledge) -> None:
    """Make the database or bring it up to date, as `creditui init` does."""
    initialise(str(path), "ada", name="Harbour Studio")
    acknowledge(0)


def import_all(path: Path, acknowledge: Acknowledge) -> None:
    """Import a folder; nothing in it is wrong."""
    with closing(by_admin(path)) as desk:
        assert import_folder(desk, FOLDER).problems == ()
        acknowledge(0)


def expire_all(path: Path, acknowledge: Acknowledge) -> None:
    """Write off what is past its last day."""
    with closing(by_admin(path)) as desk:
        expire(desk)
        acknowledge(0)


def seal_all(path: Path, acknowledge: Acknowledge) -> None:
    """Seal the ledger."""
    with closing(by_admin(path)) as desk:
        seal(desk)
        acknowledge(0)


def back_up(path: Path, acknowledge: Acknowledge) -> None:
    """Copy the database to a new file beside it."""
    with closing(by_admin(path)) as desk:
        backup(desk, path.with_name("copy.db"))
        acknowledge(0)


WORKS: dict[str, Callable[[Path, Acknowledge], None]] = {
    "adjust": perform_all,
    "migrate": migrate,
    "import": import_all,
    "expire": expire_all,
    "seal": seal_all,
    "backup": back_up,
}
