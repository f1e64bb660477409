"""Who belongs to a person's own household, as far as the client list can tell."""

from __future__ import annotations

from creditui.domain.membership import Member
from creditui.domain.phone import same_phone


def household_tie(own: Member, other: Member) -> str | None:
    """What ties `other` to the person whose own client record is `own`; None where nothing does.

    To follow "who": "is she herself", "has her e-mail address", "has her phone number".
    """
    if own.id == other.id:
        return "is she herself"
    if own.email.strip() and own.email.strip().casefold() == other.email.strip().casefold():
        return "has her e-mail address"
    if same_phone(own.phone, other.phone):
        return "has her phone number"
    return None
