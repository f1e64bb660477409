"""Text in inks, and the marks that say a state with a symbol and a word.

An ink is a meaning, not a colour: the theme decides how it looks, and without colour the symbol
and the word still say it. Text in inks is data all the way: nothing in it is markup.
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


STANDINGS: MappingProxyType[str, tuple[str, Ink]] = MappingProxyType(
    {
        "active": ("●", "good"),
        "paused": ("◐", "warning"),
        "past due": ("!", "warning"),
        "cancelled": ("○", "muted"),
        "upcoming": ("◌", "muted"),
        "expired": ("×", "muted"),
    }
)
"""The symbol and the ink of each standing of a membership."""


def standing(word: str, detail: str = "") -> Inked:
    """A standing as a symbol and a word: `○ cancelled, 12 days of grace`."""
    symbol, ink = STANDINGS.get(word, ("?", "warning"))
    return ((f"{symbol} {word}", ink), (f", {detail}" if detail else "", "muted"))


def signed(credits: int) -> str:
    """Whole credits with their sign, as a figure in a ledger: `+2`, `-1`, `0`."""
    return f"{credits:+d}" if credits else "0"


def bar(left: int, granted: int, width: int = 10) -> Inked:
    """What is left of a lot as a small bar; anything left shows at least one cell."""
    share = 0 if granted <= 0 else max(0, min(width, round(width * left / granted)))
    filled = max(share, 1) if left > 0 else 0
    return (("━" * filled, "accent"), ("┄" * (width - filled), "muted"))
