"""Text of as many lines as it needs, laid out again only where it says something else.

Textual lays out the whole screen for every `Static.update`: 30 ms for each letter of a form.
"""

from __future__ import annotations

from textual.widgets import Static

from creditui.tui.marks import Inked, content


class Words(Static):
    """Lines of text in inks; from data too, for nothing in them is markup."""

    def __init__(self, *lines: Inked, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(content(*lines), id=id, classes=classes, markup=False)
        self._lines = lines

    def say(self, *lines: Inked) -> None:
        """Say this instead."""
        if lines != self._lines:
            self._lines = lines
            self.update(content(*lines))
