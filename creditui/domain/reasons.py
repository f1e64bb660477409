"""Why credits were adjusted: the list of reasons, and what a note must hold (R15)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from creditui.domain.refusal import Refusal
from creditui.domain.text import LONGEST_NOTE, unfit

if TYPE_CHECKING:
    from creditui.domain.proposal import Why

SHORTEST_NOTE = 5
"""Characters of a note that must not be white space."""
LONGEST_REFERENCE = 100


class Direction(StrEnum):
    """Which way the credits go that a reason is given for."""

    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Reason:
    """A code to choose from: for which direction, what it is called, what it is for."""

    direction: Direction
    code: str
    name: str
    purpose: str
    """What it is for and what a good note holds; shown beside the field."""
    dropped: bool = False
    """Whether it can be chosen no longer; entries are still called by it."""


DEFAULT_REASONS = (
    Reason(
        Direction.ADD,
        "recovery",
        "Service recovery",
        "A visit went wrong. Say what happened and when, and who promised what.",
    ),
    Reason(
        Direction.ADD,
        "promotion",
        "Promotion",
        "A bonus on offer, such as for signing up. Name the offer.",
    ),
    Reason(
        Direction.ADD,
        "correction",
        "Correction",
        "Credits were used or taken in error. Say which booking, and what was wrong.",
    ),
    Reason(
        Direction.ADD,
        "goodwill",
        "Goodwill",
        "A kindness nobody was owed. Say what it is for.",
    ),
    Reason(
        Direction.REMOVE,
        "correction",
        "Correction",
        "Credits were added in error. Say which entry, and what it should have been.",
    ),
    Reason(
        Direction.REMOVE,
        "policy",
        "Policy",
        "Credits were used against the studio's policy. Say which rule, and when.",
    ),
)
"""What a new studio starts with; it can add its own."""


def reason_name(code: str | None, credits: int, reasons: Sequence[Reason]) -> str:
    """What a reason is called, in the direction that the credits moved; else its code (R15)."""
    direction = Direction.REMOVE if credits < 0 else Direction.ADD
    named = [reason for reason in reasons if reason.code == code]
    named.sort(key=lambda reason: reason.direction != direction)
    return named[0].name if named else code or ""


def choices(reasons: Sequence[Reason], direction: Direction) -> tuple[Reason, ...]:
    """The reasons that can be chosen for that direction, in their order (R15)."""
    return tuple(each for each in reasons if each.direction == direction and not each.dropped)


def check_why(why: Why, direction: Direction, reasons: Sequence[Reason]) -> Refusal | Why:
    """The reason, note and reference made neat, or the refusal of what is wrong with them (R15).

    A code counts only for the direction it is listed for.
    """
    code = why.reason.strip().lower()
    known = [reason.code for reason in choices(reasons, direction)]
    if code not in known:
        listed = ", ".join(known) or "none is set up; ask an admin for one"
        return Refusal("reason", f"Choose a reason from the list: {listed}.", "reason")
    note = neat(why.note)
    reference = neat(why.reference)
    refusal = check_note(note) or check_reference(reference)
    return refusal or replace(why, reason=code, note=note, reference=reference)


def check_note(note: str) -> Refusal | None:
    """The refusal of a note that says nothing, is too long or not plain text (R15)."""
    message = unfit(note, longest=LONGEST_NOTE)
    if message is None and sum(map(_says_something, note)) < SHORTEST_NOTE:
        message = f"Write a note of at least {SHORTEST_NOTE} characters that says what happened."
    return Refusal("note", message, "note") if message else None


def check_reference(reference: str) -> Refusal | None:
    """The refusal of a reference (a booking, a ticket) that is too long or not plain text."""
    message = unfit(reference, longest=LONGEST_REFERENCE)
    return Refusal("reference", message, "reference") if message else None


def neat(text: str) -> str:
    """`text` without white space at its ends, in the one form (NFC) that the ledger hashes."""
    return unicodedata.normalize("NFC", text.strip())


def _says_something(character: str) -> bool:
    """Whether a character counts for a note's length: no white space, no invisible joiner."""
    return not character.isspace() and unicodedata.category(character) != "Cf"
