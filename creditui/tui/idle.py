"""For how long nobody has pressed a key, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from time import monotonic

from creditui.domain.settings import Settings

LOOK = 30.0
"""Seconds between two looks at whether the session may go on (R21)."""
SHORTEST = 1.0
"""Seconds; no timer is shorter, whatever is due."""


class Due(Enum):
    """What is due after so long without a key."""

    NOTHING = auto()
    LOCK = auto()
    END = auto()


class Idle:
    """Counts the time since the last key. A setting of 0 minutes is never."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        """Begin now; `now` tells seconds of a clock that nobody sets."""
        self._now = now
        self._last = now()

    def touch(self) -> None:
        """A key was pressed."""
        self._last = self._now()

    def due(self, settings: Settings) -> Due:
        """What is due now."""
        idle = self._now() - self._last
        if 0 < settings.idle_end_minutes * 60 <= idle:
            return Due.END
        if 0 < settings.idle_lock_minutes * 60 <= idle:
            return Due.LOCK
        return Due.NOTHING

    def wait(self, settings: Settings) -> float:
        """Seconds until the next look: what becomes due is seen in time."""
        idle = self._now() - self._last
        ahead = (
            minutes * 60 - idle
            for minutes in (settings.idle_lock_minutes, settings.idle_end_minutes)
            if minutes * 60 > idle
        )
        return max(SHORTEST, min(LOOK, *ahead, LOOK))
