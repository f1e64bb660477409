"""Clock records: from which entry to which the clock stood ahead (R17).

What is asked of the times of all entries, records' own left out, is SQL: it compares two tables.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from peewee import JOIN

from creditui.domain.clock_record import ClockRecord
from creditui.store.columns import exact_date
from creditui.store.engine import Store
from creditui.store.queries import Prepared
from creditui.store.tables import ClockRow, EntryRow

_C = ClockRow
_RECORDS = Prepared(
    _C.select(
        *(_C.id, _C.first_entry, _C.last_entry, _C.at, _C.actor_id, _C.prev, _C.digest),
        *(EntryRow.hash, *(each.cast("BLOB") for each in (_C.studio_date, _C.actor, _C.note))),
    )
    .join(EntryRow, JOIN.LEFT_OUTER, on=(EntryRow.id == _C.last_entry))
    .order_by(_C.id)
)

# Entries of earlier records do not count: their times are known to be wrong.
_TRUSTED = """
    SELECT coalesce(max(e.id), 0) FROM ledger_entry e WHERE e.at <= ? AND NOT EXISTS (
        SELECT 1 FROM clock_record c WHERE e.id BETWEEN c.first_entry AND c.last_entry)
"""

_UNTRUE = """
    SELECT c.id, e.id FROM clock_record c CROSS JOIN ledger_entry e ON
        (e.id = c.first_entry - 1 AND e.at > c.at)
        OR (e.id BETWEEN c.first_entry AND c.last_entry AND e.at <= c.at
            AND NOT EXISTS (SELECT 1 FROM clock_record b
                WHERE b.id < c.id AND e.id BETWEEN b.first_entry AND b.last_entry))
    ORDER BY c.id, e.id LIMIT 1
"""


def clock_records(store: Store) -> tuple[ClockRecord, ...]:
    """Every clock record, oldest first.

    Bytes that are no text are escaped, a date that is none is the first that there is: the digest
    does not follow from it then.
    """
    return tuple(_record(row) for row in _RECORDS.rows(store))


def first_ahead(store: Store, at: int) -> int:
    """The entry after the last one that can be believed by a clock that stands at `at`."""
    found: int = store.row(_TRUSTED, (at,))[0]
    return found + 1


def untrue_record(store: Store) -> tuple[int, int] | None:
    """The first record that the entries' times contradict, and such an entry; None mostly."""
    found: tuple[int, int] | None = store.row(_UNTRUE)
    return found


def insert_clock_record(store: Store, record: ClockRecord) -> None:
    """Add a record, inside `writing()`; raises StoreError `refused` where it does not follow."""
    facts = asdict(record)
    del facts["last_hash"]  # it is the entry's
    store.run(ClockRow.insert(facts))


def _record(row: Any) -> ClockRecord:
    id, first, last, at, actor_id, prev, digest, last_hash, *texts = row
    day, actor, note = (text.decode(errors="backslashreplace") for text in texts)
    return ClockRecord(
        id, first, last, at, _day(day), actor_id, actor, note, prev, digest, last_hash
    )


def _day(text: str) -> date:
    try:
        return exact_date(text)
    except ValueError:
        return date.min
