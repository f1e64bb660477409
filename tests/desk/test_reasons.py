"""The studio's list of reasons: an admin's to change, in force from the next act (R15, R18)."""

from datetime import timedelta

import pytest

from creditui.desk.deciding import propose
from creditui.desk.errors import InputError, Refused
from creditui.desk.reasons import add_reason, drop_reason, edit_reason, list_reasons
from creditui.domain.proposal import Add, Proposal, Why
from creditui.domain.reasons import DEFAULT_REASONS, Direction, Reason
from creditui.domain.refusal import Refusal
from creditui.store.studio import read_reasons
from tests.desk.conftest import DeskOf
from tests.support.studio import TODAY, Studio

BIRTHDAY = Reason(Direction.ADD, "birthday", "Birthday", "A present for her. Say which.")


def test_a_reason_can_be_given_from_its_adding_to_its_dropping(
    studio: Studio, desk_of: DeskOf
) -> None:
    alice, ada = desk_of("alice"), desk_of("ada")
    membership = studio.record().memberships[0]
    why = Why("birthday", "thirty years old today")
    act = Add(membership.id, "massage", 2, TODAY + timedelta(days=30), why)
    assert isinstance(propose(alice, 1, act), Refusal)
    assert add_reason(ada, BIRTHDAY) == BIRTHDAY
    assert isinstance(propose(alice, 1, act), Proposal)
    drop_reason(ada, Direction.ADD, "birthday")
    assert isinstance(propose(alice, 1, act), Refusal)
    assert list_reasons(alice) == DEFAULT_REASONS
    called = {each.code: each.name for each in read_reasons(studio.store)}
    assert called["birthday"] == "Birthday"  # in entries that have it


def test_an_edited_reason_keeps_its_code_and_its_place(desk_of: DeskOf) -> None:
    edited = edit_reason(desk_of("ada"), Direction.ADD, "promotion", name="Offer")
    assert (edited.code, edited.name) == ("promotion", "Offer")
    assert list_reasons(desk_of("alice"))[1] == edited


@pytest.mark.parametrize("username", ["alice", "mona", "audrey"])
def test_only_an_admin_changes_them(desk_of: DeskOf, username: str) -> None:
    desk = desk_of(username)
    with pytest.raises(Refused):
        add_reason(desk, BIRTHDAY)
    with pytest.raises(Refused):
        drop_reason(desk, Direction.ADD, "goodwill")
    with pytest.raises(Refused):
        edit_reason(desk, Direction.ADD, "goodwill", name="Kindness")
    assert list_reasons(desk) == DEFAULT_REASONS


def test_what_cannot_be_is_told_and_changes_nothing(desk_of: DeskOf) -> None:
    ada = desk_of("ada")
    with pytest.raises(InputError, match="goodwill is a reason to add already"):
        add_reason(ada, DEFAULT_REASONS[3])
    with pytest.raises(InputError, match="'birthday' is no reason to add"):
        edit_reason(ada, Direction.ADD, "birthday", name="Birthday")
    assert list_reasons(ada) == DEFAULT_REASONS
