"""The picture on the screen, with a cursor that goes from entry to entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from creditui.desk.catalogue import Catalogue
from creditui.desk.story import BalanceStory
from creditui.domain.story import Mark
from creditui.tui.marks import Ink
from creditui.tui.screens.story.drawing import Drawing, Palette, draw, gutter
from creditui.tui.screens.story.span import Extent, Span, Zoom, extent_of, span_of, zooms

_COLOURS: dict[Ink, str] = {
    "plain": "foreground",
    "muted": "foreground-muted",
    "accent": "primary",
}
_POINTER = "▲"
"""On the axis, under the entry that the cursor is on."""
_LEAST = (20, 8)
"""Cells and lines in which there is something to see."""


class Picture(Widget, can_focus=True):
    """One story, drawn anew only when it must be: a cursor key repaints four lines."""

    DEFAULT_CSS = """
    Picture { height: 1fr; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Earlier", show=False),
        Binding("right", "move(1)", "Later", show=False),
        Binding("pageup", "move(-10)", "Ten earlier", show=False),
        Binding("pagedown", "move(10)", "Ten later", show=False),
        Binding("home", "move(-1_000_000)", "First", show=False),
        Binding("end", "move(1_000_000)", "Last", show=False),
    ]

    @dataclass
    class Moved(Message):
        """The cursor came to another entry, or what is in sight is another stretch of time."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.told: BalanceStory | None = None
        self.zoom = Zoom.QUARTER
        self._cursor = 0
        self._extent: Extent | None = None
        self._gutter = 0
        self._span: Span | None = None
        self._drawing: Drawing | None = None
        self._drawn_for: object = None

    def show(self, told: BalanceStory, entry_id: int | None) -> None:
        """Show a story, with the cursor on that entry of it, or else on the newest."""
        before, self.told = self.told, told
        ids = [mark.entry_id for mark in told.marks]
        self._cursor = ids.index(entry_id) if entry_id in ids else max(0, len(ids) - 1)
        self._extent, self._gutter = extent_of(told), gutter(told)
        if before is None or self.zoom not in self.zooms:
            self.zoom = self.zooms[0]
        self._redraw()

    @property
    def zooms(self) -> tuple[Zoom, ...]:
        """The steps of more time and less that this story has."""
        return (self.zoom,) if self._extent is None else zooms(self._extent)

    @property
    def mark(self) -> Mark | None:
        """The entry that the cursor is on."""
        return self.told.marks[self._cursor] if self.told and self.told.marks else None

    @property
    def number(self) -> int:
        """Which entry of the story that is, counted from 1."""
        return self._cursor + 1

    @property
    def drawing(self) -> Drawing | None:
        """What is painted, where there is a story and room for it."""
        self._draw()
        return self._drawing

    def set_zoom(self, zoom: Zoom) -> None:
        """Show more or less time at once."""
        self.zoom = zoom
        self._redraw()

    def action_move(self, by: int) -> None:
        if self.told is None or not self.told.marks:
            return
        to = max(0, min(len(self.told.marks) - 1, self._cursor + by))
        if to == self._cursor:
            return
        before, span = self._places(), self._span
        self._cursor = to
        self._draw()
        if self._span == span:
            for x, y in {*before, *self._places()}:
                self.refresh(Region(x, y, 1, 1))
        else:
            self.refresh()
        self.post_message(self.Moved())

    def on_resize(self) -> None:
        self._redraw()

    def _redraw(self) -> None:
        self._draw()
        self.refresh()
        self.post_message(self.Moved())

    def _places(self) -> list[tuple[int, int]]:
        """Where the cursor shows: on the entry, and under it on the axis."""
        if self._drawing is None or (mark := self.mark) is None:
            return []
        place = self._drawing.places.get(mark.entry_id)
        return [] if place is None else [place, (place[0], self._drawing.axis)]

    def _draw(self) -> None:
        """Draw, unless the same has been drawn already."""
        told, extent, (width, height) = self.told, self._extent, self.size
        if told is None or extent is None or width < _LEAST[0] or height < _LEAST[1]:
            self._drawing = self._drawn_for = None
            return
        at = told.today if self.mark is None else self.mark.on
        span = span_of(extent, self.zoom, at, width - self._gutter, self._span)
        wanted = (told, span, height, self.app.theme)
        if wanted != self._drawn_for:
            self._span, self._drawn_for = span, wanted
            catalogue, palette = self._catalogue, self._palette()
            self._drawing = draw(told, span, height, catalogue, palette)

    def _palette(self) -> Palette:
        variables = self.app.theme_variables
        return {ink: Color.parse(variables[name]).rgb for ink, name in _COLOURS.items()}

    # Painting

    def render_line(self, y: int) -> Strip:
        self._draw()
        base, width = self.rich_style, self.size.width
        if self._drawing is None or y >= len(self._drawing.lines):
            return Strip.blank(width, base)
        strip = self._strip(self._drawing.lines[y])
        for line, left, band in self._drawing.bands:
            if line == y and band.words:
                strip = _over(strip, left + band.said_at, band.words, Style())
        for x, line in self._places():
            if line == y:
                strip = self._cursor_over(strip, x, y)
        return strip.apply_style(base).adjust_cell_length(width, base)

    def _cursor_over(self, strip: Strip, x: int, y: int) -> Strip:
        assert self._drawing is not None
        if y == self._drawing.axis:
            return _over(strip, x, _POINTER, Style(bold=True))
        return _over(strip, x, strip.crop(x, x + 1).text, Style(bold=True, reverse=True))

    def _strip(self, line: Text) -> Strip:
        segments = (s for s in line.render(self.app.console) if s.text and s.text != "\n")
        return Strip(segments)


def _over(strip: Strip, x: int, text: str, style: Style) -> Strip:
    """The strip with a text over it."""
    end = x + cell_len(text)
    rest = strip.crop(end, max(end, strip.cell_length))
    return Strip.join([strip.crop(0, x), Strip([Segment(text, style)]), rest])
