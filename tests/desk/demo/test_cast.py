"""The people whom documentation and other tests know by name."""

from datetime import timedelta

import pytest

from creditui.desk.demo.cast import cast
from creditui.desk.find import find
from creditui.domain.lots import balances
from creditui.domain.phone import phone_digits
from creditui.domain.standing import Standing, standing_of
from creditui.domain.text import unfit
from tests.desk.demo.studio import TODAY, Made


def test_the_first_member_that_a_search_for_maya_finds_is_maya_okafor(studio: Made) -> None:
    desk = studio.desk("alice")
    first = find(desk, "maya").members[0].member
    desk.close()
    assert (first.id, first.name, first.phone) == (1, "Maya Okafor", "+44 7700 900123")


def test_maya_has_five_massages_and_two_classes_that_run_out_in_three_days(studio: Made) -> None:
    maya = studio.record("maya@okafor.example")
    assert balances(maya.lots, TODAY) == {"massage": 5, "reformer": 2}
    alive = [lot for lot in maya.lots if lot.alive(TODAY) and lot.left]
    soonest = alive[0]
    assert (soonest.service, soonest.left) == ("reformer", 2)
    assert soonest.expires_on == TODAY + timedelta(days=3)
    (membership,) = maya.memberships
    assert membership.plan.name == "Gold Monthly"
    assert standing_of(membership, TODAY, 60).standing is Standing.ACTIVE
    assert len(maya.periods[membership.id]) == 8, "six past, the current, the next"


def test_ada_okafor_has_twelve_days_of_grace_left_and_massages_to_show_for_it(studio: Made) -> None:
    ada = studio.record("+44 7700 900456")
    assert standing_of(ada.memberships[0], TODAY, 60).label == "cancelled, 12 days of grace"
    assert balances(ada.lots, TODAY) == {"massage": 2}


@pytest.mark.parametrize(
    ("phone", "label"),
    [
        ("07700 900005", "paused"),
        ("+351 912 000 006", "past due"),
        ("07700 900007", "cancelled, 48 days of grace"),
        ("07700 900008", "cancelled, 1 day of grace"),
        ("+33 6 39 98 00 09", "cancelled, last day of grace"),
        ("+81 3-0000-0010", "cancelled, grace over"),
        ("+31 6 00000011", "cancelled, grace over"),
        ("07700 900013", "upcoming"),
        ("07700 900002", "active"),
    ],
)
def test_the_cast_has_every_standing_and_both_sides_of_the_end_of_grace(
    studio: Made, phone: str, label: str
) -> None:
    (membership,) = studio.record(phone).memberships
    assert standing_of(membership, TODAY, 60).label == label


def test_credits_run_out_today_tomorrow_and_in_three_days(studio: Made) -> None:
    for phone, days in (("07700 900002", 0), ("07700 900003", 1), ("+44 7700 900004", 3)):
        lots = studio.record(phone).lots
        soonest = min(lot.expires_on for lot in lots if lot.alive(TODAY) and lot.expires_on)
        assert soonest == TODAY + timedelta(days=days)


def test_two_have_one_name_and_a_family_has_one_address() -> None:
    people = [part.person for part in cast(TODAY)]
    assert [p.name for p in people].count("James Smith") == 2
    assert [p.email for p in people].count("lindqvist.family@example.com") == 2


def test_every_name_address_and_phone_can_be_kept_and_no_phone_comes_twice() -> None:
    people = [part.person for part in cast(TODAY)]
    assert not any(unfit(text) for p in people for text in (p.name, p.email, p.phone))
    numbers = [phone_digits(p.phone).lstrip("0") for p in people if p.phone]
    assert len(set(numbers)) == len(numbers)
    assert all(p.joined_on <= TODAY for p in people)
