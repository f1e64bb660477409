"""The story of a balance: how it came to be what it is, date by date, and what becomes of it (R3).

A balance on a date is what is left in the lots alive on it. So a movement counts from its own
studio date, or from the lot's first day if that is later, until the lot's last day has passed,
whether or not the expiry job has written about it (R9).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.domain.lots import Lot

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Point:
    """The balance at the end of a studio date, and of every date up to the next point."""

    on: date
    balance: int


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry's place in the story."""

    entry: Entry
    credits: int
    """Signed credits that it moved in the lots of this story."""
    before: int
    """The balance just before it, on its own studio date."""
    after: int

    @property
    def entry_id(self) -> int:
        """The entry's id."""
        return self.entry.id

    @property
    def kind(self) -> Kind:
        """What the entry did."""
        return self.entry.kind

    @property
    def on(self) -> date:
        """The entry's studio date."""
        return self.entry.studio_date


@dataclass(frozen=True, slots=True)
class Story:
    """Points, marks and lots of one balance, each in order of time."""

    points: tuple[Point, ...] = ()
    """Where the balance changes; those after today are what comes if nothing is used."""
    marks: tuple[Mark, ...] = ()
    bands: tuple[Lot, ...] = ()
    """The lots from their first to their last day, as they are now; `expires_on` None has no end.

    Lots that ended before the story begins are left out.
    """

    def balance_on(self, day: date) -> int:
        """The balance at the end of `day`; 0 before the first point."""
        index = bisect_right(self.points, day, key=lambda point: point.on)
        return self.points[index - 1].balance if index else 0


def tell_story(entries: Sequence[Entry], lots: Sequence[Lot], *, earlier: bool = False) -> Story:
    """The story of the balance that `lots` make up, from the entries that moved them (R3).

    Args:
        entries: Those with a movement on one of the lots, oldest first.
        lots: All lots of the balance, as they are now.
        earlier: Whether there were older entries than these: the story then begins at the end of
            the first one's studio date, with what the lots held by then.
    """
    known = {lot.id: lot for lot in lots}
    since = entries[0].studio_date if earlier and entries else None
    points = _points(_changes(entries, known), since)
    whole = Story(points)
    marks = _marks(entries, known, whole)
    bands = [lot for lot in lots if since is None or not lot.expired_by(since)]
    bands.sort(key=lambda lot: (lot.starts_on, lot.id))
    return Story(points, marks, tuple(bands))


def _changes(entries: Sequence[Entry], lots: Mapping[int, Lot]) -> dict[date, int]:
    """By how much the balance at the end of a date differs from that of the date before."""
    changes: dict[date, int] = defaultdict(int)
    counted: dict[int, int] = defaultdict(int)
    held = {lot.id: lot.left for lot in lots.values()}
    for entry in entries:
        for movement in entry.movements:
            if (lot := lots.get(movement.lot_id)) is None:
                continue
            held[lot.id] -= movement.credits
            first = max(entry.studio_date, lot.starts_on)
            if not lot.expired_by(first):
                changes[first] += movement.credits
                counted[lot.id] += movement.credits
    for lot in lots.values():  # what entries before these left in it
        changes[lot.starts_on] += held[lot.id]
        counted[lot.id] += held[lot.id]
        if lot.expires_on is not None and lot.expires_on < date.max:
            changes[lot.expires_on + _A_DAY] -= counted[lot.id]
    return changes


def _points(changes: Mapping[date, int], since: date | None) -> tuple[Point, ...]:
    balance = 0
    points: list[Point] = []
    for day in sorted(changes):
        balance += changes[day]
        if since is not None and day <= since:
            points = [Point(since, balance)]
        elif balance != (points[-1].balance if points else 0):
            points.append(Point(day, balance))
    return tuple(points)


def _marks(entries: Sequence[Entry], lots: Mapping[int, Lot], story: Story) -> tuple[Mark, ...]:
    """Each entry between its balances; those of a date lead to the balance at its end."""
    moved: dict[date, int] = defaultdict(int)
    for entry in entries:
        moved[entry.studio_date] += _alive(entry, lots)
    running = {day: story.balance_on(day) - credits for day, credits in moved.items()}
    marks = []
    for entry in entries:
        before = running[entry.studio_date]
        after = running[entry.studio_date] = before + _alive(entry, lots)
        credits = sum(m.credits for m in entry.movements if m.lot_id in lots)
        marks.append(Mark(entry, credits, before, after))
    return tuple(marks)


def _alive(entry: Entry, lots: Mapping[int, Lot]) -> int:
    """What the entry moved in lots that were alive on its studio date."""
    return sum(
        movement.credits
        for movement in entry.movements
        if movement.lot_id in lots and lots[movement.lot_id].alive(entry.studio_date)
    )
