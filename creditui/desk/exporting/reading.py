"""Read what a filter lets through, oldest first, in steps of bounded size (R22).

No transaction stays open between two steps, so a reader who is slow holds nobody up. What is
written meanwhile is left out: an export ends with the entry that was the last when it began.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from creditui.desk.exporting.naming import line
from creditui.desk.session import Desk
from creditui.desk.studio_ledger import meant_members
from creditui.domain.clock_record import ClockRecord, counted_on
from creditui.domain.filtering import Filter
from creditui.domain.ledger import Entry
from creditui.domain.people import Permission
from creditui.domain.studio import Service
from creditui.store.clock_records import clock_records
from creditui.store.members import member_names
from creditui.store.studio import read_services, read_settings
from creditui.store.studio_ledger import (
    LotLeft,
    entry_date,
    last_entry_id,
    lots_left,
    oldest_first,
)
from creditui.store.transaction import reading


@dataclass(frozen=True, slots=True)
class Step:
    """Some entries, oldest first, with the names of the members they are about."""

    entries: tuple[Entry, ...]
    names: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported: everything up to `last_id` that `wanted` lets through."""

    desk: Desk
    wanted: Filter
    member_ids: tuple[int, ...] | None
    last_id: int
    last_date: date | None
    """The day on which the last entry counts; None in an empty ledger."""
    clock: tuple[ClockRecord, ...]
    studio_name: str
    services: tuple[Service, ...]

    @property
    def whole(self) -> bool:
        """Whether it is the whole ledger, of which alone balances can be told."""
        return not self.wanted

    def counted_on(self, entry: Entry) -> date:
        """The day of an entry in a journal, where days never go back (R17)."""
        return counted_on(self.clock, entry.id, entry.studio_date)

    def steps(self) -> Iterator[Step]:
        """The entries; raises Refused where the person's rights end meanwhile."""
        after = 0
        while after < self.last_id:
            with reading(self.desk.store):
                self.desk.require(Permission.VIEW_STUDIO_LEDGER)
                after, entries = oldest_first(
                    self.desk.store,
                    self.wanted,
                    member_ids=self.member_ids,
                    after_id=after,
                    last_id=self.last_id,
                )
                names = member_names(self.desk.store, {entry.member_id for entry in entries})
            yield Step(entries, names)

    def lots_left(self) -> Iterator[LotLeft]:
        """What the last entry left in each lot, as the lots have it, not their movements."""
        after_lot = 0
        while True:
            with reading(self.desk.store):
                found = lots_left(self.desk.store, self.last_id, after_lot=after_lot)
            yield from found
            if not found:
                return
            after_lot = found[-1].id


def contents(export: Export) -> str:
    """What is in it, on one line."""
    if export.whole:
        return f"the ledger up to entry {export.last_id}"
    wanted = line(str(export.wanted))
    return f"entries up to {export.last_id} of {wanted}; balances need the whole ledger"


def begin_export(desk: Desk, wanted: Filter) -> Export:
    """Begin an export for a person who may see the studio's ledger; raises Refused (R18)."""
    with reading(desk.store):
        desk.require(Permission.VIEW_STUDIO_LEDGER)
        last_id = last_entry_id(desk.store)
        last_date, clock = entry_date(desk.store, last_id), clock_records(desk.store)
        return Export(
            desk,
            wanted,
            meant_members(desk, wanted),
            last_id,
            None if last_date is None else counted_on(clock, last_id, last_date),
            clock,
            read_settings(desk.store).studio_name,
            read_services(desk.store),
        )
