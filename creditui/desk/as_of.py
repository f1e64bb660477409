"""Open a member as she was at the end of a studio date, worked out from the ledger (R3).

Balances, lots and what periods gave come from the entries up to that date, and from nothing else.
The ledger does not hold when a membership was paused or its dates were changed: these are the facts
that are stored today, and whoever shows the view says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from creditui.desk.errors import InputError
from creditui.desk.lookup import member_record
from creditui.desk.open_member import MemberView, view_of
from creditui.desk.session import Desk
from creditui.domain.membership import BillingPeriod, MemberRecord
from creditui.domain.people import Permission
from creditui.domain.wording import say_date
from creditui.store.transaction import reading

WHAT_IS_OF_TODAY = (
    "Balances, lots and periods are worked out from the ledger; the membership's dates, paused and "
    "past due are as they are stored today."
)
"""What a view of the past has to say of itself."""


def open_member_as_of(desk: Desk, member_id: int, as_of: date) -> MemberView:
    """The member with her balances, lots, periods and standings at the end of `as_of`.

    Entries written later in the day than now can't be foreseen: `as_of` is today at the latest.
    Raises InputError for a later date or an unknown member, Refused without rights (R18).
    """
    with reading(desk.store):
        moment = desk.require(Permission.VIEW)
        record = member_record(desk, member_id, known_day(as_of, moment.today))
    return view_of(_begun(record, as_of), replace(moment, today=as_of))


def known_day(as_of: date, today: date) -> date:
    """`as_of` itself; raises InputError for a date of which nobody can know the end yet."""
    if as_of > today:
        raise InputError(
            "future_date", f"{say_date(as_of)} has not been yet; give a date up to today."
        )
    return as_of


def _begun(record: MemberRecord, as_of: date) -> MemberRecord:
    """Without the periods of which nothing was known yet: not begun, and no credits in them."""
    periods = {
        membership_id: tuple(p for p in periods if p.starts_on <= as_of or _given(p))
        for membership_id, periods in record.periods.items()
    }
    return replace(record, periods=periods)


def _given(period: BillingPeriod) -> bool:
    return any(a.allocated or a.used or a.adjusted or a.expired for a in period.allocations)
