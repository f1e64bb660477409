"""Which of a member's memberships comes first, and whether who looks can adjust its credits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from creditui.desk.session import Moment
from creditui.domain.membership import Membership
from creditui.domain.own import check_own
from creditui.domain.refusal import Refusal
from creditui.domain.settings import Settings
from creditui.domain.standing import Standing, adjustable, standing_of

_ORDER = (
    Standing.ACTIVE,
    Standing.PAST_DUE,
    Standing.PAUSED,
    Standing.IN_GRACE,
    Standing.UPCOMING,
    Standing.AFTER_GRACE,
    Standing.EXPIRED,
)


def in_order(
    memberships: Iterable[Membership], today: date, settings: Settings
) -> list[Membership]:
    """Those that can be adjusted first, and of the same standing the latest first."""

    def key(membership: Membership) -> tuple[int, int]:
        standing = standing_of(membership, today, settings.grace_days).standing
        return _ORDER.index(standing), -membership.id

    return sorted(memberships, key=key)


def closed_to(moment: Moment, membership: Membership) -> Refusal | None:
    """Why whoever acts can't adjust a membership's credits: her own (R20), or closed (R1)."""
    verdict = adjustable(membership, moment.today, moment.settings.grace_days)
    closed = verdict if isinstance(verdict, Refusal) else None
    return closed or check_own(membership.member_id, moment.actor)
