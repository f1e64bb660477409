"""The lots that an entry moved, each with its whole life (R3, R6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from creditui.desk.as_of import known_day
from creditui.desk.ledger import LotStory, lot_story
from creditui.desk.lookup import known_entry, member_record
from creditui.desk.session import Desk
from creditui.domain.ledger import Entry
from creditui.domain.membership import Member
from creditui.domain.people import Permission
from creditui.store.entries import entries_of_lots
from creditui.store.transaction import reading


@dataclass(frozen=True, slots=True)
class EntryLots:
    """An entry's lots, in the order in which it moved them, as they are on a studio date."""

    entry: Entry
    member: Member
    on: date
    lots: tuple[LotStory, ...]


def entry_lots(desk: Desk, entry_id: int, as_of: date | None = None) -> EntryLots:
    """The lots of the entry, each with every entry that moved it, today or up to `as_of`.

    Raises InputError where there is no such entry or for a date to come, Refused for a person
    without rights (R18).
    """
    last = as_of or date.max
    with reading(desk.store):
        moment = desk.require(Permission.VIEW)
        on = moment.today if as_of is None else known_day(as_of, moment.today)
        entry = known_entry(desk, entry_id)
        record = member_record(desk, entry.member_id, last)
        ids = tuple(dict.fromkeys(movement.lot_id for movement in entry.movements))
        entries = entries_of_lots(desk.store, ids, as_of=last)
    lots = [lot for lot in map(record.lot, ids) if lot is not None]
    stories = tuple(lot_story(lot, entries, on) for lot in lots)
    return EntryLots(entry, record.member, on, stories)
