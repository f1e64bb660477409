"""Refused attempts: what somebody asked for, and which rule said no (R2, R18)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from creditui.domain.instant import instant_of
from creditui.domain.proposal import Act, Add, Correct, GiveBack, Remove, SetAllocation, Use
from creditui.domain.refusal import Refusal
from creditui.domain.text import visible

LARGEST_KEPT = 10**15
"""Numbers beyond this are kept as this: any of them is refused for its size alone."""
LONGEST_COMMAND = 200
"""Characters of a command that are kept."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an act asked for, as it was typed; what it does not name is None or empty."""

    act: str
    """`add`, `remove`, `set`, `correct`, `use` or `give_back`; or a command as it was typed, where
    a permission said no to all of it."""
    service: str = ""
    credits: int | None = None
    """Whole credits; for `set` the allocation that was wanted."""
    membership_id: int | None = None
    period_id: int | None = None
    entry_id: int | None = None
    """The entry to be corrected or given back."""


@dataclass(frozen=True, slots=True)
class RefusedAttempt:
    """An act that a rule or a permission said no to. Nothing of it was done."""

    id: int
    actor_id: int | None
    """None where nobody at this desk has the username any more."""
    actor: str
    via: str | None
    """The username of the admin who acted as the actor (R21)."""
    at: int
    """The instant, in microseconds of UTC since 1970."""
    studio_date: date
    member_id: int | None
    """None for a command, which is about nobody in particular."""
    asked: Asked
    refusal: Refusal
    request_id: str

    @property
    def instant(self) -> datetime:
        """The UTC instant of the attempt."""
        return instant_of(self.at)


def asked_of(act: Act) -> Asked:
    """What `act` asks for, safe to keep: text made visible, numbers within reason."""
    match act:
        case Add():
            return _named("add", act.service, act.credits, act.membership_id)
        case Remove():
            return _named("remove", act.service, act.credits, act.membership_id)
        case SetAllocation():
            return Asked(
                "set", visible(act.service), bounded(act.to), period_id=bounded(act.period_id)
            )
        case Use():
            return _named("use", act.service, act.credits, None)
        case Correct():
            return Asked("correct", entry_id=bounded(act.entry_id))
        case GiveBack():
            return Asked("give_back", entry_id=bounded(act.entry_id))


def asked_by(words: Sequence[str]) -> Asked:
    """The command that these words are, safe to keep."""
    return Asked(visible(" ".join(words), LONGEST_COMMAND))


def say_asked(asked: Asked, service: str = "") -> str:
    """What was asked for, in words: "add 6 massage", "correct entry 12", "staff disable mona".

    `service` is what the service is called; without it, it is told by its code.
    """
    if asked.credits is None and asked.entry_id is None:
        return asked.act
    word, named = asked.act.replace("_", " "), service or asked.service
    if asked.entry_id is not None:
        return f"{word} entry {asked.entry_id}"
    if asked.act == "set":
        return f"set {named} to {asked.credits}"
    return f"{word} {asked.credits} {named}"


def bounded(number: int) -> int:
    """`number`, or the largest that is kept."""
    return max(-LARGEST_KEPT, min(LARGEST_KEPT, number))


def _named(act: str, service: str, credits: int, membership_id: int | None) -> Asked:
    known = None if membership_id is None else bounded(membership_id)
    return Asked(act, visible(service), bounded(credits), known)
