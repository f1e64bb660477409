"""Keys by name: how Textual spells them, how a person reads them, and which never work.

Only keys that arrive through every terminal, tmux and ssh may be bound. `ctrl+i`, `ctrl+j`,
`ctrl+m`, `ctrl+h` and `ctrl+[` are tab, newline, enter, backspace and escape under another name;
tmux, screen and the shell keep `ctrl+a`, `ctrl+b` and `ctrl+z`; alt, and shift with a function
key, are often swallowed.
"""

from __future__ import annotations

import re

NAMED = frozenset(
    {"enter", "escape", "tab", "shift+tab", "space", "backspace", "delete", "insert"}
    | {"up", "down", "left", "right", "home", "end", "pageup", "pagedown"}
    | {f"f{number}" for number in range(1, 13)}
)
"""Keys with a name of their own."""

SWALLOWED = frozenset(f"ctrl+{letter}" for letter in "abhijmz[")
"""Keys that do not arrive everywhere, or arrive as another key."""

_LABELS = {"escape": "esc", "pageup": "page up", "pagedown": "page down"}


def key_fault(key: str) -> str | None:
    """What is wrong with a key as a person wrote it, as the end of a sentence, or None."""
    if len(key) == 1:
        return None if key.isprintable() and not key.isspace() else "is not a key that can be bound"
    if key in NAMED:
        return None
    if key in SWALLOWED:
        return "does not arrive through every terminal"
    if re.fullmatch(r"ctrl\+[a-z]", key):
        return None
    return "is not a key; use a character, f1 to f12, ctrl and a letter, or a name such as enter"


def binding_keys(keys: tuple[str, ...]) -> str:
    """Keys as one string, as a Textual binding or keymap takes them."""
    return ",".join("comma" if key == "," else key for key in keys)


def key_label(key: str) -> str:
    """A key as a person reads it."""
    return _LABELS.get(key, key)
