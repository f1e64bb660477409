"""What may be asked for over SSH, and how the line is read that asks for it. No shell is involved.

`ssh credits@studio show maya --json` reaches us as the one line `show maya --json`, whatever words
it was typed in. It is split as a shell would split it, and nothing else that a shell does is done:
a line that counts on one is refused, so that nobody believes a second command was run.
"""

from __future__ import annotations

import re
import shlex
from argparse import Namespace
from collections.abc import Sequence

from creditui.cli.table import COMMANDS
from creditui.desk.errors import InputError
from creditui.domain.text import visible

LONGEST = 8 * 1024
"""Bytes of a line."""

_QUOTED = re.compile(r"'[^']*'|\"(?:\\.|[^\"\\])*\"|\\.")
_SHELL = re.compile(r"[;&|<>`()]|\$[A-Za-z0-9_{(?!@*#$-]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_TAKING = frozenset({"--as"})
_PLAIN = frozenset({"--read-only", "--mouse", "--help", "-h", "--version", "--json"})
_QUOTE = "quote it twice: ssh HOST 'show \"Maya Okafor\"'"


def read_line(line: bytes) -> list[str]:
    """The words of the line that a client sent.

    Raises InputError for a line that is too long, holds control characters, is no text, or was
    written for a shell.
    """
    if len(line) > LONGEST:
        raise InputError("too_long", f"A command may have {LONGEST:,} bytes; this is longer.")
    try:
        text = line.decode()
    except UnicodeDecodeError:
        raise InputError("bad_text", "The command is not UTF-8 text; type it again.") from None
    if _CONTROL.search(text):
        raise InputError("bad_text", f"{visible(text)} holds a control character; take it out.")
    try:
        words = shlex.split(text)
    except ValueError:
        message = f"{visible(text)} has a quote or a backslash without its end; {_QUOTE}"
        raise InputError("bad_quotes", message) from None
    if (found := _SHELL.search(_QUOTED.sub("", text))) is not None:
        raise InputError(
            "no_shell",
            f"There is no shell here, so {found[0]!r} does nothing; where it is meant, {_QUOTE}",
        )
    return words[1:] if words[:1] == ["creditui"] else words


def check_command(words: Sequence[str]) -> None:
    """Raise InputError where the command that `words` name is not to be had over SSH."""
    name = _command(words)
    if name is None or any(each.name == name and each.over_ssh for each in COMMANDS):
        return
    offered = ", ".join(each.name for each in COMMANDS if each.over_ssh)
    if any(each.name == name for each in COMMANDS):
        message = f"creditui {name} is not to be had over SSH; run it on the host itself."
    else:
        message = (
            f"There is no shell and no file transfer here, so {visible(name)!r} is not run; "
            f"the commands are: {offered}."
        )
    raise InputError("not_over_ssh", message)


def check_files(args: Namespace) -> None:
    """Raise InputError where an argument names a file of the host."""
    for name, instead in args.command.host_files if "command" in args else ():
        given = getattr(args, name, None)
        if given is not None and not _harmless(str(given), instead):
            free = "standard output has it all" if name == "output" else "run it where the file is"
            other = f"give {instead} instead" if instead else free
            raise InputError(
                "host_file",
                f"{visible(str(given))} would be a file of the host, which SSH does not reach; "
                f"{other}.",
            )


def _harmless(given: str, instead: str) -> bool:
    """Whether an argument is what it may be in place of a file: exactly that, or a seal's text."""
    if instead.endswith(":"):
        return given.lower().startswith(instead)
    return bool(instead) and given == instead


def _command(words: Sequence[str]) -> str | None:
    """The word that names the command, or None; raises InputError for `--db`."""
    waiting = False
    for word in words:
        if waiting:
            waiting = False
        elif word == "--db" or word.startswith("--db="):
            raise InputError("not_over_ssh", "Over SSH there is one database; leave --db out.")
        elif word in _TAKING:
            waiting = True
        elif word not in _PLAIN and not word.startswith("--as="):
            return word
    return None
