"""The words of a filter line, where each stands, and how the value of one is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from creditui.domain.calendar import MONTHS, BadDate, UnreadableDate, add_months, parse_date
from creditui.domain.text import visible

_MONTH = "|".join(month[:3] for month in MONTHS)
_DAY_AND_MONTH = rf"(?:since|until):\d\d?\s+(?:{_MONTH})[a-z]*(?:\s+20\d\d)?(?!\S)"
"""The one value whose white space needs no quotes: everybody writes `1 oct` so."""
_WORD = re.compile(rf'{_DAY_AND_MONTH}|(?:"[^"]*(?:"|\Z)|[^\s"])+', re.IGNORECASE)
_KEY = re.compile(r"([A-Za-z_-]+):")
_BACK = re.compile(r"-([0-9]{1,5})([dwmy])")
_YEARLESS = re.compile(r"[^+-].*[a-z]")
_YEAR = re.compile(r"[0-9]{4}")
_FORWARD = frozenset({"tomorrow", "eom"})
_FIRST_OF = {"som": {"day": 1}, "soy": {"day": 1, "month": 1}}
"""The first day of this month, and of this year."""

_HOW = (
    "That is not a date I can read; write it like 2026-10-01, 1 oct, mon, yesterday, -30d or som "
    "(the start of the month)."
)


class BadFilter(ValueError):
    """A filter line that can't be read: one sentence, and the place in the line it is about."""

    def __init__(self, message: str, start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the line: `key:text`, or text alone."""

    key: str | None
    """In lower case; None for text without one."""
    text: str
    """Without the quotes."""
    quoted: bool
    start: int
    end: int
    value_start: int
    """Where in the line the text begins, with its quotes."""


def split(line: str) -> Iterator[Word]:
    """The words of `line`; a quote that is never closed holds all that follows."""
    for found in _WORD.finditer(line):
        raw = found[0]
        key = _KEY.match(raw)
        value = raw[key.end() :] if key else raw
        yield Word(
            key[1].lower() if key else None,
            value.replace('"', ""),
            '"' in value,
            found.start(),
            found.end(),
            found.start() + (key.end() if key else 0),
        )


def one_of(text: str, allowed: Iterable[str], word: Word) -> str:
    """The one of `allowed` that `text` is; raises BadFilter listing them."""
    for value in allowed:
        if value == text:
            return value
    raise BadFilter(
        f"“{word.key}:{visible(text)}” is unknown; “{word.key}:” takes {', '.join(allowed)}.",
        word.start,
        word.end,
    )


def whole_number(text: str, word: Word) -> int:
    """A whole number of at most 9 digits; raises BadFilter."""
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise BadFilter(
            f"“{word.key}:” takes a whole number of credits, like {word.key}:5.",
            word.start,
            word.end,
        )
    return int(text)


def read_day(text: str, today: date, word: Word) -> date:
    """A studio date as typed, looking back; raises BadFilter.

    A day and a month without a year, or a weekday, is the latest such date, today included.
    """
    try:
        return looking_back(text, today)
    except BadDate as error:
        raise BadFilter(
            f"“{word.key}:{visible(text)}”: {error}",
            word.start,
            word.end,
        ) from None


def looking_back(text: str, today: date) -> date:
    """A studio date as typed by somebody who asks for the past; raises BadDate."""
    typed = " ".join(text.lower().split())
    if typed == "yesterday":
        return today - timedelta(days=1)
    if typed in _FIRST_OF:
        return today.replace(**_FIRST_OF[typed])
    back = _BACK.fullmatch(typed)
    if back:
        return _back(today, int(back[1]), back[2])
    try:
        found = parse_date(typed, today)
    except UnreadableDate:
        raise UnreadableDate(_HOW) from None
    spelled = _YEARLESS.match(typed) and not _YEAR.search(typed) and typed not in _FORWARD
    if found <= today or not spelled:
        return found
    if (found - today).days <= 7 and not any(letter.isdigit() for letter in typed):
        return found - timedelta(days=7)
    # 29 February is up to eight years away, either way.
    for years in range(1, 9):
        earlier = parse_date(typed, add_months(today, -12 * years) + timedelta(days=1))
        if earlier <= today:
            return earlier
    return found


def _back(today: date, number: int, unit: str) -> date:
    try:
        if unit in "dw":
            return today - timedelta(days=number * (7 if unit == "w" else 1))
        return add_months(today, -number * (12 if unit == "y" else 1))
    except (ValueError, OverflowError):
        raise BadDate("That is before any date there is.") from None
