"""What a terminal says when a program asks it something."""

import re

from tests.support.display import Display

QUERY = re.compile(
    rb"\x1b\[(?:(?P<attributes>0?c)|(?P<secondary>>0?c)|(?P<version>>0?q)"
    rb"|(?P<status>5n)|(?P<cursor>6n)|(?P<size>18t)|\?(?P<mode>[0-9]+)\$p)"
    rb"|\x1b\](?P<colour>1[012]);\?(?:\x07|\x1b\\)"
)
"""A question in a program's output; the group that matched says which."""

KNOWN_MODES = {1, 7, 25, 1000, 1002, 1003, 1004, 1006, 1049, 2004, 2026}
"""Private modes a mode report admits to knowing."""

COLOURS = {b"10": b"dddd/dddd/dddd", b"11": b"1111/1111/1111", b"12": b"ffff/ffff/ffff"}
"""Foreground, background and cursor: light on dark."""


def answer(query: re.Match[bytes], display: Display, size: tuple[int, int]) -> bytes:
    """The reply to one question; `size` is columns and rows."""
    match query.lastgroup:
        case "attributes":
            return b"\x1b[?62;22c"
        case "secondary":
            return b"\x1b[>1;10;0c"
        case "version":
            return b"\x1bP>|test terminal(1)\x1b\\"
        case "status":
            return b"\x1b[0n"
        case "cursor":
            place = display.cursor
            return b"\x1b[%d;%dR" % (place.row + 1, place.column + 1)
        case "size":
            return b"\x1b[8;%d;%dt" % (size[1], size[0])
        case "mode":
            number = int(query["mode"])
            state = (1 if display.mode(number) else 2) if number in KNOWN_MODES else 0
            return b"\x1b[?%d;%d$y" % (number, state)
        case _:
            return b"\x1b]%b;rgb:%b\x1b\\" % (query["colour"], COLOURS[query["colour"]])
