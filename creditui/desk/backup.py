"""Copy the database to a new file while people work."""

from __future__ import annotations

from pathlib import Path

from creditui.desk.errors import InputError
from creditui.desk.session import Desk, require
from creditui.domain.people import Permission
from creditui.store.backup import Progress
from creditui.store.backup import backup as copy
from creditui.store.transaction import reading


def backup(desk: Desk, target: Path, progress: Progress | None = None) -> None:
    """Write a whole, consistent copy of the database to `target`, which must not exist yet.

    `progress` is told how many pages are copied, and of how many.

    Raises Refused for a person who may not, InputError where the file exists already, StoreError
    where it can't be written.
    """
    if target.exists():
        raise InputError(
            "file_exists", f"There is a file {target} already; name a new one for the backup."
        )
    with reading(desk.store):
        require(desk.moment().actor, Permission.BACKUP)
    copy(desk.store, target, progress)
