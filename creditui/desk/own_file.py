"""What needs no person at the desk: verifying a database file that is one's own.

Whoever owns the file can read all of it, with any program. She may have no name in it, as on an
auditor's own machine, or what it says of her may be what is damaged; an older one must not be
changed to be read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from creditui.desk.errors import StoreError
from creditui.store.engine import Store, open_store
from creditui.store.location import database_path
from creditui.store.older import copy_of_today, is_older


def is_own(url: str) -> bool:
    """Whether the account that runs this owns the database file, or is root."""
    try:
        owner = os.stat(database_path(url)).st_uid
    except OSError:
        return False
    return os.getuid() in (0, owner)


@contextmanager
def open_own(url: str, tell: Callable[[str], None]) -> Iterator[Store]:
    """The database to be read, whoever asks and whatever was done to its guards.

    Of one that an earlier version wrote it is a copy, brought up to date; `tell` is told so. Raises
    StoreError where it can't be read.
    """
    with ExitStack() as opened:
        try:
            store = open_store(url, inspect=True)
        except StoreError as error:
            if error.code != "schema" or not is_older(url):
                raise
            tell("An older creditui wrote this database: a copy is read, the file stays as it is.")
            store = open_store(opened.enter_context(copy_of_today(url)), inspect=True)
        opened.callback(store.close)
        yield store
