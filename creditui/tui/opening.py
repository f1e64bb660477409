"""What is done before the interface is imported, and once it is there.

Most of a start is importing. Little that it makes is rubbish, but Python's collector looks through
all of it again and again, for a tenth of the time until the first frame: it rests until then.
"""

from __future__ import annotations

import gc

from creditui.tui.first_frame import FIRST


def begin() -> None:
    """The interface is asked for: show the first frame, and let the collector rest."""
    gc.disable()
    FIRST.show()


def take() -> None:
    """Now the interface takes the terminal over, whether there was a first frame or not."""
    FIRST.take()


def settle() -> None:
    """The interface is there: look for rubbish once, and no more in what was imported."""
    gc.collect()
    gc.freeze()
    gc.enable()


def end() -> None:
    """Leave terminal and collector as they were found, however far it came."""
    FIRST.hide()
    gc.enable()
