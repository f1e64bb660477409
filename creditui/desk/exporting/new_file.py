"""A file that an export is written to: it has its name when all of it is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from creditui.desk.errors import InputError
from creditui.store.whole_file import whole_file


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """What to write `path` into; where the block raises, nothing is left of it.

    Raises InputError where there is a file already, OSError where it can't be written.
    """
    try:
        with whole_file(path) as making, making.open("xb") as out:
            yield out
    except FileExistsError:
        raise InputError(
            "file_exists", f"There is a file {path} already; name a new one for the export."
        ) from None
