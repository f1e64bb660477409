"""Phone numbers as people write them: with spaces, brackets, a country code or none."""

from __future__ import annotations

import re

from creditui.domain.text import digits, fold

_TRUNK = re.compile(r"\(\s*0\s*\)")
_LIKE_A_PHONE = re.compile(r"[\d+()./\-]*\d[\d+()./\-]*")
SHORTEST = 7
"""Fewer digits than these do not name a phone by themselves."""


def phone_digits(text: str) -> str:
    """The digits that are dialled: "+44 (0)7700 900123" and "0044 7700-900123" are 447700900123.

    A number written for its own country keeps its 0: "07700 900123" is 07700900123.
    """
    written = fold(text)
    abroad = written.startswith(("+", "00", "(+", "(00"))
    found = digits(_TRUNK.sub("", written) if abroad else written)
    return found.removeprefix("00") if abroad else found


def like_phone(text: str) -> bool:
    """Whether `text`, a word without spaces, could be a phone number or a part of one."""
    return _LIKE_A_PHONE.fullmatch(text) is not None


def same_phone(one: str, other: str) -> bool:
    """Whether two numbers are the same phone: equal, or one is the end of the other.

    A leading 0, 00 or + is forgiven. Fewer than 7 digits are never the same phone.
    """
    short, long = sorted((phone_digits(one).lstrip("0"), phone_digits(other).lstrip("0")), key=len)
    return len(short) >= SHORTEST and long.endswith(short)
