"""What the sample studio sells."""

from __future__ import annotations

from creditui.domain.studio import ExpiryRule, PeriodLength, Plan, Service

SERVICES = (
    Service("massage", "Massage"),
    Service("reformer", "Reformer class"),
    Service("yoga", "Yoga class"),
    Service("facial", "Facial"),
    Service("sauna", "Sauna hour"),
)

GOLD = Plan(
    "gold-monthly",
    "Gold Monthly",
    PeriodLength.MONTH,
    ExpiryRule(),
    {"massage": 4, "reformer": 8},
)
REFORMER = Plan("reformer-8", "Reformer 8", PeriodLength.MONTH, ExpiryRule(), {"reformer": 8})
DUO = Plan("massage-duo", "Massage Duo", PeriodLength.MONTH, ExpiryRule(days=60), {"massage": 2})
YOGA = Plan("yoga-daily", "Yoga Daily", PeriodLength.WEEK, ExpiryRule(), {"yoga": 7})
SPA = Plan(
    "spa-10", "Spa 10-pack", PeriodLength.ONCE, ExpiryRule(days=180), {"facial": 4, "sauna": 6}
)
GIFT = Plan(
    "gift-pack", "Gift Pack", PeriodLength.ONCE, ExpiryRule(never=True), {"massage": 2, "facial": 1}
)

PLANS = (GOLD, REFORMER, DUO, YOGA, SPA, GIFT)

SHARES = (10, 20, 17, 9, 27, 17)
"""How many of a hundred members have each of `PLANS`."""


def pace(plan: Plan) -> float:
    """How often a member with `plan` comes, in bookings a day, each of one credit or more."""
    days = {PeriodLength.MONTH: 30, PeriodLength.WEEK: 7, PeriodLength.ONCE: 60}[plan.period]
    return 0.2 * sum(plan.credits.values()) / days
