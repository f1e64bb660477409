"""How things are said, on screen and in commands, in one place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from creditui.domain.calendar import MONTHS, WEEKDAYS, add_months, studio_time
from creditui.domain.kinds import Kind, Source
from creditui.domain.people import PERMISSIONS, Permission, Role

_KINDS = {
    Kind.OPENING: "Opening",
    Kind.ALLOCATION: "Allocation",
    Kind.USE: "Use",
    Kind.GIVE_BACK: "Give-back",
    Kind.ADD: "Add",
    Kind.REMOVE: "Remove",
    Kind.EXPIRE: "Expire",
    Kind.EXTEND: "Extend",
}

_SOURCES = {Source.ALLOCATION: "allocated", Source.OPENING: "opening", Source.ADD: "added"}

_ROLES = {
    Role.STAFF: "staff",
    Role.MANAGER: "a manager",
    Role.AUDITOR: "an auditor",
    Role.ADMIN: "an admin",
}


def say_date(day: date, today: date | None = None) -> str:
    """A date with its weekday: "Fri 4 Dec 2026".

    Seen from `today`, the year is left out in the same year and in the coming 11 months.
    """
    return f"{WEEKDAYS[day.weekday()][:3].capitalize()} {say_day(day, today)}"


def say_day(day: date, today: date | None = None) -> str:
    """A date without its weekday, where there is little room: "4 Dec 2026"; its year as above."""
    said = f"{day.day} {say_month(day)}"
    if today is not None and (day.year == today.year or today <= day <= add_months(today, 11)):
        return said
    return f"{said} {day.year}"


def say_month(day: date) -> str:
    """The month of a date: "Dec"."""
    return MONTHS[day.month - 1][:3].capitalize()


def say_through(expires_on: date | None, today: date | None = None) -> str:
    """An expiry as its last usable day: "through Fri 4 Dec 2026", or "no expiry" (R5)."""
    return "no expiry" if expires_on is None else f"through {say_date(expires_on, today)}"


def say_distance(day: date, today: date) -> str:
    """How far `day` is from `today`: "in 12 days", "tomorrow", "today", "3 days ago"."""
    away = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(away) or (f"in {away} days" if away > 0 else f"{-away} days ago")


def say_instant(instant: datetime, timezone: str) -> str:
    """A UTC instant in studio time: "Fri 4 Dec 2026 14:03"."""
    local = studio_time(instant, timezone)
    return f"{say_date(local.date())} {local:%H:%M}"


def say_when(instant: datetime, timezone: str, today: date) -> str:
    """A UTC instant in studio time, in 12 cells: "20 Nov 14:03" or "20 Nov 2025"."""
    local = studio_time(instant, timezone)
    said = say_day(local.date(), today)
    return said if str(local.year) in said else f"{said} {local:%H:%M}"


def signed(n: int) -> str:
    """A number with its sign, in ASCII: "+2", "-1", "0"."""
    return f"{n:+d}" if n else "0"


def credits(n: int) -> str:
    """A number of credits: "1 credit", "2 credits"."""
    return f"{n} credit" if abs(n) == 1 else f"{n} credits"


def entries(n: int) -> str:
    """A number of ledger entries: "1 entry", "1,204 entries"."""
    return "1 entry" if n == 1 else f"{n:,} entries"


def acted_by(actor: str, via: str | None) -> str:
    """Who did it, and the admin who acted as her where one did: "alice", "alice via ada" (R21)."""
    return actor if via is None else f"{actor} via {via}"


def any_of(words: Sequence[str]) -> str:
    """One or more words, any of which will do: "a manager, an auditor or an admin"."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def who_may(permission: Permission) -> str:
    """Whom to ask for what needs `permission`: "a manager or an admin" (R18)."""
    return any_of([_ROLES[role] for role, given in PERMISSIONS.items() if permission in given])


def days(n: int) -> str:
    """A number of days: "1 day", "12 days"."""
    return f"{n} day" if abs(n) == 1 else f"{n} days"


def minutes(n: int) -> str:
    """A number of minutes: "1 minute", "12 minutes"."""
    return f"{n} minute" if n == 1 else f"{n} minutes"


def kind_name(kind: str) -> str:
    """What an entry of `kind` is called; a kind that nobody knows is called by its own name."""
    return _KINDS[Kind(kind)] if kind in _KINDS else kind


def source_name(source: str, reason: str = "") -> str:
    """Where a lot came from: "allocated", "opening", or "added" with the reason's code or name."""
    name = _SOURCES[Source(source)] if source in _SOURCES else source
    return f"{name}, {reason}" if reason and source == Source.ADD else name


def standing_label(standing: str) -> str:
    """A standing in words, without its dates: "past due", "cancelled, in grace"."""
    words = {"in_grace": "cancelled, in grace", "after_grace": "cancelled, grace over"}
    return words.get(standing, standing.replace("_", " "))
