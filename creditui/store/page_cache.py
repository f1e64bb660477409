"""How much of a database an inspection keeps in memory.

It reads all of it in several orders: entries by id, by member, and each beside its place in every
index. Pages that lie far apart are asked for again and again, so what helps is a share of the file.
"""

from __future__ import annotations

import os

LEAST = 64 << 20
MOST = 1 << 30
SHARE = 4
"""One in so many of the file's bytes."""
OF_MACHINE = 16
"""One in so many of the machine's, in each of the processes that inspect together."""


def page_cache(database: str) -> int:
    """The bytes of a database that an inspection may keep in memory, in each of its processes.

    SQLite takes what it reads and no more: a small database never needs as much.
    """
    return share_of(_size(database), _memory())


def share_of(file: int, machine: int) -> int:
    """As `page_cache`, for a file and a machine's memory of so many bytes."""
    return max(LEAST, min(file // SHARE, machine // OF_MACHINE, MOST))


def _size(database: str) -> int:
    """The bytes of the file; 0 where it is missing or out of reach: whoever opens it says so."""
    try:
        return os.stat(database).st_size
    except OSError:
        return 0


def _memory() -> int:
    """The bytes of memory of this machine; 0 where it does not say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return 0
