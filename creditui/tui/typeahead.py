"""Keys typed before there was anything to answer.

A link that stalls and comes back delivers at once everything typed blind meanwhile. A dialog or
a review must not take such a key for an answer: for a moment after it opens, keys are dropped.
"""

from __future__ import annotations

from time import monotonic

from textual.events import Key

SPAN = 0.25
"""Seconds; shorter than a person takes to read a question and answer it."""


class TypeAhead:
    """Tells keys that came too early. The application asks it before any key is dispatched."""

    def __init__(self, span: float | None = None) -> None:
        self._span = span
        self._since = 0.0

    def start(self) -> None:
        """Something to answer has just been put on the screen."""
        self._since = monotonic()

    def early(self, key: Key) -> bool:
        """Whether the key was typed before the question could be read."""
        return key.time - self._since < (SPAN if self._span is None else self._span)
