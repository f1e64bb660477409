"""Which membership, service or period is meant, where the command line leaves it open.

Only what can mean one thing is chosen; where it could mean two, the error lists them. Whether the
act is allowed there is the rules' to say, so a choice never hides a refusal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from creditui.desk.errors import InputError
from creditui.desk.open_member import MembershipView, MemberView
from creditui.domain.membership import BillingPeriod
from creditui.domain.wording import say_date


def choose_membership(
    view: MemberView, service: str | None, membership_id: int | None = None
) -> MembershipView:
    """The membership with that id, or the one that holds `service` and can be adjusted.

    Where none can be adjusted it is the first that holds the service, so that the rules refuse it
    with the date that decides it (R1). Raises InputError where there is none, or where several
    could be meant.
    """
    if membership_id is not None:
        found = view.membership(membership_id)
        if found is None:
            raise InputError("no_such_membership", _none_such(view, membership_id))
        return found
    if not view.memberships:
        raise InputError("no_membership", f"{view.member.name} has no membership to adjust.")
    holding = [each for each in view.memberships if service in (None, *each.balances)]
    open_ones = [each for each in holding if each.closed is None]
    if len(open_ones) > 1:
        raise InputError("several_memberships", _several(open_ones))
    closest = [each for each in view.memberships if each.closed is None] or view.memberships
    return next(iter(open_ones or holding or closest))


def choose_service(membership: MembershipView) -> str:
    """The only service of a membership; raises InputError listing them where there are several.

    In a closed membership any will do: the rules refuse it before they ask for the service (R1).
    """
    codes = tuple(membership.balances)
    if codes and (len(codes) == 1 or membership.closed is not None):
        return codes[0]
    name = membership.membership.plan.name
    raise InputError(
        "service_missing", f"Name the service with --service; {name} has: {_listed(codes)}."
    )


def membership_of_lot(view: MemberView, lot_id: int) -> int | None:
    """The id of the membership that her lot belongs to; raises InputError for no lot of hers."""
    lot = view.record.lot(lot_id)
    if lot is None:
        raise InputError(
            "no_such_lot", f"{view.member.name} has no lot {lot_id}; see: creditui show"
        )
    return lot.membership_id


def choose_period(
    view: MemberView, day: date, service: str | None, membership_id: int | None = None
) -> BillingPeriod:
    """The billing period that starts on `day`, or else the one that `day` is in.

    Memberships without `service` are left out where it is given and another has it. Raises
    InputError where no period fits, or where several do.
    """
    views: Sequence[MembershipView] = view.memberships
    if membership_id is not None:
        views = [choose_membership(view, service, membership_id)]
    views = [each for each in views if service in (None, *each.balances)] or views
    periods = [period for each in views for period in each.periods]
    starting = [period for period in periods if period.starts_on == day]
    fitting = starting or [p for p in periods if p.starts_on <= day <= p.ends_on]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise InputError(
            "no_such_period",
            f"{view.member.name} has no billing period on {say_date(day)}; there is: "
            f"{_listed(_span(period) for period in periods)}.",
        )
    listed = "; ".join(f"{_span(p)} of membership {p.membership_id}" for p in fitting)
    raise InputError(
        "several_periods", f"Name the membership with --membership; it could be {listed}."
    )


def _none_such(view: MemberView, membership_id: int) -> str:
    ids = _listed(f"{m.membership.id} ({m.membership.plan.name})" for m in view.memberships)
    return f"{view.member.name} has no membership {membership_id}; there is: {ids}."


def _several(views: Iterable[MembershipView]) -> str:
    listed = "; ".join(
        f"{each.membership.id} {each.membership.plan.name}, {each.standing.label}" for each in views
    )
    return f"Name the membership with --membership; it could be: {listed}"


def _span(period: BillingPeriod) -> str:
    return f"{period.starts_on} to {period.ends_on}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"
