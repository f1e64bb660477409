"""Import a folder: read, check, write, all or nothing (R17, R24)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from creditui.desk.importing.consistency import check_within
from creditui.desk.importing.openings import OpeningEntries, request_ids
from creditui.desk.importing.periods import Opening, write_periods
from creditui.desk.importing.reading import Progress
from creditui.desk.importing.references import check_against
from creditui.desk.importing.report import ImportReport, Problems, Tally
from creditui.desk.importing.tables import Tables, read_tables
from creditui.desk.importing.writing import counted, write_facts
from creditui.desk.session import Desk, Moment, require
from creditui.desk.system_log import tell_staff_changes
from creditui.domain.people import Permission
from creditui.store.engine import Store
from creditui.store.known import balances_on, next_lot_id, taken_requests
from creditui.store.ledger import NewEntry, append_all
from creditui.store.staff import IMPORT, list_staff, read_signer
from creditui.store.transaction import reading, writing


def import_folder(
    desk: Desk, folder: Path, *, dry_run: bool = False, progress: Progress | None = None
) -> ImportReport:
    """Import the CSV files of `folder`; with any problem, or with `dry_run`, nothing is written.

    Rows are matched by their natural keys, so the same folder again changes nothing. A dry run
    does everything, guards of the ledger included, and takes it back. `progress` is told the name
    of what is being done, how much of it is done, and of how much.

    Raises Refused without the permission, InputError where `folder` holds nothing to import,
    StoreError where the database can't be written.
    """
    desk.check_writable()
    with reading(desk.store):
        desk.require(Permission.IMPORT)
    problems = Problems()
    # Read and checked before the transaction opens: nobody waits for a slow disk or a long file.
    tables = read_tables(folder, problems, progress)
    check_within(tables, problems)
    try:
        with writing(desk.store):
            moment = desk.require(Permission.IMPORT)
            if tables.staff.present:
                require(moment.actor, Permission.MANAGE)
            people = list_staff(desk.store)
            check_against(desk.store, tables, problems)
            if problems.told:
                raise _TakenBack(problems.report(dry_run=dry_run))
            report = _write(desk.store, moment, tables, progress, dry_run=dry_run)
            if dry_run:
                raise _TakenBack(report)
            after = list_staff(desk.store)
    except _TakenBack as taken_back:
        return taken_back.report
    tell_staff_changes(moment.actor, people, after)
    return report


class _TakenBack(Exception):
    """Rolls the transaction back, with the report of what would have been done."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__("nothing was written")
        self.report = report


def _write(
    store: Store, moment: Moment, tables: Tables, progress: Progress | None, *, dry_run: bool
) -> ImportReport:
    tally = Tally({file: Counter() for file in tables.present()})
    write_facts(store, tables, tally, progress)
    openings = write_periods(store, tables, tally)
    told = counted("Writing periods.csv", openings, len(openings), progress)
    append_all(store, _tallied(_opening_entries(store, moment, openings, told), tally))
    return tally.report(dry_run=dry_run)


def _opening_entries(
    store: Store, moment: Moment, openings: tuple[Opening, ...], told: Iterable[Opening]
) -> Iterator[NewEntry]:
    signer = read_signer(store, IMPORT)
    members = {opening.member_id for opening in openings}
    balances = balances_on(store, members, moment.today)
    taken = taken_requests(store, request_ids(openings))
    maker = OpeningEntries(moment, signer, next_lot_id(store), balances, taken)
    return chain.from_iterable(map(maker.of, told))


def _tallied(entries: Iterable[NewEntry], tally: Tally) -> Iterator[NewEntry]:
    for entry in entries:
        tally.entries += 1
        tally.credits += entry.credits
        yield entry
