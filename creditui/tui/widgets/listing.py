"""How the windowed list is painted: only the lines that are seen, cell by cell in their columns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar, Generic

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from creditui.tui.marks import Ink
from creditui.tui.painting import printable
from creditui.tui.widgets.columns import Column, Row, fit, laid_out, titles, truncated
from creditui.tui.widgets.window import Window

MARGIN = 2
"""Cells left of the columns, for the cursor's mark."""

NO_CURSOR = -1
"""Where the cursor is while there are no rows."""


class Listing(ScrollView, Generic[Row]):
    """Rows in columns over the line API; the cursor and its keys are `Windowed`'s."""

    DEFAULT_CSS = """
    Listing {
        height: 1fr; scrollbar-size: 0 0; overflow-x: hidden; background: $background;
        & > .listing--title, & > .listing--muted { color: $foreground-muted; }
        & > .listing--accent { color: $primary; }
        & > .listing--good { color: $success; }
        & > .listing--warning { color: $warning; }
        & > .listing--bad { color: $error; }
        & > .listing--strong { text-style: bold; }
        & > .listing--cursor { background: $block-cursor-blurred-background; }
        &:focus > .listing--cursor { background: $block-cursor-background; text-style: bold; }
        &:nocolor:focus > .listing--cursor { text-style: reverse; }
    }
    .-sixteen Listing:focus > .listing--cursor { text-style: reverse; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("listing--title", "listing--cursor", "listing--plain", "listing--strong"),
        *("listing--muted", "listing--accent", "listing--good", "listing--warning", "listing--bad"),
    }

    cursor: reactive[int] = reactive(NO_CURSOR, repaint=False)
    """Index of the cursor's row among the rows held; -1 where there are none."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        window: Window[Row],
        *,
        empty: str,
        header: bool,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.window = window
        self._empty = empty
        self._header = int(header)
        self._fresh: frozenset[Hashable] = frozenset()
        self._layout: tuple[tuple[Column[Row], int], ...] = ()

    @property
    def seen(self) -> int:
        """How many rows are seen at once."""
        return max(1, self.size.height - self._header)

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show the rows in other columns."""
        self.columns = tuple(columns)
        self.lay_out()

    def set_empty(self, text: str) -> None:
        """Change what is said where there are no rows."""
        if text != self._empty:
            self._empty = text
            self.refresh()

    def lay_out(self) -> None:
        """Fit the columns into the width and the rows into the height."""
        self._layout = fit(self.columns, self.size.width - MARGIN - 1)
        self.measure()
        self.refresh()

    def measure(self) -> None:
        """Tell the scroll view how many lines there are."""
        self.virtual_size = Size(self.size.width, len(self.window.rows) + self._header)

    def render_line(self, y: int) -> Strip:
        index = self.scroll_offset.y + y - self._header
        if self._header and y == 0:
            return self._muted(titles(self._layout))
        if 0 <= index < len(self.window.rows):
            return self._row(index)
        if not self.window.rows and y == self._header:
            return self._muted(printable(self._empty))
        return Strip.blank(self.size.width, self.rich_style)

    def _muted(self, text: str) -> Strip:
        style = self.get_component_rich_style("listing--title")
        text = truncated(" " * MARGIN + text, self.size.width)
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, self.rich_style)

    def _row(self, index: int) -> Strip:
        """One row as it is painted; pieces in one style are joined, which saves bytes."""
        inks = self._inks(index == self.cursor)
        mark, ink = self._mark(index)
        runs: list[tuple[str, Style]] = [(mark, inks(ink))]
        for text, ink in laid_out(self._layout, self.window.rows[index]):
            style = inks(ink)
            if runs[-1][1] == style or text.isspace():
                runs[-1] = (runs[-1][0] + text, runs[-1][1])
            else:
                runs.append((text, style))
        strip = Strip([Segment(text, style) for text, style in runs])
        return strip.adjust_cell_length(self.size.width, inks("plain"))

    def _mark(self, index: int) -> tuple[str, Ink]:
        """What stands in the margin: the cursor, a new row, or that there is more beyond."""
        window, top = self.window, self.scroll_offset.y
        last = top + self.seen - 1
        if index == self.cursor:
            return "▸ ", "accent"
        if window.key_at(index) in self._fresh:
            return "+ ", "accent"
        if index == top and (top > 0 or window.more_before):
            return "↑ ", "muted"
        if index == last and (last < len(window.rows) - 1 or window.more_after):
            return "↓ ", "muted"
        return " " * MARGIN, "plain"

    def _inks(self, cursor: bool) -> Callable[[Ink], Style]:
        """The styles of a row's inks.

        They lie over the background of the cursor's row, where what is muted elsewhere is plain:
        easier to read there, and one run of text instead of three.
        """
        style_of = self.get_component_rich_style
        if not cursor:
            return lambda ink: style_of(f"listing--{ink}")
        base = style_of("listing--cursor")
        over = Style(bgcolor=base.bgcolor, bold=base.bold or None, reverse=base.reverse or None)
        same = {"muted": "plain", "strong": "plain"}
        return lambda ink: style_of(f"listing--{same.get(ink, ink)}") + over
