"""What a verification finds: which entry fails, in what, what was expected and what is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from creditui.domain.ledger import Entry
from creditui.domain.lots import Movement


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be."""

    code: str
    """What fails, for programs: `hash`, `sequence`, `missing`, `lot`, `seal`, `guards`, …"""
    message: str
    """What fails, as the rest of a sentence that begins with the entry."""
    entry_id: int | None = None
    """The entry that fails; None where it is not about one."""
    member_id: int | None = None
    expected: str = ""
    """What should be there, where that can be said."""
    found: str = ""
    """What is there."""


def fault(entry: Entry, code: str, message: str, expected: object, found: object) -> Finding:
    """A finding about `entry`."""
    return Finding(code, message, entry.id, entry.member_id, said(expected), said(found))


def said(value: object) -> str:
    """A value as a finding shows it: bytes in hexadecimal digits, nothing as "nothing"."""
    if value is None:
        return "nothing"
    return value.hex() if isinstance(value, bytes) else str(value)


def said_movements(movements: Iterable[Movement]) -> str:
    """Movements as a finding shows them: "-2 on lot 3, -1 on lot 5"."""
    return ", ".join(f"{each.credits:+d} on lot {each.lot_id}" for each in movements)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by entry, the first entry that fails first; those about no entry come last."""
    return tuple(sorted(findings, key=lambda each: (each.entry_id is None, each.entry_id or 0)))


def entry_number(value: object) -> int | None:
    """A number from the database that names an entry; None where it is no number at all."""
    return value if isinstance(value, int) else None
