"""The desk as a plain program would have it: dictionaries and loops, apart from the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass
class PlainLot:
    service: str
    granted: int
    left: int
    starts_on: date
    expires_on: date
    added: bool
    """Whether a person gave it; such lots go before allocated ones of the same expiry."""
    of_period: bool

    def alive(self, today: date) -> bool:
        return self.starts_on <= today <= self.expires_on


@dataclass
class PlainEntry:
    kind: str
    service: str
    moved: list[tuple[int, int]]
    sets_allocation: bool = False
    opposite: int | None = None
    """The entry that corrects it or gives it back."""


@dataclass
class PlainDesk:
    """One member, two services, one billing period that never ends within a test."""

    today: date
    lots: dict[int, PlainLot] = field(default_factory=dict)
    entries: dict[int, PlainEntry] = field(default_factory=dict)
    allocated: dict[str, int] = field(default_factory=dict)

    def balance(self, service: str) -> int:
        return sum(lot.left for lot in self.spendable(service))

    def spendable(self, service: str) -> list[PlainLot]:
        return [
            lot for lot in self.lots.values() if lot.service == service and lot.alive(self.today)
        ]

    def spend(self, numbers: list[int], credits: int) -> list[tuple[int, int]] | None:
        """Take credits one at a time from whichever lot has to go first."""
        if sum(self.lots[n].left for n in numbers) < credits:
            return None
        moved: dict[int, int] = {}
        for _ in range(credits):
            holding = [n for n in numbers if self.lots[n].left]
            first = holding[0]
            for number in holding[1:]:
                if self._before(number, first):
                    first = number
            self.lots[first].left -= 1
            moved[first] = moved.get(first, 0) - 1
        return list(moved.items())

    def _before(self, a: int, b: int) -> bool:
        one, other = self.lots[a], self.lots[b]
        if one.expires_on != other.expires_on:
            return one.expires_on < other.expires_on
        if one.added != other.added:
            return one.added
        if one.starts_on != other.starts_on:
            return one.starts_on < other.starts_on
        return a < b

    def restore(self, moved: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Put back what was taken, the last lot first."""
        back = [(number, -credits) for number, credits in reversed(moved)]
        for number, credits in back:
            self.lots[number].left += credits
        return back

    def take_back(self, moved: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Take what came, as far as it is still there and of any use."""
        taken = []
        for number, credits in reversed(moved):
            lot = self.lots[number]
            part = 0 if lot.expires_on < self.today else min(credits, lot.left)
            if part:
                lot.left -= part
                taken.append((number, -part))
        return taken
