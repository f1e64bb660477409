"""Keys typed ahead: kept where the next screen is theirs, dropped where they would answer blindly.

Who knows the way types `a2` at once, and the 2 waits for the form. But a link that stalls and comes
back delivers at once everything typed meanwhile, and a dialog or a review must not take such a key
for an answer: for a moment after it opens, keys are dropped.
"""

from __future__ import annotations

from asyncio import get_running_loop
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Any

from textual.events import Event, Key, Paste

SPAN = 0.25
"""Seconds; shorter than a person takes to read a question and answer it."""


TURNS = 2000
"""Of the event loop, at most, in which the last key is waited for: something may turn for ever."""


class TypeAhead:
    """Tells keys that came too early. The application asks it before any key is dispatched.

    With a span of 0 none is, however long before the question it was typed.
    """

    def __init__(self, span: float | None = None) -> None:
        self._span = span
        self._since = 0.0

    def start(self) -> None:
        """Something to answer has just been put on the screen."""
        self._since = monotonic()

    def early(self, key: Event) -> bool:
        """Whether the key was typed before the question could be read."""
        span = SPAN if self._span is None else self._span
        return span > 0 and key.time - self._since < span


class HeldKeys:
    """What was typed and has not been given to a screen yet, the oldest first."""

    def __init__(self) -> None:
        self._events: deque[Key | Paste] = deque()
        self._last = ""
        self._settling = False
        self.settled = True
        """Whether the last key has been seen to, and all that followed from it."""

    @property
    def waiting(self) -> bool:
        """Whether there is more to give."""
        return bool(self._events)

    def take(self, event: Key | Paste, opening: bool) -> None:
        """Keep an event. While a screen is opening, the key that opens it counts once."""
        stuck = opening and isinstance(event, Key) and event.key == self._last
        if not stuck:
            self._events.append(event)

    def give(self) -> Key | Paste | None:
        """The next event, or None."""
        if not self._events:
            return None
        event = self._events.popleft()
        self._last = event.key if isinstance(event, Key) else ""
        self.settled = False
        return event

    def settle(self, then: Callable[[], object]) -> None:
        """Do `then` when the last key has done what it does: it may have opened a screen.

        That is when the event loop has nothing else to do. No clock can tell: a busy machine takes
        longer over a key than a hand, and the next one would go where the last was going from.
        """
        if not self._settling:
            self._settling = True
            get_running_loop().call_soon(self._turn, TURNS, then)

    def _turn(self, left: int, then: Callable[[], object]) -> None:
        loop: Any = get_running_loop()
        if left and loop._ready:
            loop.call_soon(self._turn, left - 1, then)
            return
        self._settling, self.settled = False, True
        then()
