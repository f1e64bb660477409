"""The standing of a membership on a studio date, and what it allows (R1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from creditui.domain.kinds import Flag
from creditui.domain.membership import Membership
from creditui.domain.refusal import Caution, Refusal
from creditui.domain.wording import days, say_date, standing_label


class Standing(StrEnum):
    """Where a membership stands; worked out from its stored facts, never stored (R1)."""

    UPCOMING = "upcoming"
    ACTIVE = "active"
    PAUSED = "paused"
    PAST_DUE = "past_due"
    IN_GRACE = "in_grace"
    AFTER_GRACE = "after_grace"
    EXPIRED = "expired"


ADJUSTABLE = frozenset(
    {Standing.ACTIVE, Standing.PAUSED, Standing.PAST_DUE, Standing.IN_GRACE},
)
"""The standings in which credits can be adjusted (R1)."""

SYMBOLS = {
    Standing.UPCOMING: "○",
    Standing.ACTIVE: "●",
    Standing.PAUSED: "◐",
    Standing.PAST_DUE: "!",
    Standing.IN_GRACE: "○",
    Standing.AFTER_GRACE: "×",
    Standing.EXPIRED: "×",
}


@dataclass(frozen=True, slots=True)
class StandingView:
    """A standing as it is shown: a symbol and words, never colour alone."""

    standing: Standing
    symbol: str
    label: str
    decides_on: date | None
    """The date that decides the standing: its start, its last day, the last day of grace."""
    adjustable: bool


def standing_of(membership: Membership, today: date, grace_days: int) -> StandingView:
    """The standing of `membership` on the studio date `today`, with `grace_days` of grace (R1)."""
    standing = _standing(membership, today, grace_days)
    decides_on = _decides_on(membership, standing, grace_days)
    label = standing_label(standing)
    if standing is Standing.IN_GRACE and decides_on:
        left = (decides_on - today).days
        label = f"cancelled, {days(left) if left else 'last day'} of grace"
    return StandingView(
        standing, SYMBOLS[standing], label, decides_on, adjustable=standing in ADJUSTABLE
    )


def adjustable(
    membership: Membership, today: date, grace_days: int
) -> Refusal | tuple[Caution, ...]:
    """Whether credits can be adjusted on `today`: a refusal, or what to know first (R1)."""
    view = standing_of(membership, today, grace_days)
    if not view.adjustable:
        return _refusal(membership, view, grace_days)
    cautions: list[Caution] = []
    if view.standing is Standing.IN_GRACE and view.decides_on:
        last = say_date(view.decides_on)
        message = f"The membership is cancelled; its credits can be adjusted through {last}."
        cautions.append(Caution(Flag.IN_GRACE, message))
    if membership.past_due:
        cautions.append(Caution(Flag.PAST_DUE, "A payment for this membership is past due."))
    if membership.paused:
        cautions.append(Caution(Flag.PAUSED, "The membership is paused."))
    return tuple(cautions)


def grace_end(membership: Membership, grace_days: int) -> date | None:
    """The last day of grace, or None where no cancellation counts (R1).

    A cancellation dated after the membership's last day changes nothing: it had ended by then.
    """
    cancelled, ends = membership.cancelled_on, membership.ends_on
    if cancelled is None or (ends is not None and cancelled > ends):
        return None
    # Booking systems write "never" as the last date there is; nothing comes after that.
    return cancelled + timedelta(days=min(grace_days, (date.max - cancelled).days))


def last_day(membership: Membership, today: date, grace_days: int) -> date | None:
    """The day that credits should not outlast: the membership's or its grace's last (R10).

    The earlier of the two, of those that have not passed; None where nothing ends it.
    """
    ends = (membership.ends_on, grace_end(membership, grace_days))
    return min((day for day in ends if day is not None and day >= today), default=None)


def _standing(membership: Membership, today: date, grace_days: int) -> Standing:
    if membership.started_on > today:
        return Standing.UPCOMING
    grace = grace_end(membership, grace_days)
    cancelled = membership.cancelled_on
    if grace is not None and cancelled is not None and cancelled <= today:
        return Standing.IN_GRACE if today <= grace else Standing.AFTER_GRACE
    if membership.ends_on is not None and membership.ends_on < today:
        return Standing.EXPIRED
    if membership.past_due:
        return Standing.PAST_DUE
    return Standing.PAUSED if membership.paused else Standing.ACTIVE


def _decides_on(membership: Membership, standing: Standing, grace_days: int) -> date | None:
    if standing is Standing.UPCOMING:
        return membership.started_on
    if standing in (Standing.IN_GRACE, Standing.AFTER_GRACE):
        return grace_end(membership, grace_days)
    if standing is Standing.EXPIRED:
        return membership.ends_on
    # A cancellation still to come ends the standing before the membership's own last day does.
    coming = membership.cancelled_on if grace_end(membership, grace_days) else None
    return coming or membership.ends_on


def _refusal(membership: Membership, view: StandingView, grace_days: int) -> Refusal:
    on = say_date(view.decides_on) if view.decides_on else ""
    if view.standing is Standing.UPCOMING:
        message = f"This membership starts on {on}; its credits can be adjusted from that day."
        return Refusal("membership_upcoming", message)
    if view.standing is Standing.EXPIRED:
        message = f"This membership ended on {on}; its credits can be adjusted once it is renewed."
        return Refusal("membership_expired", message)
    cancelled = say_date(membership.cancelled_on) if membership.cancelled_on else ""
    message = (
        f"This membership was cancelled on {cancelled} and its {days(grace_days)} of grace ended"
        f" on {on}; its credits can be adjusted once it is taken up again."
    )
    return Refusal("grace_over", message)
