from __future__ import annotations

from datetime import date
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.kinds import Source
from creditui.domain.lots import (
    Lot,
    Movement,
    balance,
    balances,
    burn_down,
    burn_down_key,
    put_back,
    take,
)
from tests.domain.builders import TODAY, days, lot
from tests.domain.strategies import lots


@pytest.mark.parametrize(
    ("starts_on", "expires_on", "alive"),
    [
        (days(-9), TODAY, True),
        (days(-9), days(-1), False),
        (days(-9), days(1), True),
        (TODAY, TODAY, True),
        (days(1), days(9), False),
        (TODAY, None, True),
        (days(1), None, False),
    ],
)
def test_a_lot_lives_from_its_first_day_to_the_end_of_its_last(
    starts_on: date, expires_on: date | None, alive: bool
) -> None:
    assert lot(starts_on=starts_on, expires_on=expires_on).alive(TODAY) is alive


def test_burn_down_goes_by_expiry_then_gift_then_age_then_id() -> None:
    ordered = [
        lot(9, expires_on=days(1)),
        lot(8, expires_on=days(2), source=Source.ADD, starts_on=days(-1)),
        lot(7, expires_on=days(2), source=Source.OPENING, starts_on=days(-3)),
        lot(6, expires_on=days(2), starts_on=days(-2)),
        lot(10, expires_on=days(2), starts_on=days(-2)),
        lot(2, expires_on=None, source=Source.ADD),
        lot(1, expires_on=None),
    ]
    assert all(burn_down(shuffled) == ordered for shuffled in permutations(ordered))


def test_a_take_of_more_than_is_left_takes_nothing() -> None:
    held = [lot(1, 2), lot(2, 3)]
    assert take(held, 5) == (Movement(1, -2), Movement(2, -3))
    assert take(held, 6) is None
    assert take([], 1) is None


def test_a_part_goes_back_to_the_lots_touched_last() -> None:
    taken = (Movement(1, -2), Movement(2, -3))
    assert put_back(taken) == (Movement(2, 3), Movement(1, 2))
    assert put_back(taken, 4) == (Movement(2, 3), Movement(1, 1))
    assert put_back(taken, 3) == (Movement(2, 3),)


def test_balances_name_every_service_that_is_asked_for() -> None:
    held = [lot(1, 2), lot(2, 3, service="sauna"), lot(3, 9, expires_on=days(-1))]
    assert balances(held, TODAY, ["yoga", "massage"]) == {"yoga": 0, "massage": 2, "sauna": 3}


@given(lots())
def test_burn_down_is_a_total_order(held: list[Lot]) -> None:
    assert burn_down(reversed(held)) == burn_down(held)
    assert all(burn_down_key(a) < burn_down_key(b) for a, b in pairwise(burn_down(held)))


@given(lots(), st.integers(1, 40))
def test_taking_and_putting_back_are_opposites(held: list[Lot], credits: int) -> None:
    total = sum(each.left for each in held)
    taken = take(held, credits)
    assert (taken is None) is (credits > total)
    if taken is None:
        return
    left = {each.id: each.left for each in held}
    assert sum(m.credits for m in taken) == -credits
    assert all(0 < -m.credits <= left[m.lot_id] for m in taken)
    assert len({m.lot_id for m in taken}) == len(taken)
    returned = put_back(taken)
    assert [Movement(m.lot_id, -m.credits) for m in reversed(returned)] == list(taken)


@given(lots(), st.integers(1, 40))
def test_only_the_last_lot_touched_is_left_with_something(held: list[Lot], credits: int) -> None:
    taken = take(held, credits) or ()
    left = {each.id: each.left for each in held}
    assert all(left[m.lot_id] + m.credits == 0 for m in taken[:-1])


@given(lots())
def test_a_balance_is_the_sum_of_lots_alive(held: list[Lot]) -> None:
    found = balances(held, TODAY)
    for service in ("massage", "sauna"):
        alive = [
            each.left
            for each in held
            if each.service == service
            and each.starts_on <= TODAY
            and (each.expires_on is None or each.expires_on >= TODAY)
        ]
        assert balance(held, service, TODAY) == found.get(service, 0) == sum(alive)
