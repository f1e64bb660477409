"""A member as she is opened: which lots she holds, which are past, what she can be adjusted in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from creditui.desk.errors import InputError
from creditui.desk.open_member import MembershipView, open_member
from creditui.domain.kinds import Kind
from creditui.domain.standing import Standing
from tests.desk.conftest import DeskOf
from tests.support.studio import TODAY, Studio


def first(desk_of: DeskOf, studio: Studio, external_id: str = "maya") -> MembershipView:
    """The membership that the view of a member begins with."""
    return open_member(desk_of("alice"), studio.member_id(external_id)).memberships[0]


def test_a_lot_is_held_while_it_is_alive_and_something_is_left_in_it(
    studio: Studio, desk_of: DeskOf
) -> None:
    last_day = replace(studio.grant(1), expires_on=TODAY)
    to_come = replace(studio.grant(1), starts_on=TODAY + timedelta(days=1))
    spent = studio.grant(1)
    for lot in (last_day, to_come, spent):
        studio.append(studio.draft(Kind.ADD, (lot,)))
    studio.append(studio.draft(Kind.USE, (studio.move(17, -1),)))
    seen = first(desk_of, studio)
    massages = [lot.id for lot in seen.lots if lot.service == "massage"]
    assert massages == [15, 1]  # the soonest to expire first
    assert {lot.id for lot in seen.past_lots} == {16, 17}
    studio.clock.advance(days=1)
    tomorrow = first(desk_of, studio)
    assert {lot.id for lot in tomorrow.past_lots} == {15, 17}


def test_every_service_of_the_plan_has_a_balance(studio: Studio, desk_of: DeskOf) -> None:
    studio.append(studio.draft(Kind.REMOVE, (studio.move(1, -8),)))
    assert first(desk_of, studio).balances == {"massage": 0, "reformer": 4}


@pytest.mark.parametrize(
    ("external_id", "standing", "closed"),
    [
        ("maya", Standing.ACTIVE, None),
        ("paula", Standing.PAUSED, None),
        ("grace", Standing.IN_GRACE, None),
        ("gone", Standing.AFTER_GRACE, "grace_over"),
        ("exa", Standing.EXPIRED, "membership_expired"),
        ("una", Standing.UPCOMING, "membership_upcoming"),
    ],
)
def test_it_says_why_nothing_can_be_adjusted(
    studio: Studio, desk_of: DeskOf, external_id: str, standing: Standing, closed: str | None
) -> None:
    seen = first(desk_of, studio, external_id)
    assert seen.standing.standing is standing
    assert (None if seen.closed is None else seen.closed.code) == closed


def test_nobody_of_that_number(desk_of: DeskOf) -> None:
    with pytest.raises(InputError, match="no member 99"):
        open_member(desk_of(), 99)
