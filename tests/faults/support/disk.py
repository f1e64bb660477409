"""The disk under SQLite: every call that could leave something half done is told before it is made.

It stands between SQLite and the operating system for every connection of this process, so that
creditui opens its database through it without knowing. What is told may fail, or end the process.
Nothing here loses power, so nothing waits for a disk: what is not synced is as safe as what is.
"""

# ruff: noqa: N802 - the names of SQLite's own methods

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import apsw

Kind = Literal["open", "read", "write", "sync", "truncate", "delete"]


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the file system that is about to be made."""

    kind: Kind
    path: str
    offset: int = 0
    """Where a write begins; the size that a truncation leaves."""
    data: bytes = b""
    """What is written."""


Watch = Callable[[Call], None]
"""Told each call before it is made; whatever it raises is what SQLite gets for an answer."""


def nobody(_: Call) -> None:
    """Let every call pass."""


@contextmanager
def watched(watch: Watch = nobody, *, reads: Watch = nobody) -> Iterator[None]:
    """Every database that is opened in the block tells `watch`; close them in it, too.

    Reading leaves nothing half done: it is told to `reads`, and not counted among the others.
    """
    disk = _Disk(watch, reads)
    try:
        yield
    finally:
        disk.unregister()


class _Disk(apsw.VFS):
    def __init__(self, watch: Watch, reads: Watch) -> None:
        self.watch, self.reads = watch, reads
        super().__init__("watched", "unix", makedefault=True)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> _File:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.watch(Call("open", path or ""))
        return _File(self, path or "", name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.watch(Call("delete", filename))
        super().xDelete(filename, syncdir)

    def xSleep(self, microseconds: int) -> int:
        """SQLite counts what it has asked for, not the clock: nobody waits in a test."""
        return microseconds


class _File(apsw.VFSFile):
    def __init__(
        self, disk: _Disk, path: str, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        self.watch, self.reads = disk.watch, disk.reads
        self.path = path
        super().__init__("unix", name, flags)

    def xRead(self, amount: int, offset: int) -> bytes:
        self.reads(Call("read", self.path, offset))
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:
        self.watch(Call("write", self.path, offset, bytes(data)))
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:
        self.watch(Call("sync", self.path))

    def xTruncate(self, newsize: int) -> None:
        self.watch(Call("truncate", self.path, newsize))
        super().xTruncate(newsize)

    def xLock(self, level: int) -> None:
        """A reader's last attempt to lock for a checkpoint fails; here that would be an exception.

        SQLite takes the one for the other; apsw raises what is not `busy`.
        """
        try:
            super().xLock(level)
        except apsw.IOError as error:
            raise apsw.BusyError from error
