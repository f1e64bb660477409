"""Configurations that lack a protection: on each of them the attack that it stops must succeed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.support.sshd import PEOPLE, Change, Sshd

NAIVE_KEYS = "/run/naive-keys"
"""A file with the keys of everybody and no options, as somebody in a hurry would write it."""
ENV = "/usr/bin/env"
"""Shows what a session is given, in place of the session."""


def write_naive_keys(sshd: Sshd) -> None:
    """Make the file that the naive configuration reads, for every account."""
    keys = "".join((sshd.folder / f"{name}.pub").read_text() for name in PEOPLE)
    sshd.machine.must(f"cat > {NAIVE_KEYS} <<'END'\n{keys}END\n")


def without(*names: str) -> Change:
    """The drop-in without these directives."""
    return lambda text: _dropped(text, names)


def instead(**values: str) -> Change:
    """The drop-in with other values for these directives."""

    def change(text: str) -> str:
        lines = [f"    {name} {value}" for name, value in values.items()]
        head, match, rest = _dropped(text, values).partition("Match User credits,credits-audit\n")
        return "\n".join((head + match.rstrip(), *lines, rest))

    return change


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(text: str) -> str:
        for each in changes:
            text = each(text)
        return text

    return change


naive_keys = both(
    without("AuthorizedKeysCommand", "AuthorizedKeysCommandUser"),
    instead(AuthorizedKeysFile=NAIVE_KEYS),
)
"""No key command: keys without `restrict`, for whatever account."""

shell = without("ForceCommand")
"""Nothing is forced: whatever the client asks for is run."""

show_environment = instead(ForceCommand=ENV)
"""The installed protections, with a program that shows what reaches a session."""


def _dropped(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = re.sub(rf"(?m)^ *{name} .*\n", "", text)
    return text
