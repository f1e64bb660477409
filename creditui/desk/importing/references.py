"""What the rows say of one another and of what the database has: references, overlaps, people."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date

from creditui.desk.importing import rows
from creditui.desk.importing.reading import Table
from creditui.desk.importing.report import Problems
from creditui.desk.importing.rows import MEMBERSHIPS, PERIODS, STAFF
from creditui.desk.importing.tables import Tables
from creditui.domain.people import Role
from creditui.domain.text import visible
from creditui.store.engine import Store
from creditui.store.known import (
    known_codes,
    known_members,
    known_memberships,
    known_periods,
)
from creditui.store.staff import list_staff

_Uses = Iterable[tuple[str, int, str, str]]
"""File, line, column and value of each cell that names a row of another file."""


def check_against(store: Store, tables: Tables, problems: Problems) -> None:
    """References to what is nowhere, memberships that change hands, overlaps, the last admin."""
    _check_codes(store, tables, problems)
    _check_members(store, tables, problems)
    _check_memberships(store, tables, problems)
    _check_overlaps(store, tables, problems)
    _check_admins(store, tables, problems)


def _check_codes(store: Store, tables: Tables, problems: Problems) -> None:
    services = [
        *((rows.PLAN_SERVICES, r.line, "service", r.service) for r in _all(tables.plan_services)),
        *((PERIODS, r.line, "service", r.service) for r in _all(tables.periods)),
    ]
    plans = [
        *((rows.PLAN_SERVICES, r.line, "plan", r.plan) for r in _all(tables.plan_services)),
        *((MEMBERSHIPS, r.line, "plan", r.plan) for r in _all(tables.memberships)),
    ]
    _check("service", services, tables.services, lambda _: known_codes(store, "service"), problems)
    _check("plan", plans, tables.plans, lambda _: known_codes(store, "plan"), problems)


def _check_members(store: Store, tables: Tables, problems: Problems) -> None:
    uses = [
        *((STAFF, r.line, "member", r.member) for r in _all(tables.staff) if r.member),
        *((MEMBERSHIPS, r.line, "member", r.member) for r in _all(tables.memberships)),
    ]
    _check("member", uses, tables.members, lambda ids: known_members(store, ids), problems)


def _check_memberships(store: Store, tables: Tables, problems: Problems) -> None:
    uses = [(PERIODS, r.line, "membership", r.membership) for r in _all(tables.periods)]
    table = tables.memberships
    _check("membership", uses, table, lambda ids: known_memberships(store, ids), problems)
    known = known_memberships(store, [r.external_id for r in _all(table)])
    for row in _all(table):
        before = known.get(row.external_id)
        if before is not None and before.member != row.member:
            message = (
                f'This membership is of member "{visible(before.member)}" in the database; '
                "give hers a number of its own."
            )
            problems.add(MEMBERSHIPS, row.line, "member", message)


def _check_overlaps(store: Store, tables: Tables, problems: Problems) -> None:
    """Two periods of one membership that share a day, in the file or with the database's."""
    names = {row.membership for row in _all(tables.periods)}
    known = known_memberships(store, names)
    external = {found.id: name for name, found in known.items()}
    spans: dict[str, dict[date, tuple[date, int]]] = {}
    for period in known_periods(store, external):
        spans.setdefault(external[period.membership_id], {})[period.starts_on] = (period.ends_on, 0)
    for row in _all(tables.periods):
        of_membership = spans.setdefault(row.membership, {})
        before = of_membership.get(row.starts_on)
        if before is None or not before[1]:
            of_membership[row.starts_on] = (row.ends_on, row.line)
    for of_membership in spans.values():
        _check_spans(of_membership, problems)


def _check_spans(spans: dict[date, tuple[date, int]], problems: Problems) -> None:
    latest: tuple[date, date, int] | None = None
    for starts_on, (ends_on, line) in sorted(spans.items()):
        if latest is not None and starts_on <= latest[1] and (line or latest[2]):
            # The row named is one of the file's; the other may be the database's.
            other = f"from {latest[0]} to {latest[1]}" if line else f"from {starts_on} to {ends_on}"
            message = f"This period overlaps the membership's period {other}; correct the dates."
            problems.add(PERIODS, line or latest[2], "starts_on", message)
        if latest is None or ends_on > latest[1]:
            latest = (starts_on, ends_on, line)


def _check_admins(store: Store, tables: Tables, problems: Problems) -> None:
    """The import may not take the last admin's role: nobody could give it back (R18)."""
    wanted = tables.staff.rows
    if not wanted:
        return
    admins = {s.username for s in list_staff(store) if s.role == Role.ADMIN and not s.disabled}
    disabled = {s.username for s in list_staff(store) if s.disabled}
    for row in wanted.values():
        if row.role == Role.ADMIN and row.username not in disabled:
            return
    lost = [row for row in wanted.values() if row.username in admins]
    if lost and len(lost) == len(admins):
        message = "This would leave the studio without an admin; keep one person as admin."
        problems.add(STAFF, lost[-1].line, "role", message)


def _check(
    what: str,
    uses: _Uses,
    table: Table[rows.R],
    known: Callable[[Collection[str]], Collection[str]],
    problems: Problems,
) -> None:
    """Report each cell whose value is neither in `table` nor among the `known` of the database."""
    unseen = [use for use in uses if not table.names(use[3])]
    missing = {use[3] for use in unseen}
    missing -= set(known(tuple(missing))) if missing else set()
    for file, line, column, value in unseen:
        if value in missing:
            message = (
                f'There is no {what} "{visible(value)}" in {table.file} or in the database; '
                "add it there or correct this cell."
            )
            problems.add(file, line, column, message)


def _all(table: Table[rows.R]) -> Collection[rows.R]:
    return table.rows.values()
