from __future__ import annotations

import pytest

from creditui.domain.limits import check_limits, left_today
from creditui.domain.people import Limits, Spent
from tests.domain.builders import actor, refusal

STAFF = Limits(adjustment=5, day=20, member=10)


@pytest.mark.parametrize(
    ("credits", "today", "member", "allowed", "says"),
    [
        (5, 0, 0, True, ""),
        (6, 0, 0, False, "at most 5 credits now: your limit is 5 at a time"),
        (-5, 0, 0, True, ""),
        (-6, 0, 0, False, "5 at a time"),
        (5, 15, 0, True, ""),
        (5, 16, 0, False, "at most 4 credits now: your limit is 20 a day"),
        (1, 19, 0, True, ""),
        (1, 20, 0, False, "no more credits now: your limit is 20 a day"),
        # Splitting an amount over several acts does not get round the limit for one member.
        (5, 5, 5, True, ""),
        (1, 10, 10, False, "10 for one member in 30 days"),
        (3, 8, 8, False, "at most 2 credits now: your limit is 10 for one member"),
        (5, 99, 99, False, "no more"),
    ],
)
def test_the_limit_that_leaves_least_decides_and_is_named(
    credits: int, today: int, member: int, allowed: bool, says: str
) -> None:
    checked = check_limits(credits, actor("staff", STAFF), Spent(today, member))
    if allowed:
        assert checked is None
    else:
        no = refusal(checked)
        assert (no.code, no.field) == ("limit", "credits")
        assert says in no.message
        assert "a manager" in no.message


def test_without_limits_any_number_passes() -> None:
    assert check_limits(9999, actor("manager"), Spent(9999, 9999)) is None


def test_a_manager_with_a_limit_is_sent_to_an_admin() -> None:
    no = refusal(check_limits(2, actor("manager", Limits(adjustment=1)), Spent()))
    assert "an admin" in no.message


@pytest.mark.parametrize(
    ("limits", "today", "left"),
    [(STAFF, 0, 20), (STAFF, 20, 0), (STAFF, 25, 0), (Limits(), 5, None), (Limits(day=0), 0, 0)],
)
def test_what_is_left_today(limits: Limits, today: int, left: int | None) -> None:
    assert left_today(actor("staff", limits), Spent(today=today)) == left
