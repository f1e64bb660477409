"""Studio dates and times, the arithmetic of months, and dates as people type them (R5)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

FIRST_YEAR = 2000
LAST_YEAR = 2100
"""A typed year outside these is taken for a slip of the finger."""

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_HOW = "write it like 2026-12-04, 4 dec, fri, +60d, +8w, +2m, +1y, eom, today or tomorrow"
# How dates are typed; `re` compiles these when the first one is, not at each start.
_ISO = r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
_OFFSET = r"\+ ?([0-9]{1,4}) ?([dwmy])"
_DAY_MONTH = r"([0-9]{1,2})(?:st|nd|rd|th)? ?([a-z]+)\.?,?(?: ([0-9]+))?"
_MONTH_DAY = r"([a-z]+)\.? ?([0-9]{1,2})(?:st|nd|rd|th)?(?:,? ([0-9]+))?"
_FIGURES = r"[0-9]{1,4}[/.\- ][0-9]{1,2}(?:[/.\- ][0-9]{1,4})?"
_ZONE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]*(/[A-Za-z0-9_+\-]+)*", re.ASCII)


def studio_time(instant: datetime, timezone: str) -> datetime:
    """The wall-clock time in the studio's zone at a UTC instant (R5).

    Raises:
        ValueError: the instant has no zone of its own, so nobody can say when it was.
    """
    if instant.tzinfo is None:
        raise ValueError("An instant needs a time zone; a naive datetime has none.")
    return instant.astimezone(ZoneInfo(timezone))


def studio_date(instant: datetime, timezone: str) -> date:
    """The calendar date in the studio's zone at a UTC instant; never the SSH client's (R5)."""
    return studio_time(instant, timezone).date()


def known_timezone(name: str) -> bool:
    """Whether `name` is an IANA zone that this machine knows.

    The shape is checked first: a zone name is a path below the zone folder, and it comes from
    outside.
    """
    if len(name) > 64 or not _ZONE_NAME.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


@lru_cache(maxsize=4096)
def add_months(day: date, n: int) -> date:
    """`day` moved by `n` months, forward or back; a day the month lacks becomes its last (R5).

    Raises:
        ValueError: the result is outside the years that a date can hold.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + n, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"{n} months from {day} is not a date.")
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def month_end(day: date) -> date:
    """The last day of the month that `day` is in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


class BadDate(ValueError):
    """A typed date that can't be read; its text is one sentence that says what to type."""


class UnreadableDate(BadDate):
    """Text that is no date at all, in any of the ways in which one can be written."""


def parse_date(text: str, today: date) -> date:
    """Read a date as typed, on the studio date `today` (R5).

    A day and a month without a year are the next such date, today included; a weekday is the next
    one after today. A date in figures only is read year first or not at all: 4/12 is two dates.

    Raises:
        BadDate: with one sentence that says how to write it.
    """
    typed = " ".join(text.split()).lower()
    if not typed:
        raise UnreadableDate(f"Give a date; {_HOW}.")
    if len(typed) > 40:
        raise UnreadableDate(f"That is too long for a date; {_HOW}.")
    found = _by_word(typed, today) or _by_offset(typed, today) or _by_figures(typed)
    found = found or _by_month_name(typed, today)
    if found is None:
        raise UnreadableDate(f"That is not a date I can read; {_HOW}.")
    return _sane(found)


def _sane(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadDate(f"The year must be between {FIRST_YEAR} and {LAST_YEAR}.")
    return day


def _by_word(typed: str, today: date) -> date | None:
    words = {"today": today, "tomorrow": today + timedelta(days=1), "eom": month_end(today)}
    if typed in words:
        return words[typed]
    weekday = _index(typed, WEEKDAYS)
    if weekday is None:
        return None
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _by_offset(typed: str, today: date) -> date | None:
    match = re.fullmatch(_OFFSET, typed)
    if not match:
        return None
    n = int(match[1])
    try:
        if match[2] in "dw":
            return today + timedelta(days=n if match[2] == "d" else 7 * n)
        return add_months(today, n if match[2] == "m" else 12 * n)
    except (ValueError, OverflowError):
        raise BadDate(f"The year must be between {FIRST_YEAR} and {LAST_YEAR}.") from None


def _by_figures(typed: str) -> date | None:
    match = re.fullmatch(_ISO, typed)
    if match:
        return _real(int(match[1]), int(match[2]), int(match[3]))
    if re.fullmatch(_FIGURES, typed):
        raise BadDate(
            "A date in figures can be read two ways; write the month as a word, like 4 dec,"
            " or the year first, like 2026-12-04."
        )
    return None


def _by_month_name(typed: str, today: date) -> date | None:
    match = re.fullmatch(_DAY_MONTH, typed)
    if match:
        day, name, year = match[1], match[2], match[3]
    else:
        match = re.fullmatch(_MONTH_DAY, typed)
        if not match:
            return None
        name, day, year = match[1], match[2], match[3]
    month = _index(name, MONTHS)
    if month is None:
        return None
    if year is None:
        return _next(int(day), month + 1, today)
    if len(year) != 4:
        raise BadDate("Write the year with four digits, like 4 dec 2026.")
    return _real(int(year), month + 1, int(day))


def _index(word: str, names: tuple[str, ...]) -> int | None:
    """The place of the one name that `word` begins, from three letters on."""
    if len(word) < 3:
        return None
    return next((i for i, name in enumerate(names) if name.startswith(word)), None)


def _next(day: int, month: int, today: date) -> date:
    """The next such date from today on; 29 February may be up to eight years away."""
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise BadDate(f"There is no {day} {MONTHS[month - 1].capitalize()} in any year.")


def _real(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadDate(
            f"There is no {year:04d}-{month:02d}-{day:02d} in the calendar; check the day."
        ) from None
