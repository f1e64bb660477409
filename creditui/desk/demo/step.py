"""A step of somebody's story: what happens besides chance, decided by the rules like all else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from creditui.desk.demo.holder import Holder
from creditui.desk.demo.team import BOOKING
from creditui.domain.proposal import Act, Add, Correct, GiveBack, Remove, SetAllocation, Use, Why

Deed = Callable[[Holder, date], Act]
"""What is done, once it is known to whom and on which day."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens, so many days before today."""

    days_ago: int
    who: str
    """The username of the person at the desk."""
    deed: Deed
    via: str | None = None


def use(days_ago: int, service: str, credits: int = 1) -> Step:
    """The booking system takes credits, with a booking of its own."""
    reference = f"B-{7000 + days_ago * 13}"
    return Step(days_ago, BOOKING, lambda _holder, _day: Use(service, credits, reference))


def add(
    days_ago: int,
    who: str,
    service: str,
    credits: int,
    lasts: int,
    why: Why,
    via: str | None = None,
) -> Step:
    """Credits that last for `lasts` days are added to the first membership."""

    def deed(holder: Holder, day: date) -> Act:
        membership = holder.enrolled[0].membership
        return Add(membership.id, service, credits, day + timedelta(days=lasts), why)

    return Step(days_ago, who, deed, via)


def remove(days_ago: int, who: str, service: str, credits: int, why: Why) -> Step:
    """Credits are removed from the first membership."""

    def deed(holder: Holder, _day: date) -> Act:
        return Remove(holder.enrolled[0].membership.id, service, credits, why)

    return Step(days_ago, who, deed)


def set_to(days_ago: int, who: str, service: str, to: int, why: Why) -> Step:
    """The day's billing period is set to another allocation; without one, the last before it."""

    def deed(holder: Holder, day: date) -> Act:
        enrolled = holder.enrolled[0]
        n = enrolled.current(day)
        return SetAllocation(enrolled.period(-1 if n is None else n), service, to, why)

    return Step(days_ago, who, deed)


def give_back(days_ago: int) -> Step:
    """The member's last entry, a use, is given back."""
    return Step(days_ago, BOOKING, lambda holder, _day: GiveBack(_last(holder), "cancelled"))


def correct(days_ago: int, who: str, note: str) -> Step:
    """The member's last entry is corrected."""
    why = Why("correction", note)
    return Step(days_ago, who, lambda holder, _day: Correct(_last(holder), why))


def _last(holder: Holder) -> int:
    if holder.last is None:
        raise LookupError(f"nothing has happened to {holder.member.name} yet")
    return holder.last.id
