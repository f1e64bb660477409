"""The picture of a balance's story, drawn by plotext: axes, line, marks and bands.

What is given to plotext are numbers and glyphs of ours. Text from data never goes through it: it
would end in a string of escape sequences. The words of the lots are put over the finished lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rich.text import Text
from textual_plotext import Plot

from creditui.desk.catalogue import Catalogue
from creditui.desk.story import BalanceStory
from creditui.tui.marks import Ink
from creditui.tui.screens.story.bands import Band, bands
from creditui.tui.screens.story.span import Span
from creditui.tui.screens.story.steps import Cells, Heights, heights, steps
from creditui.tui.screens.story.telling import GLYPHS, SEVERAL

Palette = Mapping[Ink, tuple[int, int, int]]
"""The colour of each ink, as plotext takes them."""

_AXIS = 2
"""Lines under the canvas: the axis and its dates."""
_LEAST = 5
"""Rows that the balance takes at the least."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Finished lines, and where in them things are."""

    lines: tuple[Text, ...]
    bands: tuple[tuple[int, int, Band], ...]
    """Line, cell of the first column, and the band whose words go there."""
    places: Mapping[int, tuple[int, int]]
    """Cell and line of each entry in sight, by its id."""
    axis: int
    """The line of the axis."""
    glyphs: frozenset[str]
    """The marks in sight."""
    ahead: bool
    """Whether dates after today are in sight."""


def gutter(told: BalanceStory) -> int:
    """Cells at the left for the highest balance and the axis."""
    most = max((point.balance for point in told.points), default=0)
    return len(str(max(most, *(mark.after for mark in told.marks), 1))) + 1


def draw(
    told: BalanceStory, span: Span, rows: int, catalogue: Catalogue, palette: Palette
) -> Drawing:
    """The picture of `span` in so many rows; its columns begin after `gutter`."""
    left = gutter(told)
    canvas = rows - _AXIS
    banded = bands(told, span, max(0, min((canvas - 1) * 3 // 8, canvas - 1 - _LEAST)), catalogue)
    base = len(banded) + 1 if banded else 0
    high = heights(told, span, max(2, canvas - base))
    plot = _canvas(told, span, rows, left, palette)
    plot.yticks(
        [base + high.row(n) for n in high.ticks()],
        [str(n).rjust(left - 1) for n in high.ticks()],
    )
    plot.ylim(0, canvas - 1)
    for index, band in enumerate(banded):
        row, ink = base - 2 - index, palette["accent" if band.holds else "muted"]
        _put(plot, {(band.begins + n, row): glyph for n, glyph in enumerate(band.bar)}, 0, ink)
    past, ahead = steps(told, span, high)
    _put(plot, ahead, base, palette["accent"])
    _put(plot, past, base, palette["accent"])
    marks = _marks(told, span, high)
    glyphs = {cell: _glyph(ids, told) for cell, ids in marks.items()}
    _put(plot, glyphs, base, palette["plain"], "bold")
    top = canvas - 1
    return Drawing(
        lines=tuple(Text.from_ansi(plot.build()).split("\n"))[:rows],
        bands=tuple((top - (base - 2 - n), left, band) for n, band in enumerate(banded)),
        places={
            told.marks[index].entry_id: (left + column, top - base - row)
            for (column, row), indices in marks.items()
            for index in indices
        },
        axis=canvas,
        glyphs=frozenset(glyphs.values()),
        ahead=span.last > told.today,
    )


def _canvas(told: BalanceStory, span: Span, rows: int, left: int, palette: Palette) -> Plot:
    """An empty plot with its axis of time, and an upright line at today."""
    plot = Plot()
    plot.plotsize(left + span.width, rows)
    plot._set_size(left + span.width, rows)  # plotsize alone does not take here
    plot.canvas_color("default")
    plot.axes_color("default")
    plot.ticks_color(palette["muted"])
    plot.xaxes(True, False)
    plot.yaxes(True, False)
    plot.xlim(0, span.width - 1)
    ticks = span.ticks()
    if span.holds(told.today):
        today = span.cell(told.today)
        apart = [(cell, name) for cell, name in ticks if abs(cell - today) > len(name) // 2 + 4]
        ticks = [(today, "today"), *apart]
        plot.vline(today, palette["muted"])
    plot.xticks([cell for cell, _ in ticks], [name for _, name in ticks])
    return plot


def _put(
    plot: Plot, cells: Cells, base: int, colour: tuple[int, int, int], style: str = "default"
) -> None:
    """Put glyphs into cells whose rows are counted from the row `base`."""
    if cells:
        columns = [column for column, _ in cells]
        rows = [base + row for _, row in cells]
        glyphs: Any = list(cells.values())  # its type says one glyph; it takes one for each point
        plot.scatter(columns, rows, marker=glyphs, color=colour, style=style)


def _marks(told: BalanceStory, span: Span, high: Heights) -> dict[tuple[int, int], list[int]]:
    """The entries in sight, by number, in the cell that each has."""
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, mark in enumerate(told.marks):
        if span.holds(mark.on):
            found[span.cell(mark.on), high.row(mark.after)].append(index)
    return found


def _glyph(indices: list[int], told: BalanceStory) -> str:
    kinds = {told.marks[index].kind for index in indices}
    return GLYPHS[kinds.pop()] if len(kinds) == 1 else SEVERAL
