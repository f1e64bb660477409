"""The rows of periods.csv beside the periods that the database has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from creditui.desk.importing.report import Tally
from creditui.desk.importing.rows import PERIODS, PeriodRow
from creditui.desk.importing.tables import Tables
from creditui.domain.expiry import period_expiry
from creditui.domain.text import visible
from creditui.domain.wording import say_through
from creditui.store import bulk
from creditui.store.engine import Store
from creditui.store.known import (
    KnownMembership,
    KnownOpening,
    KnownPeriod,
    known_memberships,
    known_openings,
    known_periods,
)
from creditui.store.studio import read_plans


@dataclass(frozen=True, slots=True)
class Opening:
    """A row that is new to the database, with the ids it belongs to."""

    row: PeriodRow
    member_id: int
    membership_id: int
    period_id: int
    expires_on: date | None
    """The row's own expiry, or what the plan's rule gives (R5)."""


def write_periods(store: Store, tables: Tables, tally: Tally) -> tuple[Opening, ...]:
    """Make or end the periods, and give the rows that open credits, a member's oldest first.

    Rows that were imported before are counted as same, changed or kept.
    """
    found = tables.periods.rows.values()
    memberships = known_memberships(store, {row.membership for row in found})
    changed = _write_spans(store, found, memberships)
    periods = _periods(store, memberships)
    known = known_openings(store, [period.id for period in periods.values()])
    openings: list[Opening] = []
    plans = {plan.code: plan for plan in read_plans(store)}
    for row in found:
        membership = memberships[row.membership]
        period = periods[membership.id, row.starts_on]
        before = known.get((period.id, row.service))
        if before is not None:
            _settle(row, before, period.id in changed, tally)
            continue
        tally.count(PERIODS, "new")
        rule = plans[membership.plan].expires
        expires = row.expires_on or period_expiry(rule, row.starts_on, row.ends_on)
        openings.append(Opening(row, membership.member_id, membership.id, period.id, expires))
    bulk.insert_period_services(
        store, ((o.period_id, o.row.service, o.expires_on) for o in openings)
    )
    openings.sort(key=lambda o: (o.member_id, o.row.starts_on, o.membership_id, o.row.line))
    return tuple(openings)


def _write_spans(
    store: Store, rows: Collection[PeriodRow], memberships: dict[str, KnownMembership]
) -> frozenset[int]:
    """Make the periods that are not there, and give the others their last day.

    Returns the ids of those whose last day changed.
    """
    known = _periods(store, memberships)
    spans = {(memberships[row.membership].id, row.starts_on): row.ends_on for row in rows}
    new = [(id, starts, ends) for (id, starts), ends in spans.items() if (id, starts) not in known]
    changed = [
        (known[span].id, ends)
        for span, ends in spans.items()
        if span in known and known[span].ends_on != ends
    ]
    bulk.insert_periods(store, new)
    bulk.end_periods(store, changed)
    return frozenset(id for id, _ in changed)


def _periods(
    store: Store, memberships: dict[str, KnownMembership]
) -> dict[tuple[int, date], KnownPeriod]:
    found = known_periods(store, [membership.id for membership in memberships.values()])
    return {(period.membership_id, period.starts_on): period for period in found}


def _settle(row: PeriodRow, before: KnownOpening, changed: bool, tally: Tally) -> None:
    """Count a row that was imported before; its credits stay as the ledger opened them (R24)."""
    subject = f'{visible(row.service)} of "{visible(row.membership)}" from {row.starts_on}'
    if (row.allocated, row.used) != (before.allocated, before.used):
        tally.keep(
            PERIODS,
            row.line,
            f"{subject} opened with {before.used} of {before.allocated} used, the file now has "
            f"{row.used} of {row.allocated}; the ledger's figures were kept.",
        )
    elif row.expires_on is not None and row.expires_on != before.expires_on:
        tally.keep(
            PERIODS,
            row.line,
            f"{subject} opened {say_through(before.expires_on)}, the file now has "
            f"{say_through(row.expires_on)}; the ledger's expiry was kept.",
        )
    else:
        tally.count(PERIODS, "changed" if changed else "same")
