"""The terminal, taken over from the first frame."""

from __future__ import annotations

from textual.drivers.linux_driver import LinuxDriver

from creditui.tui.first_frame import FIRST

_OTHER_SCREEN = "\x1b[?1049h"


class DeskDriver(LinuxDriver):
    """Textual's own, but where the first frame stands it stays until there is the next.

    Asked for the other screen once more, a terminal would empty it.
    """

    def write(self, data: str) -> None:
        if FIRST.stands and data == _OTHER_SCREEN:
            FIRST.stands = False
            return
        super().write(data)
