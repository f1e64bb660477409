"""What people have adjusted already while the history is made, for their limits (R19)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from creditui.domain.people import Actor, Spent

SPAN = timedelta(days=30)


class Spending:
    """Credits adjusted by each person with limits: today, and for each member in 30 days."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._today: dict[int, int] = {}
        self._acts: dict[tuple[int, int], list[tuple[date, int]]] = defaultdict(list)

    def count(self, actor: Actor, member_id: int, credits: int, day: date) -> None:
        """Count an adjustment of `credits`, signed or not, on studio date `day`."""
        self._turn(day)
        staff_id = actor.staff.id
        self._today[staff_id] = self._today.get(staff_id, 0) + abs(credits)
        self._acts[staff_id, member_id].append((day, abs(credits)))

    def spent(self, actor: Actor, member_id: int, day: date) -> Spent:
        """What the actor has adjusted by now, on studio date `day`."""
        self._turn(day)
        key = (actor.staff.id, member_id)
        recent = [act for act in self._acts.get(key, ()) if act[0] > day - SPAN]
        member = sum(credits for _, credits in recent)
        return Spent(self._today.get(actor.staff.id, 0), member)

    def _turn(self, day: date) -> None:
        if day != self._day:
            self._day = day
            self._today.clear()
