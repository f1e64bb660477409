"""Opening hours, as the settings have them: "06:00" to "22:00" in the studio's time."""

from __future__ import annotations

import re
from datetime import time

_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


def parse_time(text: str) -> time | None:
    """The time that "06:00" says, or None where it says none."""
    found = _TIME.fullmatch(text)
    return None if found is None else time(int(found[1]), int(found[2]))


def say_outside(opens_at: str, closes_at: str) -> str:
    """What is outside the hours, as `outside` has it, to follow "adjustments".

    "before 06:00 or from 22:00 on, in the studio's time"; "from 02:00 on and before 18:00, …" where
    it closes after midnight; "at no time, as the studio never closes".
    """
    if opens_at == closes_at:
        return "at no time, as the studio never closes"
    if opens_at < closes_at:
        return f"before {opens_at} or from {closes_at} on, in the studio's time"
    return f"from {closes_at} on and before {opens_at}, in the studio's time"


def outside(at: time, opens: time, closes: time) -> bool:
    """Whether `at` is outside the hours: before `opens`, or at `closes` or later.

    A studio that closes after midnight has `closes` before `opens`; one that opens and closes at
    the same time never closes.
    """
    if opens <= closes:
        return opens != closes and not opens <= at < closes
    return closes <= at < opens
