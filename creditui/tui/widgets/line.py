"""One line with something at the left and at the right, repainted only when it changes."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from creditui.tui.marks import INKS, Inked, pieces
from creditui.tui.widgets.columns import truncated


class Line(Widget):
    """A line of text from data; the right part stays whole, the left gives way with `…`."""

    DEFAULT_CSS = """
    Line { height: 1; width: 1fr; padding: 0 1; }
    """
    ALLOW_SELECT = False

    def __init__(
        self,
        left: Inked = "",
        right: Inked = "",
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._left, self._right = left, right

    def set(self, left: Inked | None = None, right: Inked | None = None) -> None:
        """Show other text at the left, at the right, or both."""
        left = self._left if left is None else left
        right = self._right if right is None else right
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    @property
    def text(self) -> str:
        """What the line says, left then right, without its inks."""
        return " ".join(
            filter(None, ("".join(t for t, _ in pieces(p)) for p in (self._left, self._right)))
        )

    def render(self) -> Content:
        width = self.content_size.width
        right = _cut(self._right, width)
        taken = sum(cell_len(text) for text, _ in right)
        left = _cut(self._left, max(0, width - taken - (2 if taken else 0)))
        gap = width - taken - sum(cell_len(text) for text, _ in left)
        parts = (*left, (" " * gap, ""), *right)
        return Content.assemble(*((text, style) for text, style in parts if text))


def _cut(text: Inked, width: int) -> list[tuple[str, str]]:
    """The text in at most so many cells, as (text, style)."""
    parts = []
    for piece, ink in pieces(text):
        cut = truncated(piece, width)
        parts.append((cut, INKS[ink]))
        width -= cell_len(cut)
        if cut != piece:
            break
    return parts
