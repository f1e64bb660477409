"""A screen as an SVG: small, the same on every machine, and with nothing fetched from elsewhere.

Textual's own export loads a font from the network and gives a wide character the room of a narrow
one. Here every run of text is set to the cells that it takes, in whatever monospace font there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain
from typing import Any

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual._compositor import LayoutUpdate
from textual.app import App

FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
CELL, LINE, MARGIN = 12, 24, 10
"""Pixels: a character's width, a line's height, the room around the screen."""

_PLAIN = TerminalTheme((16, 18, 22), (220, 220, 220), [(0, 0, 0)] * 8)
"""What a terminal shows where nothing says a colour."""

_WORDS = re.compile(r"\S+(?: \S+)*")
"""Words with one space between: a gap is a matter of place, not of spaces."""

Run = tuple[int, int, str, Style]
"""Column, cells, text and style of a piece of a line."""


def screen_svg(app: App[Any]) -> str:
    """The screen as it is now, with what lies behind a dialog."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(update, LayoutUpdate)
    lines = [list(_runs(chain.from_iterable(strips))) for strips in update.strips]
    paper = _paper(lines)
    classes: dict[str, str] = {}
    body = [
        *(part for y, line in enumerate(lines) for part in _grounds(line, y, paper)),
        *(part for y, line in enumerate(lines) for part in _texts(line, y, classes)),
    ]
    width, height = app.size.width * CELL + 2 * MARGIN, app.size.height * LINE + 2 * MARGIN
    styles = "".join(f".{name}{{{css}}}" for css, name in classes.items())
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
            f' width="{width}" height="{height}">',
            f"<style>text{{font-family:{FONTS};font-size:20px}}{styles}</style>",
            f'<rect width="{width}" height="{height}" rx="8" fill="{paper}"/>',
            f'<g transform="translate({MARGIN},{MARGIN})">',
            *body,
            "</g>",
            "</svg>",
            "",
        )
    )


def _runs(line: Iterable[Segment]) -> Iterator[Run]:
    """Pieces of a line, neighbours of one style joined."""
    x = 0
    for segment in Segment.simplify(piece for piece in line if not piece.control):
        cells = cell_len(segment.text)
        yield x, cells, segment.text, segment.style or Style.null()
        x += cells


def _colours(style: Style) -> tuple[str, str]:
    """Ink and ground."""

    def of(colour: Color | None, foreground: bool) -> str:
        colour = colour or Color.default()
        return colour.get_truecolor(_PLAIN, foreground=foreground).hex

    ink, ground = of(style.color, True), of(style.bgcolor, False)
    return (ground, ink) if style.reverse else (ink, ground)


def _paper(lines: list[list[Run]]) -> str:
    """The ground that most of the screen has."""
    cells: dict[str, int] = {}
    for line in lines:
        for _, width, _, style in line:
            ground = _colours(style)[1]
            cells[ground] = cells.get(ground, 0) + width
    return max(cells, key=lambda ground: cells[ground])


def _grounds(line: list[Run], y: int, paper: str) -> Iterator[str]:
    """A rectangle for each stretch whose ground is not the paper."""
    stretches: list[tuple[int, int, str]] = []
    for x, cells, _, style in line:
        ground = _colours(style)[1]
        if stretches and stretches[-1][2] == ground:
            x, cells = stretches[-1][0], stretches[-1][1] + cells
            stretches.pop()
        stretches.append((x, cells, ground))
    for x, cells, ground in stretches:
        if ground != paper:
            yield (
                f'<rect x="{x * CELL}" y="{y * LINE}" width="{cells * CELL}" height="{LINE}"'
                f' fill="{ground}"/>'
            )


def _texts(line: list[Run], y: int, classes: dict[str, str]) -> Iterator[str]:
    """The words of a line, at their columns and as wide as their cells."""
    for x, _, text, style in line:
        for words in _WORDS.finditer(text):
            column = x + cell_len(text[: words.start()])
            name = classes.setdefault(_css(style), f"s{len(classes)}")
            yield (
                f'<text x="{column * CELL}" y="{y * LINE + 18}" class="{name}"'
                f' textLength="{cell_len(words[0]) * CELL}">{escape(words[0], quote=False)}</text>'
            )


def _css(style: Style) -> str:
    css = f"fill:{_colours(style)[0]}"
    if style.bold:
        css += ";font-weight:bold"
    if style.italic:
        css += ";font-style:italic"
    if style.underline:
        css += ";text-decoration:underline"
    if style.dim:
        css += ";opacity:.6"
    return css
