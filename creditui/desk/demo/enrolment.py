"""How a member of the sample studio came by a plan, and the billing periods that follow from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from creditui.domain.calendar import add_months
from creditui.domain.studio import PeriodLength, Plan


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A membership before it has numbers.

    Period 0 starts on `anchor`, period -1 ends the day before it; there are `back` periods before
    it, and it is itself there only where it was paid for (`renewed_on`, a day before it starts).
    """

    plan: Plan
    anchor: date
    back: int = 0
    renewed_on: date | None = None
    started_on: date | None = None
    """Where not given, the first period's first day."""
    ends_on: date | None = None
    cancelled_on: date | None = None
    paused: bool = False
    past_due: bool = False

    @property
    def begins(self) -> date:
        """The first day of the membership."""
        return self.started_on or self.starts(self.first)

    @property
    def first(self) -> int:
        """The number of its first period."""
        return -self.back

    @property
    def last(self) -> int:
        """The number of its last period."""
        return -1 if self.renewed_on is None else 0

    def starts(self, n: int) -> date:
        """The first day of period `n`, a whole number of periods from the anchor (R5)."""
        if self.plan.period is PeriodLength.MONTH:
            return add_months(self.anchor, n)
        return self.anchor + timedelta(weeks=n)

    def ends(self, n: int) -> date:
        """The last day of period `n`."""
        if self.plan.period is not PeriodLength.ONCE:
            return self.starts(n + 1) - timedelta(days=1)
        if self.plan.expires.days is not None:
            return self.anchor + timedelta(days=self.plan.expires.days)
        return add_months(self.anchor, 12) - timedelta(days=1)

    def paid_on(self, n: int) -> date:
        """The day on which the credits of period `n` were allocated."""
        paid = self.starts(n)
        return paid if n or self.renewed_on is None else min(paid, self.renewed_on)


def running(
    plan: Plan, today: date, *, past: int, ends_in: int, renewed: int | None = None
) -> Enrolment:
    """In a period that ends in `ends_in` days, after `past` others.

    The next one was paid for `renewed` days ago, if given.
    """
    anchor = today + timedelta(days=ends_in + 1)
    paid = None if renewed is None else today - timedelta(days=renewed)
    return Enrolment(plan, anchor, past + 1, paid)


def cancelled(plan: Plan, today: date, *, days_ago: int, past: int, paid_for: int) -> Enrolment:
    """Cancelled `days_ago` days ago, in a period paid for `paid_for` more days."""
    day = today - timedelta(days=days_ago)
    anchor = day + timedelta(days=paid_for + 1)
    return Enrolment(plan, anchor, past + 1, cancelled_on=day)


def ended(plan: Plan, today: date, *, days_ago: int, past: int) -> Enrolment:
    """Run out on its last day, `days_ago` days ago."""
    day = today - timedelta(days=days_ago)
    return Enrolment(plan, day + timedelta(days=1), past + 1, ends_on=day)


def coming(plan: Plan, today: date, *, in_days: int) -> Enrolment:
    """Starts in `in_days` days and is paid for since yesterday."""
    return Enrolment(plan, today + timedelta(days=in_days), renewed_on=today - timedelta(days=1))


def bought(plan: Plan, today: date, *, days_ago: int) -> Enrolment:
    """A pack bought once; it ends with its credits, if they end."""
    day = today - timedelta(days=days_ago)
    pack = Enrolment(plan, day, renewed_on=day)
    return pack if plan.expires.never else replace(pack, ends_on=pack.ends(0))
