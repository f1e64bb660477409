"""Which expiry new credits get, and what is said of the one a person chose (R5, R10)."""

from __future__ import annotations

from datetime import date, timedelta

from creditui.domain.context import Context
from creditui.domain.kinds import Flag
from creditui.domain.membership import BillingPeriod, MemberRecord, Membership
from creditui.domain.refusal import Caution, Refusal
from creditui.domain.settings import Settings
from creditui.domain.standing import last_day
from creditui.domain.studio import ExpiryRule
from creditui.domain.wording import days, say_date

DEFAULT_DAYS = 30
"""New credits last at least so long by default, unless the membership ends before."""

HURRIED = frozenset({"goodwill", "recovery"})
"""Reasons whose credits should not run out before the member has had time to use them (R10)."""


def default_expiry(
    record: MemberRecord, membership: Membership, today: date, settings: Settings
) -> date | None:
    """The expiry that a form starts from: None only where the plan's credits never expire.

    The end of the current billing period or 30 days from today, whichever is later, but not after
    the membership's or its grace's last day.
    """
    if membership.plan.expires.never:
        return None
    expiry = today + timedelta(days=DEFAULT_DAYS)
    period = current_period(record, membership.id, today)
    if period is not None:
        expiry = max(expiry, period.ends_on)
    last = last_day(membership, today, settings.grace_days)
    return expiry if last is None else min(expiry, last)


def current_period(record: MemberRecord, membership_id: int, today: date) -> BillingPeriod | None:
    """The billing period of a membership that `today` is in, or None."""
    periods = record.periods.get(membership_id, ())
    return next((p for p in periods if p.starts_on <= today <= p.ends_on), None)


def period_expiry(rule: ExpiryRule, starts_on: date, ends_on: date) -> date | None:
    """The expiry that a plan's rule gives the credits of a billing period; None is never (R5)."""
    if rule.never:
        return None
    return ends_on if rule.days is None else starts_on + timedelta(days=rule.days)


def check_expiry(expires_on: date | None, membership: Membership, today: date) -> Refusal | None:
    """The refusal of an expiry that is missing or has passed, or None (R10).

    Today is allowed: the credits can be used until tonight (R5).
    """
    if expires_on is None:
        if membership.plan.expires.never:
            return None
        message = "Give the last day on which the credits can be used, such as +60d or eom."
        return Refusal("expiry_missing", message, "expires")
    if expires_on < today:
        message = f"{say_date(expires_on)} has passed; give an expiry of today or later."
        return Refusal("expiry_past", message, "expires")
    return None


def expiry_cautions(
    expires_on: date | None, reason: str, membership: Membership, context: Context
) -> tuple[Caution, ...]:
    """What to know of an expiry a person chose: too soon for its reason, or too late (R10)."""
    cautions: list[Caution] = []
    if expires_on is not None and reason in HURRIED:
        away = (expires_on - context.today).days
        if away < context.settings.short_expiry_days:
            when = f"in {days(away)}" if away else "today"
            message = f"The credits expire {when}; give her time to use them."
            cautions.append(Caution(Flag.SHORT_EXPIRY, message))
    last = last_day(membership, context.today, context.settings.grace_days)
    if last is not None and (expires_on is None or expires_on > last):
        message = (
            f"The credits outlast the membership or its grace, which ends on {say_date(last)}."
        )
        cautions.append(Caution(Flag.AFTER_MEMBERSHIP, message))
    return tuple(cautions)
