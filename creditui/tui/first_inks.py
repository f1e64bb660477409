"""The colours of the first frame, as the terminal takes them.

They are those of `theme`, worked out beforehand: finding them needs Textual and Rich, which the
first frame does not wait for. A test holds the two together.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # importing typing would take longer than painting
if TYPE_CHECKING:
    from collections.abc import Mapping


class Inks:
    """Sequences that begin each piece of the frame."""

    __slots__ = ("bar", "hint", "muted", "page", "title")

    def __init__(self, bar: str, page: str, title: str, muted: str, hint: str) -> None:
        """Name what is painted.

        Args:
            bar: The first line and the last.
            page: All between them.
            title: Our name, in the first line.
            muted: The word before the search field.
            hint: The search field, and what stands in it while it is empty.
        """
        self.bar, self.page, self.title, self.muted, self.hint = bar, page, title, muted, hint


_MONOCHROME = frozenset({"vt52", "vt100", "vt102", "vt220", "vt320", "vt420"})
_PLAIN = ("", "", "", "", "3")  # a hint is in italics, or it would look like something typed
_KNOWN = {
    ("dark", "true"): (
        "48;2;31;36;44",
        "48;2;20;23;28",
        "38;2;108;182;217;48;2;31;36;44",
        "38;2;141;149;163;48;2;20;23;28",
        "38;2;141;149;163;48;2;31;36;44",
    ),
    ("dark", "256"): (
        "48;5;235",
        "48;5;233",
        "38;5;74;48;5;235",
        "38;5;246;48;5;233",
        "38;5;246;48;5;235",
    ),
    ("dark", "16"): ("40", "40", "36;40", "37;40", "37;40"),
    ("light", "true"): (
        "48;2;236;234;228",
        "48;2;251;250;247",
        "38;2;11;102;145;48;2;236;234;228",
        "38;2;97;104;115;48;2;251;250;247",
        "38;2;97;104;115;48;2;236;234;228",
    ),
    ("light", "256"): (
        "48;5;254",
        "48;5;231",
        "38;5;24;48;5;254",
        "38;5;241;48;5;231",
        "38;5;241;48;5;254",
    ),
    ("light", "16"): ("107", "107", "34;107", "90;107", "90;107"),
}


def inks(environ: Mapping[str, str]) -> Inks | None:
    """The colours for the terminal and the theme, or None where it can't be painted on."""
    term = environ.get("TERM", "").strip().lower()
    if term in ("", "dumb", "unknown"):
        return None
    if colourless(environ):
        codes = _PLAIN
    else:
        codes = _KNOWN[_theme(environ), _depth(term, environ.get("COLORTERM", ""))]
    return Inks(*(f"\x1b[0;{code}m" if code else "\x1b[0m" for code in codes))


def colourless(environ: Mapping[str, str]) -> bool:
    """Whether no colour is wanted, or the terminal is of a kind that has none.

    Over SSH no variable but TERM arrives: in it a person asks for the same (`xterm-mono`).
    """
    term = environ.get("TERM", "").strip().lower()
    return bool(environ.get("NO_COLOR")) or term in _MONOCHROME or term.endswith(("-m", "-mono"))


def _depth(term: str, colorterm: str) -> str:
    """How many colours the terminal has, as Rich finds it out."""
    if colorterm.strip().lower() in ("truecolor", "24bit"):
        return "true"
    return "256" if term.rpartition("-")[2] in ("256color", "kitty") else "16"


def _theme(environ: Mapping[str, str]) -> str:
    """The theme that the configuration names, as far as one look tells; the next frame is sure."""
    folder = environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    try:
        with open(os.path.join(folder, "creditui", "config.toml"), encoding="utf-8") as file:
            lines = ["".join(line.split()).replace("'", '"') for line in file]
    except (OSError, ValueError):
        return "dark"
    return "light" if any(line.startswith('theme="light"') for line in lines) else "dark"
