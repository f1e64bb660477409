"""What one cell of a file may hold: text, a date, a number, yes or no.

Each function takes the cell as the file has it and gives the value, or raises BadCell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from creditui.desk.errors import InputError
from creditui.desk.staff import check_username
from creditui.domain.studio import ExpiryRule
from creditui.domain.text import LONGEST_EMAIL, LONGEST_NAME, LONGEST_PHONE, tidy, unfit, visible

LONGEST_KEY = 100
LONGEST_CODE = 40
MOST_IMPORTED = 1_000_000
"""Credits in one cell; an act of a person may have fewer."""
MOST_DAYS = 36_500
FIRST_YEAR = 1900
LAST_YEAR = 2200
"""Dates outside these years are placeholders (9999-12-31); an empty cell says "no end"."""

Choice = TypeVar("Choice", bound=StrEnum)

_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NUMBER = re.compile(r"[0-9]{1,9}")
_SIGNED = re.compile(r"-[0-9]+([.,][0-9]+)?")
_FRACTION = re.compile(r"[0-9]*[.,][0-9]+")
_DAYS = re.compile(r"days:([0-9]{1,6})")
_YES = frozenset({"yes", "true", "1"})
_NO = frozenset({"no", "false", "0", ""})


class BadCell(ValueError):
    """A cell that can't be read; its text is one sentence that says what to write."""


def text(longest: int, *, required: bool = True) -> Callable[[str], str]:
    """A reader of plain text of at most `longest` characters, tidied: a line break is a space."""

    def read(cell: str) -> str:
        # Before tidying, which would take some of what is refused here for white space.
        if (why := unfit(cell, longest=max(longest, len(cell)), multiline=True)) is not None:
            raise BadCell(why)
        kept = cell if cell.isascii() and cell.isalnum() else tidy(cell)
        if (why := unfit(kept, longest=longest)) is not None:
            raise BadCell(why)
        if required and not kept:
            raise BadCell("This cell is empty; fill it in.")
        return kept

    return read


name = text(LONGEST_NAME)
key = text(LONGEST_KEY)
optional_key = text(LONGEST_KEY, required=False)
email = text(LONGEST_EMAIL, required=False)
phone = text(LONGEST_PHONE, required=False)
_code = text(LONGEST_CODE)


def code(cell: str) -> str:
    """A short code that a person can type after `--service`: no white space, no colon, no quote."""
    kept = _code(cell)
    if any(c in " :\"'" for c in kept) or kept.startswith("-"):
        raise BadCell(f'"{visible(kept)}" can\'t be a code; leave out spaces, colons and quotes.')
    return kept


def day(cell: str) -> date:
    """A date written YYYY-MM-DD."""
    found = optional_day(cell)
    if found is None:
        raise BadCell("This date is missing; write it as YYYY-MM-DD.")
    return found


@lru_cache(maxsize=4096)
def optional_day(cell: str) -> date | None:
    """A date written YYYY-MM-DD, or None for an empty cell."""
    stripped = cell.strip(" \t")
    if not stripped:
        return None
    match = _DATE.fullmatch(stripped)
    if match is None:
        raise BadCell(f'"{visible(cell, 40)}" is not a date; write it as YYYY-MM-DD.')
    try:
        found = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise BadCell(f"There is no {stripped} in the calendar; check the day.") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadCell(
            f"The year of {stripped} is not between {FIRST_YEAR} and {LAST_YEAR}; correct it, or "
            "leave the cell empty where the column allows it."
        )
    return found


def credits(cell: str) -> int:
    """A whole number of credits, 0 or more."""
    stripped = cell.strip(" \t")
    if not stripped:
        raise BadCell("This number is missing; write a whole number, 0 or more.")
    if _NUMBER.fullmatch(stripped) is None or int(stripped) > MOST_IMPORTED:
        raise BadCell(_why_no_number(stripped))
    return int(stripped)


def credits_or_none(cell: str) -> int:
    """As `credits`; an empty cell is 0."""
    return credits(cell) if cell.strip(" \t") else 0


def _why_no_number(stripped: str) -> str:
    shown = f'"{visible(stripped, 40)}"'
    if _SIGNED.fullmatch(stripped):
        return f"{shown} is negative; write a whole number, 0 or more."
    if _FRACTION.fullmatch(stripped):
        return f"{shown} is a fraction; credits are whole numbers."
    if stripped.isascii() and stripped.isdigit():
        return f"{shown} is too many; at most {MOST_IMPORTED:,} can be kept."
    return f"{shown} is not a number; write a whole number such as 8."


def yes_or_no(cell: str) -> bool:
    """Yes, true, 1; or no, false, 0, empty; in any case."""
    folded = cell.strip(" \t").lower()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise BadCell(f'"{visible(cell, 40)}" is neither; write yes or no.')


def one_of(choices: type[Choice]) -> Callable[[str], Choice]:
    """A reader of one of the values of an enumeration, in any case."""

    def read(cell: str) -> Choice:
        try:
            return choices(cell.strip(" \t").lower())
        except ValueError:
            known = ", ".join(choices)
            raise BadCell(
                f'"{visible(cell, 40)}" is not one of these; write one of {known}.'
            ) from None

    return read


def expiry_rule(cell: str) -> ExpiryRule:
    """When a plan's credits expire: `period_end`, `days:N` from the period's start, or `never`."""
    folded = cell.strip(" \t").lower()
    if folded == "never":
        return ExpiryRule(never=True)
    if folded == "period_end":
        return ExpiryRule()
    match = _DAYS.fullmatch(folded)
    if match and 1 <= int(match[1]) <= MOST_DAYS:
        return ExpiryRule(days=int(match[1]))
    raise BadCell(
        f'"{visible(cell, 40)}" is no expiry; write period_end, never, or days:N with N from 1 to '
        f"{MOST_DAYS:,}."
    )


def username(cell: str) -> str:
    """A username that a person can sign in with."""
    try:
        return check_username(cell.strip(" \t"))
    except InputError as refused:
        raise BadCell(visible(refused.message, 200)) from None
