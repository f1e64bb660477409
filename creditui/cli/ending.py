"""Told by the system to end, or hung up on: what is half made is cleared away before that."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGTERM, signal.SIGHUP)
"""As ctrl+c, which Python makes an exception of, these let nothing run that clears away."""


class _Ended(BaseException):
    """Comes as a KeyboardInterrupt does, from the middle of anything."""

    code = "hung_up"
    """How the record of a session has it."""

    def __init__(self, signum: int) -> None:
        super().__init__(signum)
        self.signum = signum


@contextmanager
def clearing_away() -> Iterator[None]:
    """In the block a signal that ends the program is an exception first, and ends it after that.

    Whoever started the program sees by which signal it ended. A second one does not wait. Where one
    is ignored, as under nohup, it stays so. Only for the main thread, and for no interface.
    """
    before = {each: signal.getsignal(each) for each in _SIGNALS}
    ours = [each for each in _SIGNALS if before[each] is signal.SIG_DFL]
    for each in ours:
        signal.signal(each, _end)
    try:
        yield
    except _Ended as ended:
        os.kill(os.getpid(), ended.signum)
    finally:
        for each in ours:
            signal.signal(each, signal.SIG_DFL)


def _end(signum: int, _: FrameType | None) -> None:
    signal.signal(signum, signal.SIG_DFL)
    raise _Ended(signum)
