"""The folder of session records beside the database, and how its files are opened.

They are files and not rows because an auditor's session must not be able to write the database, and
because a lock that the kernel holds for a process tells at once whether it still lives. Several
accounts write here, so each file is believed only about the account that owns it.
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MODE = 0o640
"""Of every file here: its account writes, the group of the accounts reads."""
_BLOCK = 64 * 1024
_MOST = 256 * 1024 * 1024
"""Bytes at the end of a file that are read: half a million sessions of an honest account."""


def sessions_folder(database: Path) -> Path:
    """Where the records of the sessions on `database` are."""
    return Path(f"{database}.sessions")


def ensure_folder(folder: Path) -> None:
    """Make the folder where it is missing, open to whoever may write the database's own folder.

    Nobody but its owner can rename or delete a file in it. Raises OSError.
    """
    if folder.is_dir():
        return
    above = folder.parent.stat()
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        with suppress(OSError):  # only a member of the group may give it away
            os.chown(folder, -1, above.st_gid)
        folder.chmod(stat.S_ISVTX | (stat.S_IMODE(above.st_mode) & 0o2777) | 0o700)


def open_own(path: Path, flags: int) -> int:
    """Open or make a file of this account; raises OSError where it is somebody else's.

    Never follows a link, and never waits for a pipe.
    """
    handle = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, MODE)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.getuid():
            raise PermissionError(f"{path} is not this account's own file")
        if stat.S_IMODE(found.st_mode) != MODE:
            os.fchmod(handle, MODE)
    except BaseException:
        os.close(handle)
        raise
    return handle


def append_line(path: Path, line: bytes) -> None:
    """Add a line to a file of this account, on a line of its own whatever a full disk left there.

    Raises OSError.
    """
    handle = open_own(path, os.O_RDWR | os.O_APPEND)
    try:
        size = os.fstat(handle).st_size
        if size and os.pread(handle, 1, size - 1) != b"\n":
            line = b"\n" + line
        if os.write(handle, line) != len(line):
            raise OSError("a session record was written in part only")
    finally:
        os.close(handle)


@contextmanager
def open_any(path: Path) -> Iterator[tuple[int, os.stat_result] | None]:
    """A plain file of any account for reading, with its facts; None where it can't be read."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError:
        yield None
        return
    try:
        found = os.fstat(handle)
        yield (handle, found) if stat.S_ISREG(found.st_mode) else None
    finally:
        os.close(handle)


def held(handle: int) -> bool:
    """Whether a living process holds the lock of that open file."""
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(handle, fcntl.LOCK_UN)
    return False


def lines_backwards(handle: int, size: int, longest: int) -> Iterator[bytes]:
    """The lines of an open file of `size` bytes, the last first.

    Another account may have filled it to keep its readers busy: of a line with more than `longest`
    bytes only so much is given that it shows, and what lies far back is left out.
    """
    rest = b""
    oldest = max(0, size - _MOST)
    while size > oldest:
        start = max(oldest, size - _BLOCK)
        first, *lines = (os.pread(handle, size - start, start) + rest).split(b"\n")
        yield from reversed(lines)
        rest, size = first[: longest + 1], start  # whoever reads it sees that it is too long
    if rest:
        yield rest
