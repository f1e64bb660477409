"""What a filter of the studio's ledger asks of an entry, and the line that says it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from creditui.domain.kinds import Flag, Kind

ME = "me"
"""As a username in a filter, without quotes: whoever asks."""

PEOPLE = ("who", "via")
"""The filters whose value is a username."""

KEYS = {
    "who": "a username: who did it; me is whoever asks",
    "via": "a username: the admin who acted as another person",
    "type": "a kind of entry: " + ", ".join(Kind),
    "service": "a service's code",
    "reason": "a reason's code",
    "member": "an id, e-mail address, phone number or part of a name",
    "since": "the first studio date: 2026-10-01, 1 oct, mon, yesterday, -30d, som (start of month)",
    "until": "the last studio date, written as for since",
    "over": "more than so many credits, added or taken",
    "ref": "a reference, whole",
    "flag": "a mark on the entry: " + ", ".join(Flag),
    "view": "a saved view: its filters, as if they were typed here",
}
"""The filters that have a value, and what it is."""

MARKS = {
    "adjustments": "entries by which a person gave or took credits: each has a reason",
    "corrects": "entries that correct another one or give it back",
    "corrected": "entries that were corrected or given back",
    "flags": "entries with a mark of any kind",
}
"""The filters that are one word."""

LISTS = {
    "who": "who",
    "via": "via",
    "type": "kinds",
    "service": "services",
    "reason": "reasons",
    "flag": "flags",
}
"""Where the values of a filter that may be there several times are kept."""

MARK_FIELDS = {"adjustments": "adjusted", "flags": "flagged"}
"""Where a filter of one word is kept, where that is not under its own name."""

SINGLE = {"member": "member", "ref": "reference"}
"""Where a filter that is there once at the most is kept."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What entries must be; the empty filter lets every entry through.

    Several values of one field mean any of them, except words: an entry holds them all.
    """

    who: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    services: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    member: str = ""
    since: date | None = None
    """The first studio date."""
    until: date | None = None
    """The last studio date."""
    over: int | None = None
    """More than so many credits, whatever the sign."""
    reference: str = ""
    flags: tuple[Flag, ...] = ()
    flagged: bool = False
    adjusted: bool = False
    corrects: bool = False
    corrected: bool = False
    words: tuple[str, ...] = ()
    """Parts of the note; the case of A to Z makes no difference."""

    def __bool__(self) -> bool:
        return self != Filter()

    def __str__(self) -> str:
        """The line that reads back as this filter."""
        return " ".join(_said(self))


def _said(asked: Filter) -> Iterator[str]:
    for key, field in LISTS.items():
        yield from (f"{key}:{_quoted(value, key)}" for value in getattr(asked, field))
    for key, field in SINGLE.items():
        if getattr(asked, field):
            yield f"{key}:{_quoted(getattr(asked, field))}"
    for key in ("since", "until", "over"):
        if getattr(asked, key) is not None:
            yield f"{key}:{getattr(asked, key)}"
    for mark in MARKS:
        if getattr(asked, MARK_FIELDS.get(mark, mark)):
            yield mark
    for word in asked.words:
        plain = word not in MARKS and ":" not in word and " " not in word
        yield word if plain else f'"{word}"'


def _quoted(value: str, key: str = "") -> str:
    special = value == ME and key in PEOPLE
    return f'"{value}"' if special or " " in value else value
