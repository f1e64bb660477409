"""What is on the screen before anything is imported: the client search, as far as it is known.

Textual takes a fifth of a second to import. Who asks for the interface sees at once that it comes,
in the place and the colours of what comes, so that nothing jumps. There is nothing on it to read
twice, and no field looks ready; but what is typed now the terminal keeps, unseen, for the search.

This module imports nothing but what every program has imported already, and `termios`.
"""

from __future__ import annotations

import os
import sys
import termios

from creditui.tui.first_inks import Inks, inks

TYPE_CHECKING = False  # importing typing would take longer than painting
if TYPE_CHECKING:
    import signal as _signal
    from collections.abc import Callable
    from types import FrameType
    from typing import Any
else:
    import _signal  # what `signal` is made of; the names it adds take longer than the painting

SMALLEST = (20, 5)
"""Columns and lines; in fewer there would be nothing to see."""

TITLE_FROM = 80
"""Columns from which there mostly is room for our name in the title; in fewer it gives way."""

_PROMPT, _FIELD, _COUNT = 9, 80, 32
"""Columns of the word before the search field, of the field, of the number found, at most."""
_HINT = "name, e-mail or phone, any part"

_SHOW, _HIDE = "\x1b[?1049h\x1b[?25l", b"\x1b[0m\x1b[?1049l\x1b[?25h"

LAST = 5.0
"""Seconds from a signal that ends the process to its end, at most."""

RESTORE = (
    b"\x1b[?2026l"  # end of a frame that was being painted
    b"\x1b[?2004l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    b"\x1b[?1004l\x1b[?2048l"
    b"\x1b[<u\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h"
)
"""Paste, mouse, focus and size reports off, keyboard as it was, first screen, cursor shown."""


class FirstFrame:
    """The frame and the terminal's settings, from the first moment to the last."""

    def __init__(self) -> None:
        self.settings: list[Any] | None = None
        """The terminal's settings as they were, while they are others."""
        self.leaving: Callable[[], object] | None = None
        """What else is to be done where a signal ends the process."""
        self.stands = False
        """Whether the frame is on the screen, and nothing of Textual's over it."""

    def show(self) -> None:
        """Paint it, where there is a terminal for it, and keep what is typed from being shown."""
        if not _at_terminal():
            return
        colours = inks(os.environ)
        columns, lines = os.get_terminal_size(2)
        if colours is None or columns < SMALLEST[0] or lines < SMALLEST[1]:
            return
        settings = self.take()
        if settings is None:
            return
        try:
            termios.tcsetattr(0, termios.TCSANOW, _unseen(settings))
        except termios.error:
            self.settings = None
            return
        self.stands = True
        _write(frame(columns, lines, colours).encode())

    def take(self) -> list[Any] | None:
        """From here on the terminal is put back as it is now, whatever ends the process.

        Its settings; None where there is no terminal. What was taken stays taken.
        """
        if self.settings is None and _at_terminal():
            try:
                self.settings = termios.tcgetattr(0)
            except termios.error:
                return None
            self._watch()
        return self.settings

    def hide(self, leaving: bytes = b"") -> None:
        """Put the terminal back as it was; what was typed for a field is not for what comes now.

        `leaving` is written in any case; without it the frame goes, where it stands. Where a signal
        comes in the middle of it, all of it is done again: nothing is left out.
        """
        if self.settings is None:
            return
        try:
            if leaving or self.stands:
                _write(leaving or _HIDE)
            termios.tcsetattr(0, termios.TCSAFLUSH, self.settings)
        except (OSError, termios.error):
            pass  # it has hung up
        self.settings, self.stands = None, False

    def _watch(self) -> None:
        """Tidy up where the process is ended meanwhile; it can't be suspended, as nobody would.

        From before anything is changed until the interface does so itself (tui/hangup.py). An
        interrupt is no exception here: one that is raised while modules are imported may be lost.
        """
        for each in (_signal.SIGHUP, _signal.SIGINT, _signal.SIGTERM):
            _signal.signal(each, self._end)
        _signal.signal(_signal.SIGTSTP, _signal.SIG_IGN)

    def _end(self, signum: int, frame: FrameType | None) -> None:
        _signal.signal(_signal.SIGALRM, _signal.SIG_DFL)
        _signal.setitimer(_signal.ITIMER_REAL, LAST)  # a terminal may have stopped reading
        try:
            if self.leaving is not None:
                self.leaving()
        finally:
            self.hide(RESTORE)  # the interface may have taken over, and not its signals yet
            os._exit(128 + signum)


FIRST = FirstFrame()
"""The one of this process."""


def frame(columns: int, lines: int, colours: Inks) -> str:
    """The frame for a terminal of that size, as it is written."""
    bar, page = (f"{ink}{' ' * columns}" for ink in (colours.bar, colours.page))
    rows = (bar, *(page for _ in range(lines - 2)), bar)
    painted = "".join(f"\x1b[{y};1H{row}" for y, row in enumerate(rows, 1))
    title = " creditui" if columns >= TITLE_FROM else ""
    width = max(1, min(_FIELD, columns - _PROMPT - min(_COUNT, columns * 2 // 5)))
    field = f"{colours.hint}{_fitting(_HINT, width).ljust(width)}"
    search = f"\x1b[2;1H{colours.muted} Search\x1b[2;{_PROMPT + 1}H{field}"
    return f"{_SHOW}{painted}\x1b[1;1H{colours.title}{title}{search}\x1b[0m"


def _fitting(text: str, width: int) -> str:
    """The whole words that fit, or the beginning of the first, as Textual cuts a line."""
    if len(text) <= width:
        return text
    whole = text[: width + 1].rpartition(" ")[0]
    return whole or text[:width]


def _unseen(settings: list[Any]) -> list[Any]:
    """Settings under which keys are kept as they were pressed, and none is shown."""
    changed = [*settings[:6], list(settings[6])]
    changed[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    changed[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    changed[6][termios.VMIN], changed[6][termios.VTIME] = 1, 0
    return changed


def _at_terminal() -> bool:
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)


def _write(data: bytes) -> None:
    while data:
        data = data[os.write(2, data) :]
