"""The terminal, taken over from the first frame."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic
from typing import Any

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers import linux_driver
from textual.message import Message

from creditui.tui.first_frame import FIRST

_OTHER_SCREEN = "\x1b[?1049h"


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

    Asked for the other screen once more, a terminal would empty it.
    """

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

    def write(self, data: str) -> None:
        if FIRST.stands and data == _OTHER_SCREEN:
            FIRST.stands = False
            return
        super().write(data)
