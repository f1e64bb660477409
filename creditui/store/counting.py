"""Which entries count by the end of a studio date: those of it and before, for all there is (R3).

Where the clock stood ahead and was put right (R17), what was entered before counts from that day
on, whatever later date it says: what came after it built on it.
"""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from peewee import Expression, fn

from creditui.store.engine import Store
from creditui.store.queries import Prepared, given
from creditui.store.tables import ClockRow, EntryRow


class Until(TypedDict):
    """The values of a query in which `counted` stands."""

    as_of: date
    put_right: int
    """The newest entry before which the clock was put right by then; 0 where it never was."""


_PUT_RIGHT = Prepared(
    ClockRow.select(fn.coalesce(fn.max(ClockRow.last_entry), 0)).where(
        ClockRow.studio_date <= given("as_of")
    )
)


def counted(entry: type[EntryRow]) -> Expression:
    """That an entry counts by then: for a query that is given what `counted_until` says."""
    known: Expression = (entry.studio_date <= given("as_of")) | (entry.id <= given("put_right"))
    return known


def counted_until(store: Store, as_of: date) -> Until:
    """The values by which entries count at the end of `as_of`; all do at `date.max`."""
    put_right = 0 if as_of == date.max else _PUT_RIGHT.row(store, as_of=as_of)[0]
    return {"as_of": as_of, "put_right": put_right}
