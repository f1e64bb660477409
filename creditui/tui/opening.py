"""What is done before the interface is imported, and once it is there.

Most of a start is importing. Little that it makes is rubbish, but Python's collector looks through
all of it again and again, for a tenth of the time until the first frame: it rests until then.
"""

from __future__ import annotations

import gc

from creditui.tui.first_frame import FIRST

TYPE_CHECKING = False  # importing typing would take longer than painting
if TYPE_CHECKING:
    from collections.abc import Sequence

_PLAIN = frozenset({"--read-only", "--mouse"})
_TAKING = frozenset({"--db", "--as"})


def begin(words: Sequence[str]) -> None:
    """Begin with the interface, where that is what `words` ask for."""
    if asks_interface(words):
        gc.disable()
        FIRST.show()


def settle() -> None:
    """The interface is there: look for rubbish once, and no more in what was imported."""
    gc.collect()
    gc.freeze()
    gc.enable()


def end() -> None:
    """Leave terminal and collector as they were found, however far it came."""
    FIRST.hide()
    gc.enable()


def asks_interface(words: Sequence[str]) -> bool:
    """Whether a command line opens the interface: no command is in it, and nothing wrong."""
    waiting = False
    for word in words:
        if waiting:
            waiting = False
        elif word in _TAKING:
            waiting = True
        elif word not in _PLAIN and not word.startswith(("--db=", "--as=")):
            return False
    return not waiting
