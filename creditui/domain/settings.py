"""What a studio can set, with the defaults a new studio starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from creditui.domain.audit.hours import parse_time
from creditui.domain.calendar import known_timezone
from creditui.domain.people import NO_LIMITS, Limits

DEFAULT_LIMITS: Mapping[str, Limits] = MappingProxyType(
    {"staff": Limits(adjustment=5, day=20, member=10)}
)
"""Limits by role (R19); a role that is not named has none."""

LARGEST_NUMBER = 100_000
"""What no setting that is a number comes near; dates can still be reckoned with it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The studio's settings, read with every act."""

    studio_name: str = "Studio"
    timezone: str = "UTC"
    """An IANA zone name; every studio date is taken in it (R5)."""
    grace_days: int = 60
    """Days after a cancellation in which credits can still be adjusted (R1)."""
    short_expiry_days: int = 14
    """An expiry nearer than this is warned of for goodwill and service recovery (R10)."""
    limits: Mapping[str, Limits] = field(default_factory=lambda: DEFAULT_LIMITS)
    opens_at: str = "06:00"
    """When the studio opens, in its own time; auditors ask what was done outside its hours."""
    closes_at: str = "22:00"
    idle_lock_minutes: int = 10
    """Minutes without a key after which a session shows nothing any more; 0 is never."""
    idle_end_minutes: int = 30
    """Minutes without a key after which a session ends; 0 is never."""
    audit_dormant_days: int = 90
    """Days without a use after which a client counts as dormant, for auditors."""
    audit_near_limit_count: int = 4
    """Adjustments of one person at her limit or 1 below it, within so many days, that are many."""
    audit_near_limit_days: int = 7
    audit_quick_use_minutes: int = 60
    """Minutes within which credits that were added and used are asked about."""
    audit_copied_notes: int = 5
    """How often one person may give the same note before it is asked about."""
    audit_large_credits: int = 10
    """Credits from which an adjustment counts as large, for auditors."""

    def limits_of(self, role: str, own: Limits | None = None) -> Limits:
        """A person's limits: her own where she has some, else her role's (R19)."""
        return own if own is not None else self.limits.get(role, NO_LIMITS)


_DEFAULTS = Settings()


def fits(key: str, value: object) -> bool:
    """Whether everybody could go by `value` as the setting `key`, wherever it comes from."""
    if key == "limits":
        return isinstance(value, Mapping) and all(
            part is None or (type(part) is int and part >= 0)
            for limits in value.values()
            for part in (limits.adjustment, limits.day, limits.member)
        )
    if type(value) is not type(getattr(_DEFAULTS, key)):
        return False
    if isinstance(value, int):
        return 0 <= value <= LARGEST_NUMBER
    text = str(value)
    if key == "timezone":
        return known_timezone(text)
    return key not in ("opens_at", "closes_at") or parse_time(text) is not None
