from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from creditui.domain.expiry import current_period, default_expiry
from creditui.domain.settings import Settings
from tests.domain.builders import PERIOD_END, TODAY, days, membership, period, plan, record


@pytest.mark.parametrize(
    ("facts", "ends", "expiry"),
    [
        ({}, PERIOD_END, days(30)),
        ({}, days(30), days(30)),
        ({}, days(31), days(31)),
        ({"ends_on": days(20)}, PERIOD_END, days(20)),
        ({"ends_on": TODAY}, PERIOD_END, TODAY),
        ({"ends_on": days(90)}, PERIOD_END, days(30)),
        ({"cancelled_on": days(-59)}, PERIOD_END, days(1)),
        ({"cancelled_on": days(-5), "ends_on": days(-1)}, PERIOD_END, days(30)),
        ({"plan": plan(never=True)}, PERIOD_END, None),
        ({"plan": plan(days=5)}, PERIOD_END, days(30)),
    ],
)
def test_the_default_is_30_days_or_the_periods_end_but_not_after_the_membership(
    facts: dict[str, Any], ends: date, expiry: date | None
) -> None:
    held = membership(**facts)
    known = record(memberships=(held,), periods=(period(ends_on=ends),))
    assert default_expiry(known, held, TODAY, Settings()) == expiry


def test_the_default_expiry_without_a_current_period() -> None:
    held = membership()
    past = period(starts_on=date(2026, 10, 1), ends_on=days(-1))
    assert default_expiry(record(periods=(past,)), held, TODAY, Settings()) == days(30)
    assert default_expiry(record(periods=()), held, TODAY, Settings()) == days(30)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "current"),
    [
        (TODAY, days(40), True),
        (days(-30), TODAY, True),
        (days(1), days(40), False),
        (days(-30), days(-1), False),
    ],
)
def test_a_billing_period_holds_both_its_dates(
    starts_on: date, ends_on: date, current: bool
) -> None:
    known = record(periods=(period(starts_on=starts_on, ends_on=ends_on),))
    assert (current_period(known, 1, TODAY) is not None) is current
    assert current_period(known, 2, TODAY) is None
