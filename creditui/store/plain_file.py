"""Whether there is a file where the database should be: to open a pipe or a device waits for ever.

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
