"""The filter of the studio ledger: what an auditor asks for, in one line.

`who:alice type:remove since:2026-10-01 "late therapist"`. Words apart by white space; double quotes
hold white space together and make plain text of what would mean something; nothing escapes. Filters
of different names all hold; of the same name, one of them does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from creditui.domain.filter_words import BadFilter, Word, one_of, read_day, split, whole_number
from creditui.domain.ledger import Flag, Kind
from creditui.domain.text import LONGEST_NOTE, tidy, unfit

__all__ = ["KEYS", "MARKS", "BadFilter", "Filter", "parse_filter"]

KEYS = {
    "who": "a username: who did it",
    "via": "a username: the admin who acted as another person",
    "type": "a kind of entry: " + ", ".join(Kind),
    "service": "a service's code",
    "reason": "a reason's code",
    "member": "an id, e-mail address, phone number or part of a name",
    "since": "the first studio date: 2026-10-01, 1 oct, mon, yesterday, -30d",
    "until": "the last studio date, written as for since",
    "over": "more than so many credits, added or taken",
    "ref": "a reference, whole",
    "flag": "a mark on the entry: " + ", ".join(Flag),
}
"""The filters that have a value, and what it is."""

MARKS = {
    "corrects": "entries that correct another one or give it back",
    "corrected": "entries that were corrected or given back",
    "flags": "entries with a mark of any kind",
}
"""The filters that are one word."""

LONGEST_LINE = 1000

_LISTS = {
    "who": "who",
    "via": "via",
    "type": "kinds",
    "service": "services",
    "reason": "reasons",
    "flag": "flags",
}
_SINGLE = {"member": "member", "ref": "reference"}


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
    corrects: bool = False
    corrected: bool = False
    words: tuple[str, ...] = ()
    """Parts of the note; the case of A to Z makes no difference."""

    def __bool__(self) -> bool:
        return self != Filter()

    def __str__(self) -> str:
        """The line that reads back as this filter."""
        return " ".join(_said(self))


def parse_filter(line: str, today: date) -> Filter:
    """Read a filter line on the studio date `today`.

    Raises:
        BadFilter: With one sentence and the place in the line; never anything else.
    """
    if len(line) > LONGEST_LINE:
        raise BadFilter(
            f"The filter is longer than {LONGEST_LINE:,} characters; shorten it.",
            LONGEST_LINE,
            len(line),
        )
    read = _Reader(today)
    for word in split(line):
        read.take(word)
    return read.filter()


class _Reader:
    """The filter as it is put together, word by word."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._lists: dict[str, dict[str, None]] = {}
        self._single: dict[str, str | date | int] = {}
        self._marks: dict[str, bool] = {}

    def take(self, word: Word) -> None:
        """One word of the line, with what it says."""
        _check_fit(word)
        if word.key is None:
            self._plain(word)
        elif word.key not in KEYS:
            raise BadFilter(
                f"“{word.key}:” is no filter; use {', '.join(f'{key}:' for key in KEYS)}, or put "
                "the words in double quotes to look for them in notes.",
                word.start,
                word.end,
            )
        elif not tidy(word.text):
            raise BadFilter(
                f"“{word.key}:” wants {KEYS[word.key]}, right after the colon.",
                word.start,
                word.end,
            )
        else:
            self._keyed(word.key, word)

    def filter(self) -> Filter:
        """What was read."""
        since, until = self._single.get("since"), self._single.get("until")
        if isinstance(since, date) and isinstance(until, date) and since > until:
            raise BadFilter(f"since:{since} comes after until:{until}; nothing is in between.")
        lists = {name: tuple(found) for name, found in self._lists.items()}
        return Filter(**lists, **self._single, **self._marks)  # type: ignore[arg-type]

    def _plain(self, word: Word) -> None:
        if word.text in MARKS and not word.quoted:
            self._marks["flagged" if word.text == "flags" else word.text] = True
        elif tidy(word.text):
            self._lists.setdefault("words", {})[tidy(word.text)] = None

    def _keyed(self, key: str, word: Word) -> None:
        text = tidy(word.text)
        if key in _LISTS:
            if key == "type":
                text = one_of(text.lower().replace("-", "_"), Kind, word)
            elif key == "flag":
                text = one_of(text.lower().replace("-", "_"), Flag, word)
            self._lists.setdefault(_LISTS[key], {})[text] = None
            return
        field = _SINGLE.get(key, key)
        if field in self._single:
            raise BadFilter(f"“{key}:” is there twice; keep one of them.", word.start, word.end)
        if key in ("since", "until"):
            self._single[field] = read_day(text, self._today, word)
        else:
            self._single[field] = whole_number(text, word) if key == "over" else text


def _check_fit(word: Word) -> None:
    why = unfit(word.text, longest=LONGEST_NOTE, multiline=True)
    if why:
        raise BadFilter(why, word.start, word.end)


def _said(asked: Filter) -> Iterator[str]:
    for key, field in _LISTS.items():
        yield from (f"{key}:{_quoted(value)}" for value in getattr(asked, field))
    for key, field in _SINGLE.items():
        if getattr(asked, field):
            yield f"{key}:{_quoted(getattr(asked, field))}"
    for key in ("since", "until", "over"):
        if getattr(asked, key) is not None:
            yield f"{key}:{getattr(asked, key)}"
    for mark in MARKS:
        if getattr(asked, "flagged" if mark == "flags" else mark):
            yield mark
    for word in asked.words:
        plain = word not in MARKS and ":" not in word and " " not in word
        yield word if plain else f'"{word}"'


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
