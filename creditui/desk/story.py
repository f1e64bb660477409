"""Tell the story of a balance: every change on a line of time, and the lots behind it (R3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from creditui.desk.lookup import member_record
from creditui.desk.session import Desk
from creditui.domain.clock_record import counted_on
from creditui.domain.lots import Lot
from creditui.domain.membership import Member
from creditui.domain.people import Permission
from creditui.domain.story import Mark, Point, Story, tell_story
from creditui.store.clock_records import clock_records
from creditui.store.entries import count_entries_of_lots, entries_of_lots
from creditui.store.transaction import reading

MOST_ENTRIES = 1_000
"""Entries that one story tells; of older ones only what they left is known (`left_out`)."""


@dataclass(frozen=True, slots=True)
class BalanceStory:
    """The balance of one service on every studio date that is known of, and to come."""

    member: Member
    service: str
    membership_id: int | None
    """The membership whose balance it is; None for all that the member holds."""
    today: date
    balance: int
    """At the end of today."""
    story: Story
    left_out: int
    """Entries older than those of the story; it begins where they end."""

    @property
    def points(self) -> tuple[Point, ...]:
        """Where the balance changes, at the end of a date; after today, if nothing is used."""
        return self.story.points

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The entries, oldest first."""
        return self.story.marks

    @property
    def bands(self) -> tuple[Lot, ...]:
        """The lots, from their first day to their last."""
        return self.story.bands


def balance_story(
    desk: Desk,
    member_id: int,
    service: str,
    membership_id: int | None = None,
    *,
    most: int = MOST_ENTRIES,
) -> BalanceStory:
    """The story of a member's balance of `service` (a code), told by its `most` newest entries.

    For one membership where `membership_id` is given, else for all that the member holds. Raises
    InputError where there is no such member, Refused for a person without rights (R18).
    """
    with reading(desk.store):
        moment = desk.require(Permission.VIEW)
        record = member_record(desk, member_id)
        lots = record.lots_of(service, membership_id)
        ids = tuple(lot.id for lot in lots)
        entries = entries_of_lots(desk.store, ids, newest=most)
        left_out = count_entries_of_lots(desk.store, ids) - len(entries)
        clock = clock_records(desk.store)
    # Each on the day it counts: its own, but where the clock stood ahead (R17).
    placed = [
        replace(entry, studio_date=counted_on(clock, entry.id, entry.studio_date))
        for entry in entries
    ]
    story = tell_story(placed, lots, earlier=left_out > 0)
    balance = story.balance_on(moment.today)
    return BalanceStory(
        record.member, service, membership_id, moment.today, balance, story, left_out
    )
