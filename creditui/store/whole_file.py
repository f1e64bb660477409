"""A new file that gets its name when it is whole and durable, and not before.

A program can be ended at any moment, by kill -9 or with the power. What it leaves then is a folder
beside the file's place whose name says that it is unfinished; in every other case it leaves none.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from creditui.store.errors import StoreError
from creditui.store.plain_file import BESIDE


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """The path at which to make `target`: it gets that name when the block is over.

    Where the block raises, nothing is left of it. Raises FileExistsError where there is something
    of that name, even since the block began, and any other OSError with the name of `target`.
    """
    _check_free(target)
    with _unfinished(target) as folder:
        making = Path(folder, "unfinished")
        yield making
        _sync(making)
        _give_name(making, target)
        _sync_folder(target.parent)


@contextmanager
def whole_database(target: Path) -> Iterator[Path]:
    """As `whole_file`, for a database, which has to be closed at the end of the block.

    Raises FileExistsError also for what another database has left beside it, as its log: SQLite
    would take that for the new one's.
    """
    for end in BESIDE:
        _check_free(Path(f"{target}{end}"))
    with whole_file(target) as making:
        yield making
        log = Path(f"{making}-wal")
        if log.exists() and log.stat().st_size:
            message = f"{target} can't be made whole: look whether the disk is full."
            raise StoreError("full", message)


def _check_free(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _unfinished(target: Path) -> TemporaryDirectory[str]:
    try:
        return TemporaryDirectory(prefix=f"{target.name}.unfinished-", dir=target.parent)
    except OSError as error:
        error.filename = str(target)
        raise


def _give_name(making: Path, target: Path) -> None:
    """Unlike a rename, a link takes the place of nothing; but not every disk knows links."""
    try:
        os.link(making, target)
    except FileExistsError:
        _check_free(target)
        raise
    except OSError:
        _check_free(target)
        making.rename(target)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Make a name durable, too: a file whose folder was not synced may be gone with the power."""
    with suppress(PermissionError):  # one may write there but not read; then the system is trusted
        _sync(folder)
