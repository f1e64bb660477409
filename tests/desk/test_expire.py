"""What is left in lots past their date is written off, by *system* (R9)."""

from __future__ import annotations

import pytest

from creditui.desk.errors import Refused
from creditui.desk.expire import expire
from creditui.desk.ledger import member_ledger
from creditui.desk.open_member import open_member
from tests.desk.conftest import DeskOf
from tests.support.studio import Studio


@pytest.mark.parametrize("username", ["alice", "audrey"])
def test_expiry_is_for_managers(desk_of: DeskOf, username: str) -> None:
    with pytest.raises(Refused):
        expire(desk_of(username))


def test_expiry_is_signed_by_system_and_safe_to_repeat(studio: Studio, desk_of: DeskOf) -> None:
    mona, member = desk_of("mona"), studio.member_id()
    studio.clock.advance(days=11)
    before = open_member(mona, member).balances
    told: list[tuple[int, int]] = []
    done = expire(mona, lambda n, total: told.append((n, total)))
    assert (done.members, done.entries, done.credits) == (7, 14, 84)
    assert told[-1] == (7, 7)
    entry = member_ledger(mona, member)[0]
    assert (entry.kind, entry.actor, entry.via) == ("expire", "system", None)
    assert entry.balance_before == entry.balance_after == 0
    assert open_member(mona, member).balances == before
    assert expire(mona).entries == 0
