"""The session behind sshd: what ForceCommand starts for whoever signed in with a key.

sshd has proven a key and left it in a file; who that is, the database says. Everything else that a
client can influence is taken from the environment here, before anything is imported that could obey
it: Textual's variables write files and press keys, and it reads them when it is imported.
"""

from __future__ import annotations

import os
import sys

from creditui.cli.words import asks_interface
from creditui.tui import opening

TAKEN = ("SSH_USER_AUTH", "SSH_ORIGINAL_COMMAND", "SSH_CONNECTION", "TERM")
"""All that is read of the environment. Everything is cleared."""

_PATH = "/usr/local/bin:/usr/bin:/bin"
_TERM_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._")
_LONGEST_TERM = 40
_TRUE_COLOUR = ("alacritty", "contour", "foot", "tmux-", "wezterm", "xterm-ghostty", "xterm-kitty")
"""How the names begin of terminals that take 24-bit colours.

OpenSSH does not pass on COLORTERM, in which others say so, and an `xterm-256color` may be one that
shows them as noise (older Terminal.app, GNU screen): it gets the 256 colours of its name.
"""


def main(*, database: str, door: str) -> int:
    """Run the session of whoever was proven, and return its exit status.

    Args:
        database: The URL of the studio's database.
        door: Which account this is: `desk` for those who write, `audit` for those who read.
    """
    _close_keys()
    taken = take_environment(os.environb)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # whatever locale sshd had
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if asks_interface(os.fsdecode(taken.get("SSH_ORIGINAL_COMMAND", b"")).split()):
        opening.begin()
    try:
        from creditui.cli.entering import enter

        return enter(database, door, taken)
    finally:
        opening.end()


def take_environment(environ: os._Environ[bytes]) -> dict[str, bytes]:
    """What sshd and the terminal say, out of `environ`, which is sane and otherwise empty then."""
    taken = {name: environ[name.encode()] for name in TAKEN if name.encode() in environ}
    environ.clear()
    term = terminal(taken.pop("TERM", b""))
    environ[b"LANG"] = b"C.UTF-8"
    environ[b"PATH"] = _PATH.encode()
    environ[b"TERM"] = term.encode()
    if term.startswith(_TRUE_COLOUR) or term.endswith("-direct"):
        environ[b"COLORTERM"] = b"truecolor"
    return taken


def terminal(name: bytes) -> str:
    """The terminal's type, where it is shaped like one; else `xterm`, which every one resembles."""
    text = name.decode("ascii", "replace")
    fits = 0 < len(text) <= _LONGEST_TERM and text[0].isalpha() and set(text) <= _TERM_CHARACTERS
    return text if fits else "xterm"


def _close_keys() -> None:
    """Until the interface reads them itself, keys interrupt nothing; only a hang-up ends it."""
    import signal

    for key in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
        signal.signal(key, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    os.umask(0o027)
    os.chdir("/")
