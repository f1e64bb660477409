"""Which membership comes first, and why whoever looks can't adjust its credits (R1, R20)."""

from __future__ import annotations

from typing import Any

import pytest

from creditui.desk.session import Moment
from creditui.desk.standings import closed_to, in_order
from creditui.domain.settings import Settings
from tests.domain.builders import actor, days, membership
from tests.support.studio import NOW

FACTS: tuple[dict[str, Any], ...] = (
    {"ends_on": days(-1)},
    {"cancelled_on": days(-61)},
    {"started_on": days(1)},
    {"cancelled_on": days(-60)},
    {"paused": True},
    {"past_due": True},
    {},
    {},
)
"""Of each standing one, the one that is looked for last first; two are active."""


def test_what_can_be_adjusted_comes_first_and_the_latest_of_the_same() -> None:
    held = [membership(id=number, **facts) for number, facts in enumerate(FACTS, start=1)]
    today = days(0)
    wanted = [8, 7, 6, 5, 4, 3, 2, 1]
    assert [each.id for each in in_order(held, today, Settings())] == wanted
    assert [each.id for each in in_order(reversed(held), today, Settings())] == wanted


@pytest.mark.parametrize(
    ("ended", "own", "code"),
    [
        (False, None, None),
        (False, 1, "own_membership"),
        (True, None, "membership_expired"),
        (True, 1, "membership_expired"),
    ],
)
def test_it_is_closed_to_everybody_or_to_whose_it_is(
    ended: bool, own: int | None, code: str | None
) -> None:
    moment = Moment(NOW, days(0), Settings(), actor(member_id=own))
    held = membership(ends_on=days(-1) if ended else None)
    closed = closed_to(moment, held)
    assert (None if closed is None else closed.code) == code
