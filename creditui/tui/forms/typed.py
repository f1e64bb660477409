"""What stands in a form, and the act it means; no widget is needed to know that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from creditui.domain.calendar import BadDate, parse_date
from creditui.domain.proposal import (
    Act,
    Add,
    Correct,
    GiveBack,
    Remove,
    SetAllocation,
    Use,
    Why,
)
from creditui.domain.reasons import SHORTEST_NOTE, Direction

NEVER = "never"
"""What stands in Expiration for credits without one, where the plan's never expire (R10)."""

_PREVIEW_NOTE = "The note is still being written."


class Type(StrEnum):
    """The first field of the form."""

    ADD = "add"
    REMOVE = "remove"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Typed:
    """Every field as it stands, as text."""

    type: Type = Type.ADD
    credits: str = ""
    service: str = ""
    expires: str = ""
    reason: str = ""
    note: str = ""
    reference: str = ""
    lot_id: int | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """What can't be read in one field, with a sentence that says what to type."""

    field: str
    message: str


Reading = Act | Slip
Reader = Callable[[Typed, date], Reading]
"""Reads a form on a studio date."""


def adjust_reader(membership_id: int) -> Reader:
    """Reads Adjust Credits for a membership (R10, R11)."""

    def read(typed: Typed, today: date) -> Reading:
        number = _whole(typed.credits)
        if isinstance(number, Slip):
            return number
        if typed.type is Type.REMOVE:
            return Remove(membership_id, typed.service, number, _why(typed), typed.lot_id)
        expires = _expiry(typed.expires, today)
        if isinstance(expires, Slip):
            return expires
        return Add(membership_id, typed.service, number, expires, _why(typed))

    return read


def update_reader(period_id: int, allocated: Callable[[str], int]) -> Reader:
    """Reads Update Credits for a billing period: a new number, or so many more or fewer (R12).

    `allocated` says what the period allocates for a service as the person sees it.
    """

    def read(typed: Typed, today: date) -> Reading:
        number = _whole(typed.credits)
        if isinstance(number, Slip):
            return number
        seen = allocated(typed.service)
        to = {Type.ADD: seen + number, Type.REMOVE: seen - number}.get(typed.type, number)
        if to < 0:
            return Slip("credits", f"The period allocates {seen}; take {seen} or fewer.")
        expires = _expiry(typed.expires, today) if typed.expires else None
        if isinstance(expires, Slip):
            return expires
        return SetAllocation(period_id, typed.service, to, _why(typed), seen, expires)

    return read


def correct_reader(entry_id: int) -> Reader:
    """Reads Correct, which has only a reason, a note and a reference to ask for (R16)."""

    def read(typed: Typed, today: date) -> Reading:
        return Correct(entry_id, _why(typed))

    return read


def for_preview(act: Act) -> Act:
    """`act` with a stand-in for a note that is still too short, so that the rest can be shown."""
    if isinstance(act, Use | GiveBack) or len(act.why.note.strip()) >= SHORTEST_NOTE:
        return act
    return replace(act, why=replace(act.why, note=_PREVIEW_NOTE))


def direction_of(typed: Typed, allocated: int) -> Direction:
    """Whether the reasons to choose from are those for adding or for removing (R15).

    `allocated` is the period's present number, for a new number to be compared with.
    """
    removes = typed.type is Type.REMOVE
    if typed.type is Type.SET:
        number = _whole(typed.credits)
        removes = isinstance(number, int) and number < allocated
    return Direction.REMOVE if removes else Direction.ADD


def _why(typed: Typed) -> Why:
    return Why(typed.reason, typed.note, typed.reference)


def _whole(text: str) -> int | Slip:
    stripped = text.strip()
    if not stripped:
        return Slip("credits", "Type how many credits.")
    if not (stripped.isascii() and stripped.isdigit()) or len(stripped) > 6:
        return Slip("credits", "Type a whole number of credits, such as 2.")
    return int(stripped)


def _expiry(text: str, today: date) -> date | Slip | None:
    if text.strip().lower() == NEVER:
        return None
    try:
        return parse_date(text, today)
    except BadDate as error:
        return Slip("expires", str(error))
