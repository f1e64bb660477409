"""The studio's list of reasons, which an admin can add to, reword and shorten (R15)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from creditui.domain.reasons import Direction, Reason, choices
from creditui.domain.text import tidy, unfit, visible

LONGEST_CODE, LONGEST_NAME, LONGEST_PURPOSE = 20, 30, 120
MOST_REASONS = 20
"""Reasons of one direction; who chooses goes through them one by one."""

_CODE = re.compile(r"[a-z][a-z0-9_-]*")


class BadReason(ValueError):
    """The list can't be changed so; the message is one sentence that says what to do."""


def with_reason(reasons: Sequence[Reason], reason: Reason) -> tuple[Reason, ...]:
    """The list with one more, at its end; one that was dropped comes back. Raises BadReason."""
    listed = choices(reasons, reason.direction)
    if _CODE.fullmatch(reason.code) is None or len(reason.code) > LONGEST_CODE:
        raise BadReason(
            f"A code is 1 to {LONGEST_CODE} letters a to z, digits, - or _, a letter first, "
            f"not {visible(reason.code, 40)!r}."
        )
    if reason.code in [each.code for each in listed]:
        raise BadReason(
            f"{reason.code} is a reason to {reason.direction} already; edit it, or choose another "
            "code."
        )
    if len(listed) >= MOST_REASONS:
        raise BadReason(
            f"There are {MOST_REASONS} reasons to {reason.direction}; drop one of them first."
        )
    which = (reason.direction, reason.code)
    others = (each for each in reasons if (each.direction, each.code) != which)
    return (*others, _neat(reason))


def with_words(
    reasons: Sequence[Reason], old: Reason, name: str | None, purpose: str | None
) -> tuple[Reason, ...]:
    """The list with another name or purpose for `old`; None keeps what is. Raises BadReason."""
    new = replace(
        old,
        name=old.name if name is None else name,
        purpose=old.purpose if purpose is None else purpose,
    )
    return tuple(_neat(new) if each is old else each for each in reasons)


def without(reasons: Sequence[Reason], old: Reason) -> tuple[Reason, ...]:
    """The list with `old` dropped; raises BadReason where nothing would be left to choose."""
    if len(choices(reasons, old.direction)) == 1:
        raise BadReason(f"{old.code} is the only reason to {old.direction}; add another one first.")
    return tuple(replace(each, dropped=True) if each is old else each for each in reasons)


def find_reason(reasons: Sequence[Reason], direction: Direction, code: str) -> Reason:
    """The reason that can be chosen by that code for that direction; raises BadReason."""
    listed = choices(reasons, direction)
    for each in listed:
        if each.code == code:
            return each
    known = ", ".join(each.code for each in listed)
    raise BadReason(f"{visible(code, 40)!r} is no reason to {direction}; there is: {known}.")


def _neat(reason: Reason) -> Reason:
    """`reason` in tidied words; raises BadReason where they can't be kept or say nothing."""
    name, purpose = tidy(reason.name), tidy(reason.purpose)
    for what, text, longest in (
        ("name", name, LONGEST_NAME),
        ("purpose", purpose, LONGEST_PURPOSE),
    ):
        if not text:
            raise BadReason(f"A reason needs a {what}; give it one of 1 to {longest} characters.")
        if (fault := unfit(text, longest=longest)) is not None:
            raise BadReason(f"The {what} can't be kept: {fault}")
    return replace(reason, name=name, purpose=purpose)
