"""Text in inks, a figure before and after, and the bar that shows how much is left of a lot.

An ink is a meaning, not a colour: the theme decides how it looks, and without colour a symbol
or a word beside it still says it. Text in inks is data all the way: nothing in it is markup.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from textual.content import Content

from creditui.tui.painting import printable

Ink = Literal["plain", "strong", "muted", "accent", "good", "warning", "bad"]
"""What a piece of text means."""

Inked = str | tuple[str | tuple[str, Ink], ...]
"""Text, or pieces of text of which some are in an ink: `("left ", ("5", "strong"))`."""

INKS = MappingProxyType(
    {
        "plain": "",
        "strong": "bold",
        "muted": "$foreground-muted",
        "accent": "$primary",
        "good": "$success",
        "warning": "$warning",
        "bad": "$error",
    }
)
"""How each ink is written as a Textual style."""


ARROW = "→"
"""From what a figure was to what it is."""


def pieces(text: Inked) -> tuple[tuple[str, Ink], ...]:
    """The text as (printable text, ink) pairs."""
    if isinstance(text, str):
        return ((printable(text), "plain"),)
    return tuple(
        (printable(piece), "plain") if isinstance(piece, str) else (printable(piece[0]), piece[1])
        for piece in text
    )


def content(*lines: Inked) -> Content:
    """The lines as Content for a Textual widget; safe for text from data."""
    return Content("\n").join(
        Content.assemble(*((piece, INKS[ink]) for piece, ink in pieces(line))) for line in lines
    )


def change(before: int | None, after: int | None) -> Inked:
    """A figure before and after; one that was not there yet is 0."""
    return ((f"{before or 0} {ARROW} ", "muted"), (str(after or 0), "strong"))


def bar(left: int, granted: int, width: int = 10) -> Inked:
    """What is left of a lot as a small bar; anything left shows at least one cell."""
    share = 0 if granted <= 0 else max(0, min(width, round(width * left / granted)))
    filled = max(share, 1) if left > 0 else 0
    return (("━" * filled, "accent"), ("┄" * (width - filled), "muted"))
