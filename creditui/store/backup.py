"""A whole copy of the database, made while others write."""

from __future__ import annotations

import os
from pathlib import Path

import apsw

from creditui.store.engine import Store
from creditui.store.errors import StoreError, translated


def backup(store: Store, target: Path) -> None:
    """Copy the database, as it is at one moment, to the new file `target`; it is durable after.

    Uses SQLite's own backup: a copy of the files while somebody writes is often a corrupt one.
    Raises StoreError where `target` exists or can't be written; nothing is left of it then.
    """
    try:
        handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        message = f"There is a file {target} already: name a new one for the backup."
        raise StoreError("refused", message) from None
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        _copy(store, target)
        os.fsync(handle)
        _keep_name(target)
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(target, error) from error
        raise
    finally:
        os.close(handle)


def _keep_name(target: Path) -> None:
    """Make the name durable, too: a file whose folder was not synced may be gone with the power."""
    try:
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except PermissionError:  # one may write there but not read; then the system is trusted
        return
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _unwritable(target: Path, error: OSError) -> StoreError:
    message = f"The backup {target} can't be written: {error.strerror}."
    return StoreError("unreachable", message)


def _copy(store: Store, target: Path) -> None:
    connection = apsw.Connection(str(target), flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        with connection.backup("main", store.connection, "main") as copying:
            copying.step()
    except apsw.Error as error:
        failure = translated(error, connection.system_errno)
        raise failure or StoreError("unreachable", "The backup can't be written.") from error
    finally:
        connection.close(True)
        for suffix in ("-wal", "-shm"):
            Path(f"{target}{suffix}").unlink(missing_ok=True)
