"""What a terminal shows after the bytes a program wrote: a pyte screen, made modern.

pyte draws most things well. This adds what today's programs rely on: characters of several
code points (a flag, a family, a letter with marks) take one place of the right width, the
alternate screen gives the first one back, a frame between the synchronised-update marks shows
all at once, and sequences that pyte would print as text are left out.
"""

import copy
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

import pyte
from pyte.screens import Char
from wcwidth import iter_graphemes, wcswidth, wcwidth

NOT_FOR_PYTE = re.compile(
    rb"\x1b\[[>=<][0-9;:]*[$ ]?[a-zA-Z]"  # kitty's keyboard, modifyOtherKeys, device attributes
    rb"|\x1b\[\?[0-9;]*(?:\$p|[a-gi-km-z])"  # questions about modes; sets and resets stay in
    rb"|\x1b[P_^X].*?\x1b\\"  # strings for the device, never for the screen
    rb"|\x1b\](?![012];)[^\x07\x1b]*(?:\x07|\x1b\\)",  # every operating system command but titles
    re.DOTALL,
)
FRAME_BEGINS, FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
ALTERNATE_SCREENS = {47, 1047, 1049}
NARROW, WIDE = "x", "\N{IDEOGRAPHIC SPACE}"


class Place(NamedTuple):
    """A cell of the screen, counted from 0 at the top left; a wide character takes two."""

    column: int
    row: int


class _Screen(pyte.Screen):
    """pyte's screen with whole graphemes and an alternate screen."""

    _first: tuple[Any, ...] | None = None

    def draw(self, data: str) -> None:
        """Draw text, one grapheme to a place."""
        plain = ""
        for grapheme in iter_graphemes(data):
            if len(grapheme) == 1 and wcwidth(grapheme) > 0:
                plain += grapheme
                continue
            super().draw(plain)
            plain = ""
            self._draw_cluster(grapheme)
        super().draw(plain)

    def _draw_cluster(self, grapheme: str) -> None:
        """Draw a stand-in of the same width, then put the whole grapheme in its place."""
        width = max(0, wcswidth(grapheme))
        if width:
            super().draw(WIDE if width == 2 else NARROW)
        column = max(0, self.cursor.x - max(width, 1))
        line = self.buffer[self.cursor.y]
        if width:
            text = unicodedata.normalize("NFC", grapheme)
        else:  # a mark whose letter came in an earlier read, or a control that takes no place
            if column and line[column].data == "":
                column -= 1
            text = unicodedata.normalize("NFC", line[column].data + grapheme)
        line[column] = line[column]._replace(data=text)

    def set_mode(self, *modes: int, **kwargs: Any) -> None:
        """Set modes; the alternate screen starts empty and remembers the first."""
        super().set_mode(*modes, **kwargs)
        if kwargs.get("private") and ALTERNATE_SCREENS & set(modes) and self._first is None:
            self._first = (copy.deepcopy(self.buffer), copy.copy(self.cursor))
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **kwargs: Any) -> None:
        """Reset modes; leaving the alternate screen shows the first one again."""
        super().reset_mode(*modes, **kwargs)
        if kwargs.get("private") and ALTERNATE_SCREENS & set(modes) and self._first is not None:
            self.buffer, self.cursor = self._first
            self._first = None


class Display:
    """A screen of some size that is fed bytes and can be looked at."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._held = b""

    def feed(self, data: bytes) -> None:
        """Show whole sequences; what follows an unfinished frame's start waits for its end."""
        data = self._held + data
        begins = data.rfind(FRAME_BEGINS)
        if begins > data.rfind(FRAME_ENDS):
            data, self._held = data[:begins], data[begins:]
        else:
            self._held = b""
        self._stream.feed(NOT_FOR_PYTE.sub(b"", data))

    def flush(self) -> bool:
        """Show a frame whose end never came, as a terminal does in the end; was there one?"""
        data, self._held = self._held, b""
        self._stream.feed(NOT_FOR_PYTE.sub(b"", data))
        return bool(data)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size; what no longer fits is cut off."""
        self._screen.resize(rows, columns)

    def mode(self, number: int) -> bool:
        """Whether the program has set a private mode, such as 2004 for bracketed paste."""
        return number << 5 in self._screen.mode

    @property
    def title(self) -> str:
        """The window title the program asked for."""
        return self._screen.title

    @property
    def cursor(self) -> Place:
        """Where the cursor stands; at the end of a full row, on its last cell."""
        cursor = self._screen.cursor
        return Place(min(cursor.x, self._screen.columns - 1), cursor.y)

    @property
    def cursor_shown(self) -> bool:
        """Whether the cursor can be seen."""
        return not self._screen.cursor.hidden

    def cell(self, place: Place) -> Char:
        """The character at a place, with its colours and weight."""
        return self._screen.buffer[place.row][place.column]

    def cells(self, row: int) -> list[str]:
        """A row as one text a cell: a wide character is followed by an empty text."""
        line: Mapping[int, Char] = self._screen.buffer[row]
        cells: list[str] = []
        for column in range(self._screen.columns):
            text = line[column].data
            after = line[column + 1].data if column + 1 < self._screen.columns else " "
            if text == "" and not (cells and wcswidth(cells[-1]) == 2):
                text = " "  # the left half of a wide character was painted over
            elif text and wcswidth(text) == 2 and after != "":
                text = " "  # its right half was
            cells.append(text)
        return cells

    def lines(self) -> list[str]:
        """The rows as text, without the blanks at their ends."""
        return ["".join(self.cells(row)).rstrip() for row in range(self._screen.lines)]

    def find(self, text: str) -> Place | None:
        """The cell where a text first begins, in reading order, or None."""
        for row in range(self._screen.lines):
            cells = self.cells(row)
            index = "".join(cells).find(text)
            if index >= 0:
                column = length = 0
                while length + len(cells[column]) <= index:
                    length += len(cells[column])
                    column += 1
                return Place(column, row)
        return None
