"""Nothing painted carries a control character: the last gate before the terminal.

Names and notes come from other people's systems. A control character in one of them, painted raw,
can write the clipboard, clear the screen or reverse the reading order of an amount. Text is
cleaned twice: [printable][creditui.tui.painting.printable] where it enters a widget of ours, so
that it is seen and measured as what it is, and the line filter over every painted line of every
widget, ours or Textual's, which keeps each line's width exactly.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rich.cells import get_character_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_CONTROLS = (
    "\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u00ad\u061c\u180e\u200b\u200e\u200f"  # soft hyphen, invisible marks of direction
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # separators, bidi overrides and isolates
    "\U000e0000-\U000e007f"  # tags: invisible text
    "\ud800-\udfff"  # lone surrogates cannot be encoded at all
)
_UNSAFE = re.compile(f"[{_CONTROLS}]")
_UNSTEADY = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
_JOINER = re.compile("(?<=[\u2190-\u2bff\U0001f000-\U0001faff])\u200d|\u200d$")

PLACEHOLDER = "\N{REPLACEMENT CHARACTER}"
"""Stands for one character that must not be painted."""


@lru_cache(8192)
def printable(text: str) -> str:
    """The text as it may be shown: one line, one placeholder for each control or bidi character.

    White space of any kind becomes a space. Emoji lose their joiners, skin tones and variation
    selectors: terminals disagree about the width of those, and a column must not move for them.
    Joiners inside words (Arabic and Indic scripts need them) stay.
    """
    if text.isascii() and text.isprintable():
        return text
    text = re.sub(r"\r\n|[\t\n\v\f\r\x85\u2028\u2029]", " ", text)
    text = _UNSTEADY.sub("", _JOINER.sub("", text))
    return _UNSAFE.sub(PLACEHOLDER, text)


def _stand_in(match: re.Match[str]) -> str:
    """As many cells as the character was counted for: none for most, so nothing moves."""
    return PLACEHOLDER * get_character_cell_size(match[0])


class CleanLines(LineFilter):
    """Takes control and bidi characters, and terminal hyperlinks, out of everything painted."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without what could reach the terminal as a command; widths unchanged."""
        if all(_is_clean(text, style) for text, style, _ in segments):
            return segments
        return [
            Segment(_UNSAFE.sub(_stand_in, text), style and _without_link(style))
            for text, style, _ in segments
        ]


def _is_clean(text: str, style: Style | None) -> bool:
    return not _UNSAFE.search(text) and (style is None or not style.link)


def _without_link(style: Style) -> Style:
    return style.update_link(None) if style.link else style
