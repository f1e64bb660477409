"""One undisturbed session, written down call by call, to know where it can be disturbed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.faults.support.acts import perform_all
from tests.faults.support.disk import Call, watched


@dataclass(frozen=True, slots=True)
class Recorded:
    """All calls to the disk of ten adjustments, from the first opening to the last closing."""

    before: Mapping[str, bytes]
    """The files as they were, by path."""
    calls: tuple[Call, ...]
    ends: tuple[int, ...]
    """How many calls had been made when each act was acknowledged."""

    def acknowledged(self, calls: int) -> int:
        """How many acts were acknowledged once so many calls had been made."""
        return sum(end <= calls for end in self.ends)

    def chosen(self) -> list[int]:
        """The numbers of the calls to disturb, counted from 1.

        From the opening every call of one act of each kind, and every call of the closing; of the
        other acts, which make the same calls, a sample.
        """
        between = range(self.ends[3] + 1, self.ends[-1] + 1)
        closing = range(self.ends[-1] + 1, len(self.calls) + 1)
        return [*range(1, self.ends[3] + 1), *sorted(Random(17).sample(between, 20)), *closing]


def record(path: Path) -> Recorded:
    """Have the acts made on the database at `path`."""
    before = {str(each): each.read_bytes() for each in path.parent.iterdir()}
    calls: list[Call] = []
    ends: list[int] = []
    with watched(calls.append):
        perform_all(path, lambda _: ends.append(len(calls)))
    return Recorded(before, tuple(calls), tuple(ends))
