"""Keys typed ahead: kept where the next screen is theirs, dropped where they would answer blindly.

Who knows the way types `a2` at once, and the 2 waits for the form. But a link that stalls and comes
back delivers at once everything typed meanwhile, and a dialog or a review must not take such a key
for an answer: for a moment after it opens, keys are dropped. So is the key that opened it, for as
long as it is held down, and the second click of a hand that did not see the first one work.
"""

from __future__ import annotations

from asyncio import get_running_loop
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Any

from textual.events import Click, Event, Key, Paste

SPAN = 0.25
"""Seconds; shorter than a person takes to read a question and answer it."""

HELD = 0.7
"""Seconds; longer than a keyboard waits before it repeats a key that is held down."""

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

    def early(self, event: Event, repeated: bool = False) -> bool:
        """Whether the key or the click came before the question could be read.

        With `repeated` it is the key before, pressed again or held down: that answers no question
        which it opened. The first key that is an answer ends the guard.
        """
        span = SPAN if self._span is None else self._span
        if span > 0 and isinstance(event, Click):
            span = max(span, HELD)
        early = span > 0 and (repeated or event.time - self._since < span)
        if not early:
            self._span = 0.0
        return early


class HeldKeys:
    """What was typed and has not been given to a screen yet, the oldest first."""

    def __init__(self) -> None:
        self._events: deque[Key | Paste] = deque()
        self._last, self._last_at = "", 0.0
        self._settling = False
        self.repeated = False
        """Whether the key given last is the one before it, pressed again at once or held down."""
        self.settled = True
        """Whether the last key has been seen to, and all that followed from it."""

    @property
    def first(self) -> Key | Paste | None:
        """What is given next, or None."""
        return self._events[0] if self._events else None

    def take(self, event: Key | Paste, opening: bool) -> None:
        """Keep an event. While a screen is opening, the key that opens it counts once."""
        stuck = opening and isinstance(event, Key) and event.key == self._last
        if not stuck:
            self._events.append(event)

    def drop(self) -> None:
        """Forget what was kept: the screen that it was meant for is being left."""
        self._events.clear()

    def give(self) -> Key | Paste | None:
        """The next event, or None."""
        if not self._events:
            return None
        event = self._events.popleft()
        key = event.key if isinstance(event, Key) else ""
        self.repeated = key == self._last and event.time - self._last_at < HELD
        self._last, self._last_at = key, event.time
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
