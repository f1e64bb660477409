"""A disk that loses its power: what was not synced is gone, or there in part and in any order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

from tests.faults.support.disk import Call

SECTOR = 512
"""Bytes that a disk writes whole or not at all."""


class Platter:
    """What a disk has for sure, and what it was told to write since the last sync."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.sure = _copies(files)
        self.pending: list[Call] = []

    def take(self, call: Call) -> None:
        """Make one call; a sync makes sure of the file's earlier ones."""
        if call.kind == "sync":
            for earlier in self.pending:
                if earlier.path == call.path:
                    _make(self.sure, earlier)
            self.pending = [each for each in self.pending if each.path != call.path]
        elif call.kind in ("write", "truncate"):
            self.pending.append(call)
        else:
            assert call.kind == "open", "a database in use deletes nothing"

    def left(self, chance: Random | None = None) -> dict[str, bytearray]:
        """What is there when the power is back.

        Nothing of what was not synced; with `chance` half of its sectors, whichever they are.
        """
        files = _copies(self.sure)
        if chance is not None:
            for call in self.pending:
                for piece in _sectors(call):
                    if chance.random() < 0.5:
                        _make(files, piece)
        return files


def _copies(files: Mapping[str, bytes | bytearray]) -> dict[str, bytearray]:
    return {path: bytearray(content) for path, content in files.items()}


def _sectors(call: Call) -> Iterator[Call]:
    """The writes that a write comes to, each whole or not at all."""
    if call.kind != "write":
        yield call
        return
    start, end = call.offset, call.offset + len(call.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        piece = call.data[start - call.offset : stop - call.offset]
        yield replace(call, offset=start, data=piece)
        start = stop


def _make(files: dict[str, bytearray], call: Call) -> None:
    content = files.setdefault(call.path, bytearray())
    if call.kind == "truncate":
        del content[call.offset :]
    else:
        missing = call.offset - len(content)
        content.extend(bytes(max(0, missing)))
        content[call.offset : call.offset + len(call.data)] = call.data
