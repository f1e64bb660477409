"""What a command line asks for, seen before it is parsed; nothing is imported to see it."""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing would take longer than looking
if TYPE_CHECKING:
    from collections.abc import Sequence

PLAIN = frozenset({"--read-only", "--mouse"})
"""The interface's options that stand alone."""

TAKING = frozenset({"--db", "--as"})
"""Those that take the next word."""

_TAKEN = tuple(f"{option}=" for option in sorted(TAKING))


def asks_interface(words: Sequence[str]) -> bool:
    """Whether a command line opens the interface: no command is in it, and nothing wrong."""
    return _looked_through(words) == (None, False)


def command_word(words: Sequence[str]) -> str | None:
    """The first word that is no option before the command, nor what one takes; or None."""
    return _looked_through(words)[0]


def _looked_through(words: Sequence[str]) -> tuple[str | None, bool]:
    """That word, and whether an option still waits for what it takes."""
    waiting = False
    for word in words:
        if waiting:
            waiting = False
        elif word in TAKING:
            waiting = True
        elif word not in PLAIN and not word.startswith(_TAKEN):
            return word, False
    return None, waiting
