"""Read the studio's ledger towards its newest entry again, after having gone down it (R22)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from creditui.desk.ledger import PAGE
from creditui.desk.session import Desk
from creditui.desk.studio_ledger import meant_members
from creditui.domain.filtering import Filter
from creditui.domain.ledger import Entry
from creditui.domain.people import Permission
from creditui.store.members import member_names
from creditui.store.studio_ledger import last_entry_id, oldest_first
from creditui.store.transaction import reading

_SPAN = 2_000
"""Entries that one step looks at, at the most."""
_STEPS = 6


@dataclass(frozen=True, slots=True)
class NewerPage:
    """The entries that come right after some entry, newest first."""

    entries: tuple[Entry, ...]
    names: Mapping[int, str]
    """The names of the members whom the entries are about, by id."""
    after_id: int | None
    """Go on with the entries after this one; None where there are no more."""


def newer_page(desk: Desk, after_id: int, wanted: Filter, *, limit: int = PAGE) -> NewerPage:
    """The first of what `wanted` lets through after `after_id`; from 0 on, the oldest of all.

    The work for one page is bounded, so there may be fewer than `limit` although there are more.
    Raises Refused where the person may not see the studio's ledger (R18); InputError.
    """
    found: list[Entry] = []
    with reading(desk.store):
        desk.require(Permission.VIEW_STUDIO_LEDGER)
        members = meant_members(desk, wanted)
        last = last_entry_id(desk.store)
        upto, span = after_id, limit
        for _ in range(_STEPS):
            upto, entries = oldest_first(
                desk.store, wanted, member_ids=members, after_id=upto, last_id=last, span=span
            )
            found += entries
            if len(found) >= limit or upto >= last:
                break
            span = min(_SPAN, span * 4)
        if len(found) > limit:
            found = found[:limit]
            upto = found[-1].id
        names = member_names(desk.store, {entry.member_id for entry in found})
    return NewerPage(tuple(reversed(found)), names, None if upto >= last else upto)


def last_entry(desk: Desk) -> int:
    """The id of the studio's newest entry, 0 where there is none; raises Refused (R18)."""
    with reading(desk.store):
        desk.require(Permission.VIEW_STUDIO_LEDGER)
        return last_entry_id(desk.store)
