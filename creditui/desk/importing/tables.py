"""A folder's seven files, read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from creditui.desk.errors import InputError
from creditui.desk.importing import rows
from creditui.desk.importing.reading import Progress, Table, read_table
from creditui.desk.importing.report import Problems


@dataclass(frozen=True, slots=True)
class Tables:
    """What the files of a folder hold; a file that is not there is an empty table."""

    services: Table[rows.ServiceRow]
    plans: Table[rows.PlanRow]
    plan_services: Table[rows.PlanServiceRow]
    staff: Table[rows.StaffRow]
    members: Table[rows.MemberRow]
    memberships: Table[rows.MembershipRow]
    periods: Table[rows.PeriodRow]

    def present(self) -> tuple[str, ...]:
        """The names of the files that are there, in the order in which they are read."""
        tables = (
            self.services,
            self.plans,
            self.plan_services,
            self.staff,
            self.members,
            self.memberships,
            self.periods,
        )
        return tuple(table.file for table in tables if table.present)


def read_tables(folder: Path, problems: Problems, progress: Progress | None = None) -> Tables:
    """Read every file of `folder`; what is wrong inside a file goes to `problems`.

    Raises InputError where `folder` is no folder, or has none of the files.
    """
    if not folder.is_dir():
        raise InputError("no_such_folder", f"{str(folder)!r} is not a folder; check its name.")
    tables = Tables(
        read_table(folder, rows.SERVICES_LAYOUT, problems, progress),
        read_table(folder, rows.PLANS_LAYOUT, problems, progress),
        read_table(folder, rows.PLAN_SERVICES_LAYOUT, problems, progress),
        read_table(folder, rows.STAFF_LAYOUT, problems, progress),
        read_table(folder, rows.MEMBERS_LAYOUT, problems, progress),
        read_table(folder, rows.MEMBERSHIPS_LAYOUT, problems, progress),
        read_table(folder, rows.PERIODS_LAYOUT, problems, progress),
    )
    if not tables.present():
        raise InputError(
            "nothing_to_import",
            f"{str(folder)!r} holds none of the files of an import, such as {rows.MEMBERS}.",
        )
    return tables
