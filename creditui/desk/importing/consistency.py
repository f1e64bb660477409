"""What a row says against itself or its file: dates and figures that can't be."""

from __future__ import annotations

from datetime import date

from creditui.desk.importing.report import Problems
from creditui.desk.importing.rows import MEMBERSHIPS, PERIODS, PeriodRow
from creditui.desk.importing.tables import Tables


def check_within(tables: Tables, problems: Problems) -> None:
    """Ends before starts, more used than allocated (R7), one period with two last days."""
    for membership in tables.memberships.rows.values():
        if membership.ends_on is not None and membership.ends_on < membership.started_on:
            message = (
                f"The membership ends before it starts on {membership.started_on}; correct one."
            )
            problems.add(MEMBERSHIPS, membership.line, "ends_on", message)
    last_days: dict[tuple[str, date], PeriodRow] = {}
    for row in tables.periods.rows.values():
        _check_period(row, problems)
        first = last_days.setdefault((row.membership, row.starts_on), row)
        if first.ends_on != row.ends_on:
            message = f"Line {first.line} ends the same period on {first.ends_on}; make them agree."
            problems.add(PERIODS, row.line, "ends_on", message)


def _check_period(row: PeriodRow, problems: Problems) -> None:
    if row.ends_on < row.starts_on:
        message = f"The period ends before it starts on {row.starts_on}; correct one."
        problems.add(PERIODS, row.line, "ends_on", message)
    if row.used > row.allocated:
        message = f"{row.used} used is more than the {row.allocated} allocated; correct one."
        problems.add(PERIODS, row.line, "used", message)
    if row.expires_on is not None and row.expires_on < row.starts_on:
        message = f"The credits expire before their period starts on {row.starts_on}; correct one."
        problems.add(PERIODS, row.line, "expires_on", message)
