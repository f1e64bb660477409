"""Open a member: what she holds, membership by membership, as one frozen view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from creditui.desk.session import Desk, Moment
from creditui.desk.standings import closed_to, in_order
from creditui.domain.lots import Lot, balances
from creditui.domain.membership import BillingPeriod, Member, MemberRecord, Membership
from creditui.domain.people import Permission
from creditui.domain.refusal import Refusal
from creditui.domain.standing import StandingView, standing_of
from creditui.store.transaction import reading


@dataclass(frozen=True, slots=True)
class MembershipView:
    """One membership on a studio date."""

    membership: Membership
    standing: StandingView
    balances: Mapping[str, int]
    """What is left in its living lots, by service code; every service of the plan is named (R3)."""
    lots: tuple[Lot, ...]
    """Its lots alive on that date with something left, the soonest to expire first (R6)."""
    past_lots: tuple[Lot, ...]
    """Its other lots: spent, expired or not yet begun."""
    periods: tuple[BillingPeriod, ...]
    """Newest first."""
    closed: Refusal | None
    """Why whoever looks can't adjust its credits, if she can't (R1, R20)."""


@dataclass(frozen=True, slots=True)
class MemberView:
    """All about one member on a studio date."""

    member: Member
    today: date
    memberships: tuple[MembershipView, ...]
    """Those that can be adjusted first."""
    balances: Mapping[str, int]
    """Over all her memberships, by service code (R3)."""
    record: MemberRecord

    def membership(self, membership_id: int) -> MembershipView | None:
        """The view of one membership, or None."""
        return next((m for m in self.memberships if m.membership.id == membership_id), None)


def open_member(desk: Desk, member_id: int) -> MemberView:
    """The member with her memberships, lots and periods today.

    Raises InputError where there is no such member, Refused for a person without rights (R18).
    """
    # peewee comes with it: the desk's thread waits for it, and no screen.
    from creditui.desk.lookup import member_record

    with reading(desk.store):
        moment = desk.require(Permission.VIEW)
        return view_of(member_record(desk, member_id), moment)


def view_of(record: MemberRecord, moment: Moment) -> MemberView:
    """`record` as it stands at `moment`."""
    memberships = in_order(record.memberships, moment.today, moment.settings)
    views = [_membership(record, m, moment) for m in memberships]
    covered = dict.fromkeys(code for v in views for code in v.balances)
    return MemberView(
        member=record.member,
        today=moment.today,
        memberships=tuple(views),
        balances=balances(record.lots, moment.today, covered),
        record=record,
    )


def _membership(record: MemberRecord, membership: Membership, moment: Moment) -> MembershipView:
    today = moment.today
    lots = tuple(lot for lot in record.lots if lot.membership_id == membership.id)
    living = tuple(lot for lot in lots if lot.alive(today) and lot.left)
    return MembershipView(
        membership=membership,
        standing=standing_of(membership, today, moment.settings.grace_days),
        balances=balances(lots, today, membership.plan.credits),
        lots=living,
        past_lots=tuple(lot for lot in lots if lot not in living),
        periods=record.periods.get(membership.id, ()),
        closed=closed_to(moment, membership),
    )
