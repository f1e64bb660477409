"""The line has gone, or the system wants the session to end: end now, whatever hangs.

The terminal may have stopped reading, and then the event loop stands still in a write; the desk may
wait for another writer. So nothing here waits for either for longer than a few seconds, in which
even a busy machine has kept a form: a timer of the kernel's ends the process where even this hangs.

A signal comes in the middle of anything, with locks held that what was typed can't be kept without.
So it is kept by a thread that stands ready for it, and what the signal met goes on as far as the
event loop's next turn: there it stays, and no other end overtakes this one. Where the main thread
stands still, a signal that the kernel gave to another one wakes it no more, and no handler runs:
the thread hears of each from the kernel's side, by the pipe that Python writes signals to.
"""

from __future__ import annotations

import asyncio
import logging
import os
import select
import signal
import termios
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

from creditui.tui.first_frame import FIRST, LAST, RESTORE

_log = logging.getLogger(__name__)

READING = 1.0
"""Seconds in which a terminal behind a slow line reads on; one that stands still never will."""

_KEYS, _SCREEN = 0, 2
"""Textual reads the one and writes the other."""

SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


def end_on_signals(save: Callable[[float], object]) -> None:
    """From here on, end the process at once when it is hung up on, interrupted or told to end.

    `save` keeps what was typed, on a thread of its own; it gets the seconds that it may take, and
    may raise anything. Call this within the event loop. The terminal is put back as it was when it
    was taken (tui/first_frame.py), where it still listens.
    """
    loop = asyncio.get_running_loop()
    heard, told = os.pipe()
    os.set_blocking(told, False)

    def end() -> None:
        signum = _first(heard)
        signal.setitimer(signal.ITIMER_REAL, LAST)
        try:
            save(LAST / 2)
        except Exception:
            _log.exception("a session that was hung up on could not be kept")
        with suppress(OSError, ValueError, termios.error):
            _restore()
        os._exit(128 + signum)

    def handle(signum: int, frame: object) -> None:
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        with suppress(RuntimeError):  # the loop is closed: there is no further turn
            loop.call_soon_threadsafe(Event().wait)

    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    Thread(target=end, name="hangup", daemon=True).start()
    for each in SIGNALS:
        signal.signal(each, handle)


def _first(heard: int) -> int:
    """The first signal that ends a session; the terminal's size is told by one, too."""
    while True:
        for signum in os.read(heard, 4096):
            if signum in SIGNALS:
                return signum


def _restore() -> None:
    """Put the terminal right, unless it has stopped reading: then there is nobody to see it.

    It is ours alone by then: what other threads still paint or set would come after it.
    """
    if (before := FIRST.settings) is None:
        return
    screen, nothing = os.dup(_SCREEN), os.open(os.devnull, os.O_RDWR)
    for each in (_KEYS, _SCREEN):
        os.dup2(nothing, each)
    termios.tcsetattr(screen, termios.TCSANOW, before)
    if select.select([], [screen], [], READING)[1]:
        os.write(screen, RESTORE)
