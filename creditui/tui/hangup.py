"""The line has gone, or the system wants the session to end: end now, whatever hangs.

The terminal may have stopped reading, and then the event loop stands still in a write; the desk may
wait for another writer. So nothing here waits for either for longer than a second: a timer of the
kernel's ends the process where even this hangs.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from creditui.tui.first_frame import FIRST, RESTORE

_log = logging.getLogger(__name__)

LAST = 1.0
"""Seconds from the signal to the end of the process, at most."""

SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


def end_on_signals(save: Callable[[float], object]) -> None:
    """From here on, end the process at once when it is hung up on, interrupted or told to end.

    `save` keeps what was typed; it gets the seconds that it may take, and may raise anything. Call
    it before the terminal is changed: it is put back as it is now, where it still listens.
    """
    before = _settings()

    def handle(signum: int, frame: object) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, LAST)
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        try:
            save(LAST / 2)
        except Exception:
            _log.exception("a session that was hung up on could not be kept")
        with suppress(OSError, ValueError, termios.error):
            _restore(before)
        os._exit(128 + signum)

    for each in SIGNALS:
        signal.signal(each, handle)


def _settings() -> list[Any] | None:
    """The terminal's settings before there was anything of ours, or None without a terminal."""
    if FIRST.settings is not None:
        return FIRST.settings
    with suppress(OSError, ValueError, termios.error):
        return termios.tcgetattr(sys.stdin.fileno())
    return None


def _restore(before: list[Any] | None) -> None:
    """Put the terminal right, unless it has stopped reading: then there is nobody to see it."""
    if before is not None:
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)
    screen = sys.__stderr__.fileno() if sys.__stderr__ is not None else -1
    if select.select([], [screen], [], 0)[1]:
        os.write(screen, RESTORE)
