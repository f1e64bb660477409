"""A line of keys with what they do. Where the mouse is on, a click on one is that key pressed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.keys import _character_to_key

from creditui.tui.marks import Ink, Inked, pieces
from creditui.tui.widgets.line import Line

Keys = Sequence[tuple[str, Inked]]
"""Keys by name, each with the text that stands for it."""


class KeyLine(Line):
    """Keys side by side. A subclass says which, and what stands for each (`shown_keys`)."""

    BETWEEN: ClassVar[str] = "  "
    """What parts two keys."""

    _pressed: str | None = None
    """The key that the mouse went down on."""

    def shown_keys(self) -> Keys:
        """The keys on the line, from left to right."""
        return ()

    def line_of_keys(self) -> Inked:
        """All of them as one line."""
        parts: list[str | tuple[str, Ink]] = []
        for _, text in self.shown_keys():
            parts += [self.BETWEEN if parts else "", *pieces(text)]
        return tuple(parts)

    def _key_at(self, x: int) -> str | None:
        """The key that stands in a cell of the widget, or None between two and beside them."""
        at = x - self.gutter.left
        return next((key for key, cells in self._places() if at in cells), None)

    def _places(self) -> Iterator[tuple[str, range]]:
        start = 0
        for key, text in self.shown_keys():
            end = start + sum(cell_len(piece) for piece, _ in pieces(text))
            yield key, range(start, end)
            start = end + cell_len(self.BETWEEN)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._pressed = self._key_at(event.x)

    def on_click(self, event: events.Click) -> None:
        """Press the key, unless the click came by accident.

        The second click of two is of what stood there before the first, and so is one that comes
        before the question on the screen could be read.
        """
        pressed, self._pressed = self._pressed, None
        guard = getattr(self.screen, "guard", None)
        early = event.chain > 1 or (guard is not None and guard.early(event))
        if pressed is not None and pressed == self._key_at(event.x) and not early:
            self.app.post_message(key_event(pressed))


def key_event(key: str) -> events.Key:
    """The event of a key, as a terminal's would be."""
    if len(key) == 1:
        return events.Key(_character_to_key(key), key)
    return events.Key(key, None)
