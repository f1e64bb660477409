"""From a program to a display: what was written is painted a frame at a time, questions answered.

A frame is what stands between two marks of a synchronised update. How many of them come in one read
is luck; a test that sees each in its turn, and stops at the first that will do, sees the same ones
on every machine, however busy.
"""

from __future__ import annotations

import re
import time

from tests.support.answers import QUERY, answer
from tests.support.display import FRAME_ENDS, Display
from tests.support.patience import PATIENCE
from tests.support.program import Program

UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;:?<>=!$\"' ]*|[\]P^_X][^\x07\x1b]*\x1b?|[ #%()*+]?)\Z")
"""The start of a sequence whose end has not been read yet."""


class Feed:
    """What a program writes, on its way to a display of `size` columns and rows."""

    def __init__(self, program: Program, display: Display, size: tuple[int, int]) -> None:
        self.program = program
        self.size = size
        self._display = display
        self._answered = 0  # chunks searched for questions
        self._tail = b""  # a sequence at the end of the last chunk that has no end yet
        self._unshown = b""  # whole sequences that the display has not seen

    def read(self, deadline: float) -> bool:
        """Wait for output until a moment of the monotonic clock; whether any came."""
        came = self.program.read(deadline)
        self._answer()
        return came

    def paint_frame(self) -> bool:
        """Paint the next frame of what has been read, or what has none; whether there was any."""
        self._answer()
        if not self._unshown:
            return self.program.hung_up and self._display.flush()
        frame, mark, self._unshown = self._unshown.partition(FRAME_ENDS)
        self._display.feed(frame + mark)
        return True

    def paint(self) -> None:
        """Paint all that has been read."""
        self._answer()
        self._paint()
        if self.program.hung_up:
            self._display.flush()

    def _paint(self) -> None:
        data, self._unshown = self._unshown, b""
        self._display.feed(data)

    def _answer(self) -> None:
        """Answer the questions in what has been read; leave the painting until someone looks."""
        chunks = self.program.chunks[self._answered :]
        if not chunks:
            return
        self._answered = len(self.program.chunks)
        data = self._tail + b"".join(chunk.data for chunk in chunks)
        unfinished = UNFINISHED.search(data, max(0, len(data) - 4096))
        end = unfinished.start() if unfinished else len(data)
        self._tail = data[end:]
        shown = 0
        for query in QUERY.finditer(data, 0, end):
            self._unshown += data[shown : query.start()]
            shown = query.end()
            self._paint()
            reply = answer(query, self._display, self.size)
            self.program.write(reply, time.monotonic() + PATIENCE)
        self._unshown += data[shown:end]
