"""Names and texts that are safe in a journal, whatever they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from creditui.domain.kinds import Kind
from creditui.domain.studio import Service
from creditui.domain.text import visible

LONGEST_TEXT = 10_000

_PLAIN = re.compile(r"[A-Z][A-Z0-9]{1,18}[A-Z]")
_NOT_PLAIN = re.compile(r"[^A-Z0-9]+")
_RESERVED = frozenset({"TRUE", "FALSE", "NULL"})
_LONGEST = 12

COUNTERPARTS = {
    Kind.OPENING: ("Equity", "Opening"),
    Kind.ALLOCATION: ("Income", "Allocated"),
    Kind.USE: ("Expenses", "Used"),
    Kind.GIVE_BACK: ("Expenses", "Used"),
    Kind.ADD: ("Income", "Added"),
    Kind.REMOVE: ("Expenses", "Removed"),
    Kind.EXPIRE: ("Expenses", "Expired"),
    Kind.EXTEND: ("Equity", "Extended"),
}
"""The account that the credits of each kind of entry come from or go to."""


def commodities(services: Iterable[Service]) -> dict[str, str]:
    """A commodity for each service code: capitals and digits, each its own.

    MASSAGE for massage; a code that a journal can't hold is numbered, like HOT-STONE-S2.
    """
    found: dict[str, str] = {}
    for number, service in enumerate(services, start=1):
        name = service.code.upper()
        if not _PLAIN.fullmatch(name) or name in _RESERVED or name in found.values():
            cleaned = _NOT_PLAIN.sub("-", name.encode("ascii", "ignore").decode()).strip("-")
            name = f"X{cleaned}" if cleaned[:1].isdigit() else cleaned or "SERVICE"
            name = f"{name[:_LONGEST].rstrip('-')}-S{number}"
        found[service.code] = name
    return found


def lot_account(member_id: int, lot_id: int) -> tuple[str, ...]:
    """The account of a lot, below its member."""
    return ("Assets", "Members", f"M{member_id}", f"L{lot_id}")


def line(text: str) -> str:
    """Text on one line, without anything a terminal or a journal would obey."""
    return " ".join(visible(text, LONGEST_TEXT).split())
