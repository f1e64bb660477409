from __future__ import annotations

from datetime import date

import pytest

from creditui.domain.expire import expirations
from creditui.domain.kinds import Kind
from tests.domain.builders import TODAY, days, lot, proposal, record


@pytest.mark.parametrize(
    ("expires_on", "written_off"),
    [(days(-1), True), (TODAY, False), (days(1), False), (None, False)],
)
def test_a_lot_expires_when_its_last_day_is_over(
    expires_on: date | None, written_off: bool
) -> None:
    assert bool(expirations(record(lot(expires_on=expires_on)), TODAY)) is written_off


def test_what_was_left_is_written_off_and_no_balance_changes() -> None:
    held = record(lot(1, 2, expires_on=days(-1)), lot(2, 3, expires_on=days(-1)), lot(3, 4))
    (done,) = expirations(held, TODAY)
    assert (done.kind, done.credits) == (Kind.EXPIRE, -5)
    assert [(c.lot_id, c.credits, c.left_after) for c in done.lots] == [(1, -2, 0), (2, -3, 0)]
    assert (done.balance_before, done.balance_after) == (4, 4)
    assert (done.membership_id, done.period_id) == (1, 1)


def test_each_membership_period_service_and_date_has_its_own() -> None:
    held = record(
        lot(1, 1, expires_on=days(-1)),
        lot(2, 1, expires_on=days(-9)),
        lot(3, 1, expires_on=days(-1), period_id=None),
        lot(4, 1, expires_on=days(-1), membership_id=2),
        lot(5, 1, expires_on=days(-1), service="sauna"),
        lot(6, 0, expires_on=days(-1)),
    )
    done = expirations(held, TODAY)
    assert [[c.lot_id for c in proposal(each).lots] for each in done] == [[2], [1], [3], [4], [5]]
    assert expirations(record(lot(left=0, expires_on=days(-1))), TODAY) == ()
