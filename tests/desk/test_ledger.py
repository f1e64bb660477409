"""A balance explained by its lots and entries, and an entry with all that it names (R3, R22)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from creditui.desk.errors import InputError, Refused
from creditui.desk.ledger import entry_detail, explain, member_ledger
from creditui.domain.kinds import Kind
from tests.desk.conftest import DeskOf
from tests.support.studio import TODAY, Studio


def test_what_counts_is_told_first_and_adds_up_to_the_balance(
    studio: Studio, desk_of: DeskOf
) -> None:
    to_come = replace(studio.grant(4, days=1), starts_on=TODAY + timedelta(days=1))
    for lot in (to_come, studio.grant(3, days=5)):
        studio.append(studio.draft(Kind.ADD, (lot,)))
    studio.append(studio.draft(Kind.USE, (studio.move(16, -1),)))
    told = explain(desk_of("alice"), 1, "massage")
    assert [(story.lot.id, story.lot.left, story.counted) for story in told.lots] == [
        (16, 2, True),
        (1, 8, True),
        (15, 4, False),
    ]
    assert sum(story.lot.left for story in told.lots if story.counted) == told.balance == 10
    for story in told.lots:
        assert sum(credits for _, credits in story.moves) == story.lot.left


def test_one_membership_is_explained_by_itself(desk_of: DeskOf) -> None:
    assert explain(desk_of(), 1, "massage", membership_id=1).balance == 8
    assert explain(desk_of(), 1, "massage", membership_id=2).lots == ()


def test_an_entry_has_its_membership_its_period_and_its_lots(desk_of: DeskOf) -> None:
    detail = entry_detail(desk_of("audrey"), 1)
    assert (detail.member.name, detail.corrected_by) == ("Maya Okafor", None)
    assert detail.membership is not None
    assert detail.period is not None
    assert (detail.membership.id, detail.period.membership_id) == (1, 1)
    assert [(lot.id, credits) for lot, credits in detail.lots] == [(1, 8)]
    with pytest.raises(InputError, match="no ledger entry 99"):
        entry_detail(desk_of(), 99)


def test_a_members_ledger_is_for_everybody_at_the_desk_and_comes_in_pages(
    studio: Studio, desk_of: DeskOf
) -> None:
    added = studio.add()
    alice = desk_of("alice")
    (newest,) = member_ledger(alice, 1, limit=1)
    assert newest == added
    older = member_ledger(alice, 1, before_seq=newest.seq)
    assert [entry.seq for entry in older] == [2, 1]
    studio.store.execute("UPDATE staff SET role = 'former' WHERE username = 'alice'")
    with pytest.raises(Refused, match="no role"):
        member_ledger(alice, 1)
