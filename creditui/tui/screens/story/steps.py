"""The balance as a line of steps: which cell holds which piece of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from creditui.desk.story import BalanceStory
from creditui.tui.screens.story.span import Span

_LEFT, _RIGHT, _UP, _DOWN = 1, 2, 4, 8
_PAST = " ━━━┃┛┗┻┃┓┏┳┃┫┣╋"
"""The glyph for each sum of directions."""
_AHEAD = " ┈┈┈┊┘└┴┊┐┌┬┊┤├┼"

Cells = dict[tuple[int, int], str]
"""Glyphs by column from the left and row from the bottom."""


@dataclass(frozen=True, slots=True)
class Heights:
    """Which row stands for which balance, in so many rows; only whole credits are named."""

    rows: int
    most: int
    """The highest balance that is shown, at least 1."""

    def row(self, balance: int) -> int:
        """The row of a balance, 0 at the bottom; as many rows for every credit, if they fit."""
        room = self.rows - 1
        if self.most <= room:
            return balance * (room // self.most)
        return (2 * balance * room + self.most) // (2 * self.most)

    def ticks(self) -> range:
        """The balances that the axis names, two rows apart at least."""
        nice = (factor * 10**power for power in range(18) for factor in (1, 2, 5))
        step = next(step for step in nice if step >= self.most or self.row(step) >= 2)
        return range(0, self.most + 1, step)


def heights(told: BalanceStory, span: Span, rows: int) -> Heights:
    """Heights in which all balances of the span fit."""
    seen = [told.story.balance_on(span.first), 1]
    seen += [point.balance for point in told.points if span.holds(point.on)]
    for mark in told.marks:
        if span.holds(mark.on):
            seen += [mark.before, mark.after]
    return Heights(rows, max(seen))


def steps(told: BalanceStory, span: Span, high: Heights) -> tuple[Cells, Cells]:
    """The line up to today, and what comes after it if nothing is used."""
    directions: dict[tuple[int, int], int] = defaultdict(int)
    at, row = 0, high.row(told.story.balance_on(span.first))
    for point in told.points:
        if not span.first < point.on <= span.last:
            continue
        column, to = span.cell(point.on), high.row(point.balance)
        if not (told.left_out and point is told.points[0]):  # before that nothing is known
            _across(directions, at, column, row)
            _upright(directions, column, row, to)
        at, row = column, to
    _across(directions, at, span.width, row)
    today = span.cell(told.today)
    shown = {cell: way for cell, way in directions.items() if way and cell[0] < span.width}
    past = {cell: _PAST[way] for cell, way in shown.items() if cell[0] <= today}
    ahead = {cell: _AHEAD[way] for cell, way in shown.items() if cell[0] > today}
    return past, ahead


def _across(cells: dict[tuple[int, int], int], start: int, end: int, row: int) -> None:
    """From one column to another, in both of which the line goes on."""
    for column in range(start, end + 1):
        cells[column, row] |= (_LEFT if column > start else 0) | (_RIGHT if column < end else 0)


def _upright(cells: dict[tuple[int, int], int], column: int, start: int, end: int) -> None:
    low, high = min(start, end), max(start, end)
    for row in range(low, high + 1):
        cells[column, row] |= (_UP if row < high else 0) | (_DOWN if row > low else 0)
