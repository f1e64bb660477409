"""The files of a database by what they are: to open a pipe or a device waits for ever.

The key command asks too (key_lookup.py), so it imports next to nothing.
"""

from __future__ import annotations

import os
from stat import S_ISREG

BESIDE = ("", "-wal", "-shm", "-journal")
"""The database, and what SQLite opens beside it."""


def no_plain_file(database: str) -> str | None:
    """The name of the first among them that is there and no plain file; None where all can be."""
    for end in BESIDE:
        name = database + end
        try:
            if not S_ISREG(os.stat(name).st_mode):
                return name
        except OSError:  # it is missing, or out of reach: whoever opens it says so
            continue
    return None


def out_of_reach(database: str, *, read_only: bool) -> str | None:
    """The name of the first among them, or of the folder, that this account may not use."""
    access = os.R_OK if read_only else os.R_OK | os.W_OK
    folder = os.path.dirname(os.path.abspath(database))
    while not os.path.exists(folder):  # a folder that is missing is in nobody's way
        folder = os.path.dirname(folder)
    if not os.access(folder, os.X_OK):
        return folder
    for end in BESIDE:
        name = database + end
        if os.path.exists(name) and not os.access(name, access):
            return name
    return None


def identity(database: str) -> tuple[tuple[int, int] | None, ...]:
    """Which files stand under these names now: device and number of each, None where none does."""
    found: list[tuple[int, int] | None] = []
    for end in BESIDE[:3]:
        try:
            status = os.stat(database + end)
        except OSError:
            found.append(None)
        else:
            found.append((status.st_dev, status.st_ino))
    return tuple(found)
