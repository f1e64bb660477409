"""The settings that an admin may change, as text: what each is for, how it is written and read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from creditui.domain.audit.hours import parse_time
from creditui.domain.checks import MOST_CREDITS
from creditui.domain.people import NO_LIMITS, Limits, Role
from creditui.domain.settings import Settings
from creditui.domain.text import visible


class BadSetting(ValueError):
    """A setting can't be that; the message is one sentence that says what it can be."""


@dataclass(frozen=True, slots=True)
class SettingText:
    """A setting as it is shown and typed."""

    key: str
    value: str
    purpose: str


_WHOLE: Mapping[str, tuple[int, int, str]] = {
    "grace_days": (0, 3_650, "days after a cancellation that adjustments go on for (R1)"),
    "short_expiry_days": (0, 3_650, "days to an expiry that is warned of as short (R10)"),
    "idle_lock_minutes": (0, 1_440, "minutes without a key until the screen locks; 0 is never"),
    "idle_end_minutes": (0, 1_440, "minutes without a key until a session ends; 0 is never"),
    "audit_dormant_days": (1, 3_650, "days without a use after which a client is dormant"),
    "audit_near_limit_count": (2, 1_000, "adjustments near a limit that are many"),
    "audit_near_limit_days": (1, 366, "days within which they are counted"),
    "audit_quick_use_minutes": (1, 10_080, "minutes from an add to a use that is asked about"),
    "audit_copied_notes": (2, 1_000, "times that one note is asked about"),
    "audit_large_credits": (1, MOST_CREDITS, "credits from which an adjustment is large"),
}
"""The least, the most and the purpose of each setting that is a whole number."""
_TIMES = {
    "opens_at": "when the studio opens, in its own time",
    "closes_at": "when the studio closes, in its own time",
}
_LIMITS = {
    f"limits.{role}": "an adjustment, a day, a member in 30 days (R19)"
    for role in (Role.STAFF, Role.MANAGER, Role.ADMIN)
}
_NUMBER = re.compile(r"[0-9]{1,9}")


def setting_texts(settings: Settings) -> tuple[SettingText, ...]:
    """Every setting that an admin may change, as it is now."""
    purposes = {key: purpose for key, (_, _, purpose) in _WHOLE.items()}
    plain = {**purposes, **_TIMES}
    found = [SettingText(key, str(getattr(settings, key)), plain[key]) for key in plain]
    for key, purpose in _LIMITS.items():
        limits = settings.limits.get(key.removeprefix("limits."), NO_LIMITS)
        found.append(SettingText(key, str(limits), purpose))
    return tuple(found)


def with_setting(settings: Settings, key: str, text: str) -> Settings:
    """`settings` with `key` as `text` has it; raises BadSetting for what can't be."""
    text = text.strip()
    changed: dict[str, Any]
    if key in _WHOLE:
        changed = {key: _whole(key, text)}
    elif key in _TIMES:
        if parse_time(text) is None:
            raise BadSetting(f"{key} is a time such as 06:00, not {visible(text, 40)!r}.")
        changed = {key: text}
    elif key in _LIMITS:
        changed = {"limits": {**settings.limits, key.removeprefix("limits."): _limits(key, text)}}
    else:
        known = ", ".join((*_WHOLE, *_TIMES, *_LIMITS))
        raise BadSetting(f"{visible(key, 40)!r} is not a setting; there is: {known}.")
    return replace(settings, **changed)


def _whole(key: str, text: str) -> int:
    low, high, _ = _WHOLE[key]
    number = int(text) if _NUMBER.fullmatch(text) else -1
    if not low <= number <= high:
        raise BadSetting(
            f"{key} is a whole number from {low:,} to {high:,}, not {visible(text, 40)!r}."
        )
    return number


def _limits(key: str, text: str) -> Limits:
    parts = [part.strip() for part in text.split(",")]
    numbers = [int(part) if _NUMBER.fullmatch(part) else None for part in parts]
    fitting = all(
        part == "none" or (number is not None and number <= MOST_CREDITS)
        for part, number in zip(parts, numbers, strict=True)
    )
    if len(parts) != 3 or not fitting:
        raise BadSetting(
            f"{key} is three limits such as 5,20,none, each up to {MOST_CREDITS:,}: for an "
            "adjustment, for a day, for a member in 30 days."
        )
    return Limits(*numbers)
