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

from textual.events import Event, Key, Paste

SPAN = 0.25
"""Seconds; shorter than a person takes to read a question and answer it."""


BURST = 0.02
"""Seconds; keys that come faster were not typed by a hand just now, and are given one by one."""

TURNS = 200
"""Of the event loop: enough for a key to reach its widget, and for what that says to be heard."""


class TypeAhead:
    """Tells keys that came too early. The application asks it before any key is dispatched."""

    def __init__(self, span: float | None = None) -> None:
        self._span = span
        self._since = 0.0

    def start(self) -> None:
        """Something to answer has just been put on the screen."""
        self._since = monotonic()

    def early(self, key: Event) -> bool:
        """Whether the key was typed before the question could be read."""
        return key.time - self._since < (SPAN if self._span is None else self._span)


class HeldKeys:
    """What was typed and has not been given to a screen yet, the oldest first."""

    def __init__(self) -> None:
        self._events: deque[Key | Paste] = deque()
        self._last = ""
        self._given = 0.0
        self._settling = False

    @property
    def waiting(self) -> bool:
        """Whether there is more to give."""
        return bool(self._events)

    @property
    def settled(self) -> bool:
        """Whether the last key has surely been seen to; between keys typed by hand it has."""
        return not self._settling and monotonic() - self._given > BURST

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
        self._given = monotonic()
        return event

    def settle(self, then: Callable[[], object]) -> None:
        """Do `then` when the last key has done what it does: it may have opened a screen."""
        if not self._settling:
            self._settling = True
            self._turn(TURNS, then)

    def _turn(self, left: int, then: Callable[[], object]) -> None:
        if left:
            get_running_loop().call_soon(self._turn, left - 1, then)
            return
        self._settling, self._given = False, 0.0
        then()
