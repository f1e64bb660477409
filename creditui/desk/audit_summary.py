"""Adjustments of a period summed up: by person, by reason, by service, by week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from creditui.desk.audit import begin
from creditui.desk.errors import InputError
from creditui.desk.session import Desk
from creditui.domain.filtering import Filter
from creditui.store.audit_queries import SummaryLine, summarise
from creditui.store.transaction import reading

SUMMARIES = ("person", "reason", "service", "week")
"""What adjustments can be summed up by."""


def audit_summary(
    desk: Desk, by: str, since: date | None = None, until: date | None = None
) -> tuple[SummaryLine, ...]:
    """Adjustments by `person`, `reason`, `service` or `week`; raises as `audit_findings`."""
    if by not in SUMMARIES:
        listed = ", ".join(SUMMARIES)
        raise InputError("no_such_summary", f"{by!r} sums nothing up; there is: {listed}.")
    with reading(desk.store):
        return summarise(desk.store, by, begin(desk, since, until)[1])


def summed_up(
    desk: Desk, by: str, label: str, since: date | None = None, until: date | None = None
) -> Filter:
    """The filter of the studio's ledger that lets through what a summary's line adds up.

    `by` and `label` are those of the line, the dates those that the summary was asked for. Raises
    as `audit_summary`.
    """
    with reading(desk.store):
        period = begin(desk, since, until)[1]
        if by == "week":
            monday = date.fromisoformat(label)
            period = replace(
                period,
                since=max(period.since, monday),
                until=min(period.until, monday + timedelta(days=6)),
            )
    asked = Filter(adjusted=True, since=period.since, until=period.until)
    match by:
        case "person":
            return replace(asked, who=(label,))
        case "reason":
            return replace(asked, adjusted=False, reasons=(label,))
        case "service":
            return replace(asked, services=(label,))
        case _:
            return asked
