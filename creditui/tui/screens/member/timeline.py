"""A line of time: from a day to each lot's last day, so that one look says what runs out when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from creditui.domain.wording import say_month
from creditui.tui.marks import Ink, Inked

_LEAST, _MOST = 28, 112
"""Days that a line of time spans."""
_APART = 9
"""Cells from one tick to the next at the least, so that their dates can be read."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A scale of so many cells that begins today, or on a day of the past."""

    today: date
    days: int
    width: int
    past: bool = False

    @classmethod
    def over(
        cls, today: date, expiries: tuple[date, ...], width: int, *, past: bool = False
    ) -> Timeline:
        """A scale long enough for these expiries, within reason."""
        last = max(((day - today).days for day in expiries), default=0)
        return cls(today, max(_LEAST, min(_MOST, last)), width, past)

    @property
    def scale(self) -> str:
        """The dates over the ticks: `today    4 Dec    18 Dec`."""
        line = ""
        for day, place in self._ticks():
            here = day == self.today and not self.past
            label = "today" if here else f"{day.day} {say_month(day)}"
            if place + len(label) <= self.width:
                line = line.ljust(place) + label
        return line

    def line(self, expires_on: date | None, ink: Ink = "accent") -> Inked:
        """From today to the last day; an arrow where that lies beyond the scale, or never comes."""
        if self.width < 2:
            return ""
        place = None if expires_on is None else self._place((expires_on - self.today).days)
        if place is None or place >= self.width:
            return (("━" * (self.width - 1) + "▸", ink),)
        rest = [" "] * (self.width - place - 1)
        for _, tick in self._ticks():
            if tick > place:
                rest[tick - place - 1] = "·"
        return (("━" * place + "┥", ink), ("".join(rest), "muted"))

    def _place(self, days: int) -> int:
        return max(0, round(days * (self.width - 1) / self.days))

    def _ticks(self) -> list[tuple[date, int]]:
        """Every so many weeks from today: the date and its cell."""
        weeks = 1
        while self._place(7 * weeks) < _APART and weeks < 16:
            weeks += 1
        ticks = []
        for days in range(0, self.days + 1, 7 * weeks):
            ticks.append((self.today + timedelta(days=days), self._place(days)))
        return ticks
