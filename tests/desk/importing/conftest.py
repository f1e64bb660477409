"""An empty studio of its own for each test, and folders to import."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from creditui.desk.importing import ImportReport, Problem, import_folder
from creditui.desk.initialise import initialise
from creditui.desk.session import Desk, open_desk
from creditui.domain.ledger import Entry
from creditui.domain.membership import MemberRecord
from creditui.store.entries import member_entries
from creditui.store.members import members_by_reference
from creditui.store.records import read_record
from tests.support.studio import FixedClock

FIXTURES = Path(__file__).parents[2] / "fixtures" / "import"

HEADERS = {
    "services.csv": "code,name",
    "plans.csv": "code,name,period,expires",
    "plan_services.csv": "plan,service,credits",
    "staff.csv": "username,name,role,member",
    "members.csv": "external_id,name,email,phone,joined_on",
    "memberships.csv": ("external_id,member,plan,started_on,ends_on,cancelled_on,paused,past_due"),
    "periods.csv": "membership,starts_on,ends_on,service,allocated,used,expires_on",
}
SMALL = {
    "services.csv": "massage,Massage\nsauna,Sauna",
    "plans.csv": "gold,Gold,month,period_end",
    "plan_services.csv": "gold,massage,8",
    "members.csv": "C-1,Maya Okafor,maya@example.org,07700 900123,",
    "memberships.csv": "M-1,C-1,gold,2026-01-01,,,no,no",
    "periods.csv": "M-1,2026-11-01,2026-11-30,massage,8,3,",
}
"""The rows of a folder without a problem; maya has 5 left."""

TABLES = (
    "service",
    "plan",
    "plan_service",
    "staff",
    "member",
    "membership",
    "billing_period",
    "period_service",
    "ledger_entry",
    "credit_lot",
    "lot_movement",
    "member_text",
    "member_word",
)


@dataclass(slots=True)
class Importing:
    """A desk whose admin is `root`, and a folder to fill."""

    desk: Desk
    folder: Path
    clock: FixedClock

    def put(self, file: str, rows: str | bytes) -> None:
        """Write a file: rows below its usual header, or whole bytes as they are."""
        data = rows if isinstance(rows, bytes) else f"{HEADERS[file]}\n{rows}\n".encode()
        (self.folder / file).write_bytes(data)

    def small(self, **changed: str) -> None:
        """Write the small folder, some files (named without .csv) with other rows."""
        for file, rows in SMALL.items():
            self.put(file, changed.pop(file.removesuffix(".csv"), rows))
        for name, rows in changed.items():
            self.put(f"{name}.csv", rows)

    def run(self, *, dry_run: bool = False) -> ImportReport:
        """Import the folder."""
        return import_folder(self.desk, self.folder, dry_run=dry_run)

    def done(self) -> ImportReport:
        """Import the folder, which must have no problem."""
        report = self.run()
        assert report.problems == ()
        assert report.written
        return report

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the folder, which must leave the database as it was."""
        before = self.contents()
        report = self.run()
        assert not report.written
        assert self.contents() == before
        return report.problems

    def places(self) -> list[tuple[str, int, str]]:
        """Where the problems are: file, line, column."""
        return [(p.file, p.line, p.column) for p in self.problems()]

    def contents(self) -> dict[str, list[object]]:
        """Every row of every table."""
        return {
            table: self.desk.store.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
            if table != "member_text"
            else self.desk.store.rows("SELECT rowid FROM member_text ORDER BY 1")
            for table in TABLES
        }

    def record(self, reference: str) -> MemberRecord:
        """All about the one member with that reference."""
        (member,) = members_by_reference(self.desk.store, reference)
        record = read_record(self.desk.store, member.id)
        assert record is not None
        return record


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A studio's database with its admin and nothing else, to be copied."""
    path = tmp_path_factory.mktemp("template") / "studio.db"
    initialise(str(path), "root")
    return path


@contextmanager
def opened(template: Path, place: Path) -> Iterator[Importing]:
    """A copy of the template in `place`, opened by its admin, with an empty folder beside it."""
    shutil.copy(template, place / "studio.db")
    clock = FixedClock()
    desk = open_desk(str(place / "studio.db"), "root", clock=clock)
    folder = place / "folder"
    folder.mkdir()
    try:
        yield Importing(desk, folder, clock)
    finally:
        desk.close()


@pytest.fixture
def importing(tmp_path: Path, template: Path) -> Iterator[Importing]:
    with opened(template, tmp_path) as found:
        yield found


@pytest.fixture
def studio(importing: Importing) -> Importing:
    """The ugly studio of the fixtures, not yet imported."""
    shutil.copytree(FIXTURES / "studio", importing.folder, dirs_exist_ok=True)
    return importing


def entries(importing: Importing, record: MemberRecord) -> tuple[Entry, ...]:
    """The member's entries, oldest first."""
    return tuple(reversed(member_entries(importing.desk.store, record.member.id)))


def counts(report: ImportReport) -> dict[str, tuple[int, int, int, int]]:
    """New, changed, same and kept by file, where there is anything to count."""
    found = {f.file: (f.new, f.changed, f.same, f.kept) for f in report.files}
    return {file: rows for file, rows in found.items() if any(rows)}
