"""Facts: names at the left, what they are at the right, wrapped under itself."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region, Size
from textual.widget import Widget

from creditui.tui.marks import INKS, Inked, content

LABEL = 14
"""Cells that the names take."""

Fact = tuple[str, Inked]
"""A name and what it is; an empty name goes on with the fact above."""


class Facts(Widget):
    """A page of facts; as high as it needs to be."""

    DEFAULT_CSS = """
    Facts { height: auto; width: 1fr; }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._facts: tuple[Fact, ...] = ()

    def show(self, facts: tuple[Fact, ...]) -> None:
        """Show these facts instead; only the lines that differ are repainted."""
        if facts == self._facts:
            return
        width = self.content_size.width
        old, self._facts = self._lines(width), facts
        new = self._lines(width)
        if len(new) != len(old):
            self.refresh(layout=True)
            return
        left, top = self.content_offset
        for line, (before, after) in enumerate(zip(old, new, strict=True)):
            if not before.is_same(after):
                self.refresh(Region(left, top + line, width, 1))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        lines = []
        room = max(8, width - LABEL)
        for name, value in self._facts:
            for index, line in enumerate(content(value).wrap(room) or [Content("")]):
                label = (name if not index else "").ljust(LABEL)
                lines.append(Content.assemble((label, INKS["muted"]), line.rstrip()))
        return lines
