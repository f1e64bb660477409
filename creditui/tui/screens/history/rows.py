"""The billing periods of a membership as rows: one for each period and service."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rich.cells import cell_len

from creditui.desk.catalogue import Catalogue
from creditui.desk.open_member import MembershipView, MemberView
from creditui.domain.lots import Lot
from creditui.domain.membership import Allocation, BillingPeriod
from creditui.domain.wording import say_date, say_day, signed
from creditui.tui.marks import Ink, Inked, bar
from creditui.tui.screens.ledger.telling import say_period
from creditui.tui.widgets.columns import Column, widest

_STATES: dict[str, tuple[str, Ink]] = {
    "past": ("·", "muted"),
    "current": ("●", "good"),
    "upcoming": ("◌", "muted"),
}

_WIDE = 106
"""Cells from which each figure has a column of its own."""
_NAME = 24
"""Cells that the name of a service gets at the most."""


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One service of one billing period, as it is on a studio date."""

    period: BillingPeriod
    allocation: Allocation
    left: int
    """What is left in the lots of it that have not expired, whether expiry has been written or not
    (R9)."""
    through: date | None
    """The last day of what is left, or of the allocation where nothing is."""
    today: date
    service: str
    """The name of the service."""
    again: bool
    """Whether the row above is of the same period."""

    @property
    def key(self) -> tuple[int, str]:
        """What tells one row from another: the period's id and the service's code."""
        return self.period.id, self.allocation.service

    @property
    def expired(self) -> int:
        """What can no longer be used, written off already or not (R9)."""
        return self.allocation.expired + self.allocation.left - self.left

    @property
    def state(self) -> str:
        """Past, current or upcoming."""
        if self.period.ends_on < self.today:
            return "past"
        return "upcoming" if self.period.starts_on > self.today else "current"


def rows(view: MemberView, membership: MembershipView, catalogue: Catalogue) -> list[PeriodRow]:
    """The rows of a membership, the newest period first."""
    found = []
    for period in membership.periods:
        services = period.allocations or tuple(map(_nothing, membership.membership.plan.credits))
        for index, allocation in enumerate(services):
            living = _living(membership, period, allocation.service, view.today)
            ends = [lot.expires_on or date.max for lot in living if lot.left]
            through = min(ends, default=allocation.expires_on or date.max)
            found.append(
                PeriodRow(
                    period,
                    allocation,
                    left=sum(lot.left for lot in living),
                    through=None if through == date.max else through,
                    today=view.today,
                    service=catalogue.service_name(allocation.service),
                    again=index > 0,
                )
            )
    return found


def _living(
    membership: MembershipView, period: BillingPeriod, service: str, today: date
) -> list[Lot]:
    """The lots of one service of the period that have not expired."""
    return [
        lot
        for lot in (*membership.lots, *membership.past_lots)
        if lot.period_id == period.id and lot.service == service and not lot.expired_by(today)
    ]


def columns(width: int, rows: Sequence[PeriodRow] = ()) -> tuple[Column[PeriodRow], ...]:
    """The columns for a screen of so many cells; dates and names are whole before all else."""
    dates = max((cell_len(say_period(row.period, row.today)) for row in rows), default=13)
    names = max((cell_len(row.service) for row in rows), default=7)
    dates, names = max(dates, 6), min(max(names, 7), _NAME)
    return _wide(dates, names) if width >= _WIDE else _narrow(dates, names, rows)


def _narrow(dates: int, names: int, rows: Sequence[PeriodRow]) -> tuple[Column[PeriodRow], ...]:
    """What was used stands beside what was allocated; where that is still too much, others go."""
    through = _through(weekday=False)
    return (
        *_identity(dates, 8, names),
        Column("Used", _used_of, widest(_used_of, rows, 7, 13), align="right"),
        *_figures(widest(_adjusted, rows, 4, 6), "Adj."),
        replace(through, width=widest(through.cell, rows, 7, 14)),
    )


def _wide(dates: int, names: int) -> tuple[Column[PeriodRow], ...]:
    """A column for each figure."""
    return (
        *_identity(max(dates, 18), 12, max(names, 12)),
        Column("Allocated", lambda row: str(row.allocation.allocated), 9, align="right"),
        Column("Used", lambda row: _quiet(row.allocation.used), 5, align="right"),
        Column("Expired", lambda row: _quiet(row.expired), 7, align="right"),
        *_figures(8, "Adjusted"),
        Column("", _bar, 8, drop=3),
        _through(weekday=True),
    )


def _identity(dates: int, least: int, names: int) -> tuple[Column[PeriodRow], ...]:
    return (
        Column("Period", _period, dates),
        Column("", _state, 10, drop=2),
        Column("Service", lambda row: row.service, min(least, names), flex=2, most=names),
    )


def _figures(width: int, adjusted: str) -> tuple[Column[PeriodRow], ...]:
    return (
        Column(adjusted, _adjusted, width, align="right", drop=1),
        Column("Left", _left, 4, align="right"),
    )


def _period(row: PeriodRow) -> Inked:
    return ((say_period(row.period, row.today), "muted" if row.again else "plain"),)


def _state(row: PeriodRow) -> Inked:
    symbol, ink = _STATES[row.state]
    return ((f"{symbol} {row.state}", "muted" if row.again else ink),)


def _used_of(row: PeriodRow) -> Inked:
    return (str(row.allocation.used), (f" of {row.allocation.allocated}", "muted"))


def _adjusted(row: PeriodRow) -> Inked:
    adjusted = row.allocation.adjusted
    return ((signed(adjusted), "plain" if adjusted else "muted"),)


def _left(row: PeriodRow) -> Inked:
    return ((str(row.left), "strong" if row.left else "muted"),)


def _bar(row: PeriodRow) -> Inked:
    """What is left of the allocation as a bar, while anything is."""
    return bar(row.left, max(row.allocation.allocated, row.left), 8) if row.left else ""


def _quiet(number: int) -> Inked:
    return ((str(number), "plain" if number else "muted"),)


def _through(*, weekday: bool) -> Column[PeriodRow]:
    def cell(row: PeriodRow) -> Inked:
        last = row.through
        if row.expired and not row.left and not weekday:
            return ((f"{row.expired} expired", "muted"),)
        if last is None:
            return (("no expiry", "muted"),)
        said = say_date(last, row.today) if weekday else say_day(last, row.today)
        return ((said, "muted" if last < row.today else "plain"),)

    return Column("Through", cell, 15 if weekday else 11)


def _nothing(service: str) -> Allocation:
    """What a period that names no service has of one that the plan covers."""
    return Allocation(service, 0, 0, 0, 0, 0, None)
