"""A disk that fails at the call one names, once or from then on."""

from __future__ import annotations

import apsw

from tests.faults.support.disk import Call


class Failing:
    """A watch that fails at the call with a certain number; 0 lets all pass."""

    def __init__(self, error: type[apsw.Error], *, for_good: bool) -> None:
        self.error = error
        self.for_good = for_good
        self.number = 0
        self.calls = 0
        self.last: Call | None = None

    def at(self, number: int) -> None:
        """Fail at that call from now, counted from 1; 0 mends the disk."""
        self.number, self.calls = number, 0

    def __call__(self, call: Call) -> None:
        self.calls += 1
        if self.calls == self.number or (self.for_good and 0 < self.number < self.calls):
            self.last = call
            raise self.error
