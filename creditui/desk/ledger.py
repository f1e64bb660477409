"""Read a member's ledger, and explain a balance by it (R3, R22)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from creditui.desk.as_of import known_day
from creditui.desk.lookup import known_entry, member_record
from creditui.desk.session import Desk
from creditui.domain.ledger import Entry
from creditui.domain.lots import Lot, balance
from creditui.domain.membership import BillingPeriod, Member, Membership
from creditui.domain.people import Permission
from creditui.store.entries import correction_of, corrections_of, entries_of_lots, member_entries
from creditui.store.transaction import reading

PAGE = 100
"""Entries that one page holds."""


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """One entry with everything it names."""

    entry: Entry
    member: Member
    membership: Membership | None
    period: BillingPeriod | None
    lots: tuple[tuple[Lot, int], ...]
    """Each lot as it is now, with the signed credits that the entry moved."""
    corrected_by: int | None
    """The entry that corrects it or gives it back, if there is one (R16)."""


@dataclass(frozen=True, slots=True)
class LotStory:
    """A lot with every entry that moved it, oldest first; their credits add up to what is left."""

    lot: Lot
    counted: bool
    """Whether it is alive on the day in question, so that it is part of the balance."""
    moves: tuple[tuple[Entry, int], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a balance is what it is: the lots and movements that add up to it (R3)."""

    member: Member
    service: str
    on: date
    """The studio date at whose end it is so."""
    balance: int
    lots: tuple[LotStory, ...]
    """Those counted first, in burn-down order (R6)."""


def member_ledger(
    desk: Desk,
    member_id: int,
    *,
    before_seq: int | None = None,
    limit: int = PAGE,
    as_of: date | None = None,
) -> tuple[Entry, ...]:
    """A page of the member's entries, newest first; `before_seq` goes on from there.

    With `as_of` those up to that studio date alone. Raises InputError where there is no such
    member, Refused for a person without rights (R18).
    """
    with reading(desk.store):
        desk.require(Permission.VIEW)
        last = as_of or date.max
        return member_entries(desk.store, member_id, before_seq=before_seq, limit=limit, as_of=last)


def corrections(
    desk: Desk, entry_ids: Sequence[int], as_of: date | None = None
) -> Mapping[int, int]:
    """For each entry that is corrected or given back, the id of the entry that does so (R16).

    With `as_of` only what was corrected by the end of that studio date.
    """
    with reading(desk.store):
        desk.require(Permission.VIEW)
        return corrections_of(desk.store, entry_ids, as_of or date.max)


def entry_detail(desk: Desk, entry_id: int, as_of: date | None = None) -> EntryDetail:
    """The entry with its member, period and lots; raises InputError where there is none.

    With `as_of` a correction that was written after that studio date is not told.
    """
    with reading(desk.store):
        desk.require(Permission.VIEW)
        entry = known_entry(desk, entry_id)
        record = member_record(desk, entry.member_id)
        corrected_by = correction_of(desk.store, entry_id, as_of or date.max)
    found = ((record.lot(m.lot_id), m.credits) for m in entry.movements)
    return EntryDetail(
        entry,
        record.member,
        None if entry.membership_id is None else record.membership(entry.membership_id),
        None if entry.period_id is None else record.period(entry.period_id),
        tuple((lot, credits) for lot, credits in found if lot is not None),
        corrected_by,
    )


def explain(
    desk: Desk,
    member_id: int,
    service: str,
    membership_id: int | None = None,
    as_of: date | None = None,
) -> Explanation:
    """The lots and movements that add up to a balance today, or at the end of `as_of` (R3).

    For one membership where `membership_id` is given, else for all that the member holds. Raises
    InputError for an unknown member or a date to come, Refused for a person without rights (R18).
    """
    with reading(desk.store):
        moment = desk.require(Permission.VIEW)
        on = moment.today if as_of is None else known_day(as_of, moment.today)
        last = as_of or date.max
        record = member_record(desk, member_id, last)
        lots = record.lots_of(service, membership_id)
        entries = entries_of_lots(desk.store, tuple(lot.id for lot in lots), as_of=last)
    stories = [lot_story(lot, entries, on) for lot in lots]
    stories.sort(key=lambda story: not story.counted)
    return Explanation(record.member, service, on, balance(lots, service, on), tuple(stories))


def lot_story(lot: Lot, entries: Iterable[Entry], on: date) -> LotStory:
    """The story of `lot` as it is on a studio date; `entries` that did not move it are left out."""
    moves = tuple(
        (entry, movement.credits)
        for entry in entries
        for movement in entry.movements
        if movement.lot_id == lot.id
    )
    return LotStory(lot, lot.alive(on), moves)
