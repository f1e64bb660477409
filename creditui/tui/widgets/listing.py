"""How the windowed list is painted: only the lines that are seen, cell by cell in their columns."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from textwrap import wrap
from typing import ClassVar, Generic, Self

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
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
    """Rows in columns over the line API; the cursor's keys are `CursorList`'s."""

    DEFAULT_CSS = """
    Listing {
        height: 1fr; scrollbar-size: 0 0; overflow-x: hidden; background: $background;
        & > .listing--title, & > .listing--muted { color: $foreground-muted; }
        & > .listing--accent { color: $primary; }
        & > .listing--good { color: $success; }
        & > .listing--warning { color: $warning; }
        & > .listing--bad { color: $error; }
        & > .listing--strong { text-style: bold; }
        & > .listing--resting { background: $block-cursor-blurred-background; }
        & > .listing--cursor { background: $block-cursor-background; text-style: bold; }
        &:nocolor > .listing--cursor { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *("listing--title", "listing--cursor", "listing--resting"),
        *("listing--plain", "listing--strong", "listing--muted", "listing--accent"),
        *("listing--good", "listing--warning", "listing--bad"),
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
        self._styles_known: dict[tuple[Ink, bool, bool], Style] = {}
        self._look: tuple[object, ...] = ()
        self._painted: dict[int, object] = {}
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.window = window
        self._empty = empty
        self._below = ""
        """What is said below the last row; mostly nothing."""
        self._header = int(header)
        self._fresh: frozenset[Hashable] = frozenset()
        self._fitted: tuple[tuple[Column[Row], int], ...] = ()
        self._fitted_to: tuple[tuple[Column[Row], ...], int] = (), 0

    @property
    def seen(self) -> int:
        """How many rows are seen at once."""
        return max(1, self.size.height - self._header)

    def set_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show the rows in other columns."""
        self.columns = tuple(columns)
        self._look = ()
        self.lay_out()

    def set_empty(self, text: str) -> None:
        """Change what is said where there are no rows."""
        if text != self._empty:
            self._empty = text
            self.refresh()

    def set_below(self, text: str) -> None:
        """Change what is said below the last row: that there are more, and how to come to them."""
        if text != self._below:
            self._below = text
            self.lay_out()

    @property
    def _layout(self) -> tuple[tuple[Column[Row], int], ...]:
        """The columns with their widths, as they fit now: the first frame waits for no event."""
        wanted = self.columns, self.size.width
        if wanted != self._fitted_to:
            self._fitted_to = wanted
            self._fitted = fit(self.columns, self.size.width - MARGIN - 1)
        return self._fitted

    def lay_out(self) -> None:
        """Fit the columns into the width and the rows into the height."""
        self.measure()
        self.refresh()

    def measure(self) -> None:
        """Tell the scroll view how many lines there are."""
        # Nothing scrolls sideways; a width of its own would have the screen laid out once more.
        self.virtual_size = Size(0, len(self.window.rows) + self.below + self._header)

    @property
    def below(self) -> int:
        """How many lines are said below the last row."""
        return len(self._wrapped(self._below)) if self._below else 0

    # What is painted again

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """As Textual's, but where all would be painted again, only the lines that differ are.

        Textual asks for all of it whenever the focus comes or goes, or the number of rows changes;
        over SSH that would be 7 kB each time.
        """
        if repaint and not regions and self.is_mounted:
            look = self._look_now()
            if look == self._look:
                regions = self._changed()
                repaint = bool(regions)
            else:
                self._look = look
                self._styles_known.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def refresh_row(self, index: int) -> None:
        """Paint the line of one row again."""
        self.refresh(self._line(index - self.scroll_offset.y + self._header))

    def _line(self, y: int) -> Region:
        return Region(0, y, self.size.width, 1)

    def _look_now(self) -> tuple[object, ...]:
        """What all lines have in common; where that changes, none stays as it is."""
        parts = tuple(map(self.get_component_rich_style, sorted(self.COMPONENT_CLASSES)))
        layout = tuple((column.title, width) for column, width in self._layout)
        return self.size, self.styles.border, self.rich_style, parts, self._empty, layout

    def _face(self, y: int) -> object:
        """What a line shows of its own: what a cell shows comes from its row alone."""
        index = self.scroll_offset.y + y - self._header
        cursor = index == self.cursor and (self.has_focus, "cursor")
        return self.window.at(index), self._mark(index), cursor, self._instead(index)

    def _instead(self, index: int) -> str:
        """What is said in a line where there is no row: below the last, or where there are none."""
        count = len(self.window.rows)
        if index < count or (count and not self._below):
            return ""
        said = self._wrapped(self._below if count else self._empty)
        return "".join(said[index - count : index - count + 1])

    def _wrapped(self, text: str) -> list[str]:
        return wrap(printable(text), max(1, self.size.width - MARGIN - 1))

    def _changed(self) -> tuple[Region, ...]:
        """The lines that would not be painted as they were."""
        seen = range(self._header, self.size.height)
        return tuple(self._line(y) for y in seen if self._painted.get(y) != self._face(y))

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """As Textual's, noting what the lines have in common: they are not painted again for it."""
        look = self._look_now()
        if look != self._look:
            self._look = look
            self._styles_known.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        index = self.scroll_offset.y + y - self._header
        self._painted[y] = self._face(y)
        if self._header and y == 0:
            return self._muted(titles(self._layout))
        if 0 <= index < len(self.window.rows):
            return self._row(index)
        if words := self._instead(index):
            return self._muted(words)
        return Strip.blank(self.size.width, self.rich_style)

    def _muted(self, text: str) -> Strip:
        style = self.get_component_rich_style("listing--title")
        text = truncated(" " * MARGIN + text, self.size.width)
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, self.rich_style)

    def _row(self, index: int) -> Strip:
        """One row as it is painted; pieces in one style are joined, which saves bytes."""
        here = index == self.cursor
        mark, ink = self._mark(index)
        runs: list[tuple[str, Style]] = [(mark, self._style(ink, here))]
        for text, ink in laid_out(self._layout, self.window.rows[index]):
            style = self._style(ink, here)
            if runs[-1][1] == style or text.isspace():
                runs[-1] = (runs[-1][0] + text, runs[-1][1])
            else:
                runs.append((text, style))
        strip = Strip([Segment(text, style) for text, style in runs])
        return strip.adjust_cell_length(self.size.width, self._style("plain", here))

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
        beyond = len(window.rows) - 1 + self.below if index == last else 0
        if index == last and (last < beyond or window.more_after):
            return "↓ ", "muted"
        return " " * MARGIN, "plain"

    def _style(self, ink: Ink, cursor: bool) -> Style:
        """The style of an ink; finding it out takes longer than the rest of a line."""
        key = (ink, cursor, self.has_focus)
        if key not in self._styles_known:
            self._styles_known[key] = self._cursor_style(ink) if cursor else self._part(ink)
        return self._styles_known[key]

    def _cursor_style(self, ink: Ink) -> Style:
        """An ink over the background of the cursor's row.

        What is muted elsewhere is plain there: easier to read, and one run of text instead of
        three. Where the row is reversed every ink is: each would be a ground of its own.
        """
        base = self._part("cursor" if self.has_focus else "resting")
        if base.reverse or ink in ("muted", "strong"):
            ink = "plain"
        over = Style(bgcolor=base.bgcolor, bold=base.bold or None, reverse=base.reverse or None)
        return self._part(ink) + over

    def _part(self, name: str) -> Style:
        return self.get_component_rich_style(f"listing--{name}")
