"""The terminal, taken over from the first frame."""

from __future__ import annotations

import asyncio
import termios
from collections.abc import Iterable
from contextlib import suppress
from io import TextIOWrapper
from time import monotonic
from typing import Any

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers import linux_driver
from textual.message import Message

from creditui.tui.first_frame import FIRST

_OTHER_SCREEN = "\x1b[?1049h"
_TAKE_AGAIN = f"{_OTHER_SCREEN}\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l"
"""Without a cursor, with reports of focus and paste, without wrapping: as Textual begins."""


class ReadTogether(XTermParser):
    """Textual's own, but what was read together has one time, that of the reading.

    A busy machine may take longer from one key to the next than a person to read a question: the
    second would count as its answer, though both were typed before it was asked.
    """

    def feed(self, data: str) -> Iterable[Message]:
        read = monotonic()
        for message in super().feed(data):
            message.time = read
            yield message


linux_driver.XTermParser = ReadTogether  # type: ignore[attr-defined]  # what the driver reads with


class DeskDriver(linux_driver.LinuxDriver):
    """Textual's own, but where the first frame stands it stays until there is the next.

    Asked for the other screen once more, a terminal would empty it. And whoever stops the session
    and lets it go on finds it as it was: Textual would start reading keys a second time, and then
    neither reader would end.
    """

    _taken: tuple[asyncio.AbstractEventLoop, list[Any]] | None = None
    """The event loop, and the terminal's settings as ours, while it is taken over."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        # Rich gives a terminal that tells no size, or is called dumb, 25 lines; the driver, 24.
        size = size or self._get_terminal_size()
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # Terminals speak UTF-8 whatever the locale: `\u2500` for a line would break every column.
        if isinstance(self._file, TextIOWrapper):
            self._file.reconfigure(encoding="utf-8")

    def start_application_mode(self) -> None:
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's own
        with suppress(termios.error):
            self._taken = asyncio.get_running_loop(), termios.tcgetattr(self.fileno)

    def stop_application_mode(self) -> None:
        self._taken = None
        super().stop_application_mode()

    def write(self, data: str) -> None:
        if FIRST.stands and data == _OTHER_SCREEN:
            FIRST.stands = False
            return
        super().write(data)

    def _sigtstp_application(self, *_: object) -> None:
        """Nothing: a suspended session holds its place for ever."""

    def _sigcont_application(self, *_: object) -> None:
        if self._taken is not None:  # a signal comes in the middle of anything: later
            self._taken[0].call_soon_threadsafe(self._take_again)

    def _take_again(self) -> None:
        """Take the terminal over once more: a shell may have had it while all of this stood."""
        if self._taken is None:
            return
        with suppress(termios.error):
            termios.tcsetattr(self.fileno, termios.TCSANOW, self._taken[1])
        self.write(_TAKE_AGAIN)
        self._enable_mouse_support()
        self._app.refresh(layout=True)
