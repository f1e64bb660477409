"""The end of a phone number, by which a member is looked up however the number was written."""

from __future__ import annotations

from creditui.domain.phone import SHORTEST, phone_digits


def phone_tail(phone: str) -> str:
    """The last 7 digits of a phone number, as its index holds them; empty where it has fewer.

    A leading 0 is no part of a number: it is written in its own country only.
    """
    tail = phone_digits(phone).lstrip("0")[-SHORTEST:]
    return tail if len(tail) == SHORTEST else ""
