"""Columns of the windowed list: how wide each is, and one row laid out in cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from rich.cells import cell_len, set_cell_size

from creditui.tui.marks import Ink, Inked, pieces

Row = TypeVar("Row")

GAP = 2
"""Cells between two columns."""
FIRST = 40
"""The share of a column that is to have all it needs before others grow."""
_NOTHING = " ·…"
"""What is not worth showing of a piece alone."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: what it shows of a row and how it takes part in the width."""

    title: str
    cell: Callable[[Row], Inked]
    width: int
    """Cells it needs; with `flex`, the least it can do with."""

    flex: int = 0
    """Its share of the cells left over; 0 keeps the width fixed."""

    most: int | None = None
    """Cells it never grows beyond, so that a very wide screen is not stretched."""

    align: Literal["left", "right"] = "left"
    drop: int = 0
    """0 stays always; of the others the highest goes first where the screen is narrow."""

    least: int | None = None
    """Cells it can do with where no other column can go any more; None for all of its width."""

    whole: bool = False
    """Whether a piece after the first is shown whole or not at all."""


def widest(cell: Callable[[Row], Inked], rows: Sequence[Row], least: int, most: int) -> int:
    """Cells that the widest cell of these rows needs, within limits; without rows, the most."""
    lengths = (sum(cell_len(text) for text, _ in pieces(cell(row))) for row in rows)
    needed = max(lengths, default=most)
    return max(least, min(needed, most))


def fit(columns: Sequence[Column[Row]], width: int) -> tuple[tuple[Column[Row], int], ...]:
    """The columns that fit into so many cells, each with its width, in their order."""
    kept = list(columns)
    while len(kept) > 1 and _needed(kept) > width and any(column.drop for column in kept):
        kept.remove(max(kept, key=lambda column: column.drop))
    widths = [column.width for column in kept]
    spare = width - _needed(kept)
    for index, column in enumerate(kept):
        if spare < 0 and column.least is not None:
            cut = min(-spare, widths[index] - column.least)
            widths[index] -= cut
            spare += cut
    if spare < 0:
        widths[0] = max(1, widths[0] + spare)
    while spare > 0:
        growing = [
            index
            for index, column in enumerate(kept)
            if column.flex and (column.most is None or widths[index] < column.most)
        ]
        if not growing:
            break
        spare = _share_out(kept, widths, growing, spare)
    return tuple(zip(kept, widths, strict=True))


def _needed(columns: Sequence[Column[Row]]) -> int:
    return sum(column.width for column in columns) + GAP * (len(columns) - 1)


def _share_out(
    columns: Sequence[Column[Row]], widths: list[int], growing: list[int], spare: int
) -> int:
    """Give each growing column its share, at least one cell; what is left over after that."""
    total = sum(columns[index].flex for index in growing)
    available = spare
    for index in growing:
        most = columns[index].most
        share = max(1, available * columns[index].flex // total)
        if most is not None:
            share = min(share, most - widths[index])
        share = min(share, spare)
        widths[index] += share
        spare -= share
    return spare


def truncated(text: str, width: int) -> str:
    """The text in at most so many cells, with `…` where something is left out."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width > 1 else "…"[:width]


def laid_out(layout: Sequence[tuple[Column[Row], int]], row: Row) -> Iterator[tuple[str, Ink]]:
    """A row as pieces of text in inks that fill their columns to the cell."""
    for index, (column, width) in enumerate(layout):
        if index:
            yield " " * GAP, "plain"
        yield from _cell(column.cell(row), width, column.align, whole=column.whole)


def titles(layout: Sequence[tuple[Column[Row], int]]) -> str:
    """The titles of the columns as one line."""
    return (" " * GAP).join(
        "".join(text for text, _ in _cell(column.title, width, column.align))
        for column, width in layout
    )


def _cell(text: Inked, width: int, align: str, *, whole: bool = False) -> Iterator[tuple[str, Ink]]:
    parts: list[tuple[str, Ink]] = []
    left = width
    for piece, ink in pieces(text):
        if not piece:
            continue
        if left <= 0:
            break
        cut = truncated(piece, left)
        if parts and cut != piece and (whole or not cut.strip(_NOTHING)):
            break  # nothing of it would be read, and `12…` would look as if more than 12 was meant
        parts.append((cut, ink))
        left -= cell_len(cut)
        if cut != piece:
            break
    padding: tuple[str, Ink] = (" " * left, "plain")
    if left and align == "right":
        yield padding
    yield from parts
    if left and align == "left":
        yield padding
