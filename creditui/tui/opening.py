"""What is done before the interface is imported, and once it is there.

Most of a start is importing. Little that it makes is rubbish, but Python's collector looks through
all of it again and again, for a tenth of the time until the first frame: it rests until then.
"""

from __future__ import annotations

import gc

from creditui.tui.first_frame import FIRST

TYPE_CHECKING = False  # importing typing would take longer than painting
if TYPE_CHECKING:
    from collections.abc import Callable


def begin() -> None:
    """The interface is asked for: show the first frame, and let the collector rest."""
    gc.disable()
    FIRST.show()


def take(leaving: Callable[[], object] | None = None) -> None:
    """The interface will take the terminal over, whether there was a first frame or not.

    Until it listens to signals itself, whoever ends the process has `leaving` called before it.
    """
    FIRST.leaving = leaving
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
