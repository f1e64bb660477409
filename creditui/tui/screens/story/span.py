"""Which stretch of time is shown, and in which cell of it a studio date lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from creditui.desk.story import BalanceStory
from creditui.domain.calendar import add_months
from creditui.domain.wording import say_month

_A_DAY = timedelta(days=1)
_MARGIN = timedelta(days=3)
"""Stays free beside the first date that matters and the last."""
_FUTURE = timedelta(days=3_660)
"""No story looks further ahead; a lot that lasts longer runs to the edge."""
_AHEAD = 45
"""Days after the entry in question, where the whole story is longer than the span."""
_APART = 8
"""Cells from one date on the axis to the next, so that each can be read."""


Extent = tuple[date, date]
"""All dates that a story is about, from the first to the last."""


class Zoom(Enum):
    """How much time is shown at once, the closest first."""

    QUARTER = ("3 months", 92)
    YEAR = ("1 year", 366)
    ALL = ("whole story", None)

    def __init__(self, says: str, days: int | None) -> None:
        self.says = says
        """In words."""
        self.days = days
        """Days from edge to edge; None for all there is."""


@dataclass(frozen=True, slots=True)
class Span:
    """The studio dates from `first` to `last`, drawn in so many cells."""

    first: date
    last: date
    width: int

    def holds(self, day: date) -> bool:
        """Whether the date is shown."""
        return self.first <= day <= self.last

    def cell(self, day: date) -> int:
        """The cell of a date, counted from 0; below 0 or beyond the width where it is not shown."""
        days = (self.last - self.first).days
        return ((day - self.first).days * (self.width - 1) * 2 + days) // (2 * days)

    def ticks(self) -> list[tuple[int, str]]:
        """The dates that the axis names, with their cells: months, or what there is room for."""
        step = next(months for months in (1, 2, 3, 6, 12, 24, 60, 120) if self._fits(months))
        ticks = [(self.cell(day), _month_name(day)) for day in self._months(step)]
        if self.width >= 5 * _APART * len(ticks) // 2:  # room for the middle of each month as well
            middles = [day.replace(day=15) for day in self._months(step, early=True)]
            ticks += [(self.cell(d), f"15 {say_month(d)}") for d in middles if self.holds(d)]
        return sorted(ticks)

    def _fits(self, months: int) -> bool:
        days = max(1, (self.last - self.first).days)
        return 30 * months * self.width // days >= _APART or months == 120

    def _months(self, step: int, *, early: bool = False) -> Iterator[date]:
        """First days of months; with `early` also the month that began before the span."""
        day = self.first.replace(day=1)
        while (day.month - 1) % min(step, 12) or (step > 12 and day.year % (step // 12)):
            day = add_months(day, 1)
        while day <= self.last:
            if early or day >= self.first:
                yield day
            day = add_months(day, step)


def zooms(extent: Extent) -> tuple[Zoom, ...]:
    """Those that show something less than all of it, and the one that shows all."""
    begins, ends = extent
    return tuple(zoom for zoom in Zoom if not zoom.days or zoom.days < (ends - begins).days)


def span_of(extent: Extent, zoom: Zoom, at: date, width: int, now: Span | None = None) -> Span:
    """The span in which to show the date `at`; it stays as it is `now` while it shows that."""
    begins, ends = extent
    if zoom.days is None or (ends - begins).days <= zoom.days:
        return Span(begins, ends, width)
    as_wide = now is not None and (now.last - now.first).days == zoom.days
    if now is not None and as_wide and now.holds(at - _A_DAY) and now.holds(at + _A_DAY):
        return replace(now, width=width)
    last = min(ends, at + timedelta(days=zoom.days * _AHEAD // 92))
    last = max(last, begins + timedelta(days=zoom.days))
    return Span(last - timedelta(days=zoom.days), last, width)


def extent_of(told: BalanceStory) -> Extent:
    """From the first date of the story to the last that is known to come, with a margin."""
    dates = [told.today, *(point.on for point in told.points), *(mark.on for mark in told.marks)]
    begins, ends = min(dates) - _MARGIN, min(max(dates), told.today + _FUTURE) + _MARGIN
    endless = any(lot.expires_on is None and lot.left for lot in told.bands)
    if endless or ends < told.today + timedelta(days=14):
        ends = max(ends, told.today + timedelta(days=30))
    return begins, ends


def _month_name(day: date) -> str:
    return f"{say_month(day)} {day.year}" if day.month == 1 else say_month(day)
