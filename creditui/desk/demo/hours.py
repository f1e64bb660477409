"""When things happen in the sample studio: instants that never go back (R17)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

OPENS = time(6, 30)
OPEN_FOR = 15 * 3600 * 1_000_000
"""Microseconds from opening to closing."""

WRITE_OFF = time(3)
"""When the nightly expiry runs. Today's has not run yet: `creditui expire` has something to do."""


def at(day: date, when: time, zone: str) -> datetime:
    """The UTC instant of a wall-clock time on a studio date."""
    return datetime.combine(day, when, ZoneInfo(zone)).astimezone(UTC)


def in_a_row(start: datetime, rng: Random) -> Iterator[datetime]:
    """Instants of a job that writes one entry after the other, a few milliseconds apart."""
    instant = start
    while True:
        yield instant
        instant += timedelta(microseconds=rng.randrange(900, 4_000))


def through_the_day(opening: datetime, count: int, rng: Random) -> Iterator[datetime]:
    """`count` instants between opening and closing, in order."""
    for moment in sorted(rng.randrange(OPEN_FOR) for _ in range(count)):
        yield opening + timedelta(microseconds=moment)
