"""The bytes a terminal sends for a key, a typed text and a paste."""

import re

KEYS: dict[str, bytes] = {
    "enter": b"\r",
    "escape": b"\x1b",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "space": b" ",
    "backspace": b"\x7f",
    "insert": b"\x1b[2~",
    "delete": b"\x1b[3~",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "plus": b"+",
    "minus": b"-",
    "slash": b"/",
    "comma": b",",
    "full_stop": b".",
    "question_mark": b"?",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "f3": b"\x1bOR",
    "f4": b"\x1bOS",
    "f5": b"\x1b[15~",
    "f6": b"\x1b[17~",
    "f7": b"\x1b[18~",
    "f8": b"\x1b[19~",
    "f9": b"\x1b[20~",
    "f10": b"\x1b[21~",
    "f11": b"\x1b[23~",
    "f12": b"\x1b[24~",
}
"""Keys with one spelling, by the names that Textual and `press` use."""

CURSOR_KEYS = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
"""Keys whose bytes depend on the modifiers held and on the cursor key mode of the program."""

MODIFIERS = {"shift": 2, "alt": 3, "ctrl": 5}
"""xterm's numbers for a modifier held with a cursor key."""


def key_bytes(name: str, *, application: bool = False) -> bytes:
    """The bytes of one key: `down`, `shift+tab`, `ctrl+p`, `alt+x`, `x`, `é`.

    Args:
        name: the key, as Textual spells it; a single character stands for itself.
        application: the program has asked for application cursor keys (DECCKM).

    Raises:
        ValueError: no terminal has such a key here; a misspelt name is never typed as text.
    """
    if len(name) == 1:
        return name.encode()
    if name in KEYS:
        return KEYS[name]
    modifier, _, key = name.rpartition("+")
    if key in CURSOR_KEYS:
        if not modifier:
            return (b"\x1bO" if application else b"\x1b[") + CURSOR_KEYS[key].encode()
        if modifier in MODIFIERS:
            return f"\x1b[1;{MODIFIERS[modifier]}{CURSOR_KEYS[key]}".encode()
    if modifier == "alt" and len(key) == 1:
        return b"\x1b" + key.encode()
    if modifier == "ctrl" and re.fullmatch(r"[a-z@\[\\\]^_]", key):
        return bytes([ord(key.upper()) & 0x1F])
    raise ValueError(f"no terminal sends a key called {name!r}")


def paste_bytes(text: str, *, bracketed: bool) -> bytes:
    """The bytes of a paste: line ends become returns; the brackets only where a program asked."""
    data = re.sub(r"\r\n|\n", "\r", text).encode()
    return b"\x1b[200~" + data + b"\x1b[201~" if bracketed else data
