from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from creditui.domain.refusal import Caution
from creditui.domain.standing import SYMBOLS, Standing, adjustable, last_day, standing_of
from tests.domain.builders import TODAY, days, membership, refusal


@pytest.mark.parametrize(
    ("facts", "standing", "symbol", "label", "decides_on"),
    [
        ({}, "active", "●", "active", None),
        ({"started_on": TODAY}, "active", "●", "active", None),
        ({"started_on": days(1)}, "upcoming", "○", "upcoming", days(1)),
        ({"ends_on": TODAY}, "active", "●", "active", TODAY),
        ({"ends_on": days(-1)}, "expired", "×", "expired", days(-1)),
        ({"paused": True}, "paused", "◐", "paused", None),
        ({"past_due": True}, "past_due", "!", "past due", None),
        ({"paused": True, "past_due": True}, "past_due", "!", "past due", None),
        ({"cancelled_on": days(1)}, "active", "●", "active", days(1)),
        ({"cancelled_on": TODAY}, "in_grace", "○", "cancelled, 60 days of grace", days(60)),
        ({"cancelled_on": days(-59)}, "in_grace", "○", "cancelled, 1 day of grace", days(1)),
        ({"cancelled_on": days(-60)}, "in_grace", "○", "cancelled, last day of grace", TODAY),
        ({"cancelled_on": days(-61)}, "after_grace", "×", "cancelled, grace over", days(-1)),
        # The end of a cancelled membership passes while its grace runs.
        (
            {"cancelled_on": days(-20), "ends_on": days(-5)},
            "in_grace",
            "○",
            "cancelled, 40 days of grace",
            days(40),
        ),
        (
            {"cancelled_on": days(-20), "ends_on": days(-20)},
            "in_grace",
            "○",
            "cancelled, 40 days of grace",
            days(40),
        ),
        # Cancelled once it had ended: it has expired, without grace.
        ({"cancelled_on": days(-4), "ends_on": days(-5)}, "expired", "×", "expired", days(-5)),
        ({"started_on": days(3), "cancelled_on": days(-1)}, "upcoming", "○", "upcoming", days(3)),
    ],
)
def test_the_standing_follows_from_the_stored_facts(
    facts: dict[str, Any], standing: str, symbol: str, label: str, decides_on: date | None
) -> None:
    view = standing_of(membership(**facts), TODAY, 60)
    assert (view.standing, view.symbol, view.label) == (standing, symbol, label)
    assert view.decides_on == decides_on
    assert view.adjustable is not isinstance_refusal(facts)


def isinstance_refusal(facts: dict[str, Any]) -> bool:
    return not isinstance(adjustable(membership(**facts), TODAY, 60), tuple)


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ({}, []),
        ({"paused": True}, ["paused"]),
        ({"past_due": True}, ["past_due"]),
        ({"paused": True, "past_due": True}, ["past_due", "paused"]),
        ({"cancelled_on": days(-60)}, ["in_grace"]),
        ({"cancelled_on": days(-60), "past_due": True}, ["in_grace", "past_due"]),
    ],
)
def test_what_to_know_before_adjusting(facts: dict[str, Any], codes: list[str]) -> None:
    cautions = adjustable(membership(**facts), TODAY, 60)
    assert isinstance(cautions, tuple)
    assert [caution.code for caution in cautions] == codes
    assert all(isinstance(caution, Caution) for caution in cautions)


@pytest.mark.parametrize(
    ("facts", "code", "says"),
    [
        ({"started_on": days(1)}, "membership_upcoming", "starts on Wed 18 Nov 2026"),
        ({"ends_on": days(-1)}, "membership_expired", "ended on Mon 16 Nov 2026"),
        ({"cancelled_on": days(-61)}, "grace_over", "cancelled on Thu 17 Sep 2026"),
        ({"cancelled_on": days(-61)}, "grace_over", "60 days of grace ended on Mon 16 Nov 2026"),
    ],
)
def test_a_refusal_names_the_date_that_decides(facts: dict[str, Any], code: str, says: str) -> None:
    no = refusal(adjustable(membership(**facts), TODAY, 60))
    assert no.code == code
    assert says in no.message


@pytest.mark.parametrize(("grace", "standing"), [(0, "after_grace"), (1, "in_grace")])
def test_grace_is_a_setting(grace: int, standing: str) -> None:
    assert standing_of(membership(cancelled_on=days(-1)), TODAY, grace).standing == standing
    assert standing_of(membership(cancelled_on=TODAY), TODAY, 0).standing == "in_grace"


def test_grace_runs_over_a_leap_day() -> None:
    cancelled = membership(started_on=date(2027, 1, 1), cancelled_on=date(2027, 12, 31))
    assert standing_of(cancelled, date(2028, 2, 29), 60).standing == "in_grace"
    assert standing_of(cancelled, date(2028, 3, 1), 60).standing == "after_grace"


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        ({}, None),
        ({"ends_on": days(5)}, days(5)),
        ({"ends_on": TODAY}, TODAY),
        ({"cancelled_on": days(-10)}, days(50)),
        ({"cancelled_on": days(-10), "ends_on": days(3)}, days(3)),
        ({"cancelled_on": days(-10), "ends_on": days(-1)}, days(50)),
    ],
)
def test_the_last_day_is_the_first_end_still_to_come(
    facts: dict[str, Any], last: date | None
) -> None:
    assert last_day(membership(**facts), TODAY, 60) == last


def test_every_standing_has_a_symbol() -> None:
    assert set(SYMBOLS) == set(Standing)


def test_a_cancellation_at_the_end_of_time_is_no_error() -> None:
    forever = membership(cancelled_on=date.max, ends_on=date.max)
    assert standing_of(forever, TODAY, 60).standing == "active"
    assert last_day(forever, TODAY, 60) == date.max
