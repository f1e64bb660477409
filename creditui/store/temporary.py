"""A temporary folder that is gone even where its process was killed: the next that needs one sees.

Its process holds an flock in it, which the kernel lets go of when a process dies, however it dies.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

_PREFIX = "creditui-copy-"
_HELD = "held"
"""The file that is locked. A folder without it, or of another account, is never removed."""


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A new folder for this account only; after the block it is gone, with everything in it.

    Those of processes that were killed are removed first. Raises OSError where none can be made.
    """
    _clear_left_behind()
    with TemporaryDirectory(prefix=_PREFIX) as made:
        folder = Path(made)
        with Path(folder, "not-yet-held").open("xb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            os.rename(held.name, folder / _HELD)  # nobody finds it before it is locked
            yield folder


def _clear_left_behind() -> None:
    for folder in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # it lives, it is no such folder, or another clears it away
            _clear_dead(folder)


def _clear_dead(folder: Path) -> None:
    """Remove `folder`; raises OSError where it can't be opened or its process lives."""
    with _opened(folder, os.O_DIRECTORY) as place:
        if os.fstat(place).st_uid != os.geteuid():
            return
        with _opened(_HELD, os.O_RDWR, inside=place) as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)


@contextmanager
def _opened(path: Path | str, how: int, *, inside: int | None = None) -> Iterator[int]:
    handle = os.open(path, how | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=inside)
    try:
        yield handle
    finally:
        os.close(handle)
