"""Billing periods follow one another without a gap, and standings come out as meant."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from creditui.desk.demo.enrolment import Enrolment, bought, cancelled, coming, ended, running
from creditui.desk.demo.plans import GIFT, GOLD, SPA, YOGA
from creditui.domain.studio import Plan

TODAY = date(2026, 11, 22)
MONTH_ENDS = [date(2027, 12, 31), date(2028, 2, 29), date(2027, 2, 28), date(2027, 3, 30), TODAY]


@pytest.mark.parametrize("today", MONTH_ENDS, ids=str)
@pytest.mark.parametrize("plan", [GOLD, YOGA], ids=lambda plan: plan.code)
@pytest.mark.parametrize("ends_in", [0, 1, 5])
def test_the_current_period_ends_when_it_should_and_periods_meet(
    today: date, plan: Plan, ends_in: int
) -> None:
    enrolment = running(plan, today, past=5, ends_in=ends_in, renewed=0)
    assert enrolment.ends(-1) == today + timedelta(days=ends_in)
    numbers = range(enrolment.first, enrolment.last + 1)
    assert len(numbers) == 7
    for n, following in pairwise(numbers):
        assert enrolment.starts(following) - enrolment.ends(n) == timedelta(days=1)
    assert enrolment.starts(-1) <= today


def test_a_renewal_is_paid_for_before_it_starts_and_others_on_their_first_day() -> None:
    enrolment = running(GOLD, TODAY, past=3, ends_in=4, renewed=2)
    assert enrolment.paid_on(0) == TODAY - timedelta(days=2)
    assert enrolment.paid_on(-1) == enrolment.starts(-1)


@pytest.mark.parametrize(
    "enrolment",
    [
        cancelled(GOLD, TODAY, days_ago=61, past=3, paid_for=10),
        ended(YOGA, TODAY, days_ago=9, past=4),
        coming(GOLD, TODAY, in_days=5),
        bought(SPA, TODAY, days_ago=20),
        bought(GIFT, TODAY, days_ago=20),
    ],
)
def test_nothing_is_paid_for_after_a_membership_or_after_today(enrolment: Enrolment) -> None:
    last = enrolment.cancelled_on or enrolment.ends_on or date.max
    for n in range(enrolment.first, enrolment.last + 1):
        assert enrolment.starts(n) <= last
        assert enrolment.paid_on(n) <= min(TODAY, enrolment.starts(n))


def test_a_pack_ends_with_its_credits_or_not_at_all() -> None:
    spa = bought(SPA, TODAY, days_ago=20)
    assert spa.ends_on == spa.ends(0) == TODAY + timedelta(days=160)
    assert bought(GIFT, TODAY, days_ago=20).ends_on is None
