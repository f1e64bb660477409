"""The settings: an admin's to change, in force from the next act."""

from datetime import timedelta

import pytest

from creditui.desk.deciding import propose
from creditui.desk.errors import InputError, Refused
from creditui.desk.settings import change_setting, list_settings
from creditui.domain.proposal import Add, Proposal, Why
from creditui.domain.refusal import Refusal
from creditui.store.studio import read_settings
from tests.desk.conftest import DeskOf
from tests.support.studio import TODAY, Studio


def test_a_change_holds_from_the_next_act_on(studio: Studio, desk_of: DeskOf) -> None:
    alice = desk_of("alice")
    why = Why("goodwill", "waited twenty minutes")
    membership = studio.record().memberships[0]
    act = Add(membership.id, "massage", 6, TODAY + timedelta(days=30), why)
    assert isinstance(propose(alice, 1, act), Refusal)
    changed = change_setting(desk_of("ada"), "limits.staff", "6,20,10")
    assert (changed.key, changed.value) == ("limits.staff", "6,20,10")
    assert isinstance(propose(alice, 1, act), Proposal)


def test_the_other_settings_stay(studio: Studio, desk_of: DeskOf) -> None:
    before = {each.key: each.value for each in list_settings(desk_of("ada"))}
    change_setting(desk_of("ada"), "opens_at", "07:30")
    after = {each.key: each.value for each in list_settings(desk_of("ada"))}
    assert after == before | {"opens_at": "07:30"}
    settings = read_settings(studio.store)
    assert (settings.studio_name, settings.timezone) == ("Harbour Studio", "Europe/London")


@pytest.mark.parametrize("username", ["alice", "mona", "audrey"])
def test_only_an_admin_may_change_them(studio: Studio, desk_of: DeskOf, username: str) -> None:
    before = read_settings(studio.store)
    with pytest.raises(Refused):
        change_setting(desk_of(username), "grace_days", "0")
    assert read_settings(studio.store) == before


def test_who_reads_the_studios_ledger_reads_by_what_it_is_judged(desk_of: DeskOf) -> None:
    known = list_settings(desk_of("ada"))
    for username in ("mona", "audrey"):
        assert list_settings(desk_of(username)) == known
    with pytest.raises(Refused, match="an auditor"):
        list_settings(desk_of("alice"))


def test_a_read_only_admin_reads_them(desk_of: DeskOf) -> None:
    desk = desk_of("ada", read_only=True)
    assert list_settings(desk)
    with pytest.raises(Refused):
        change_setting(desk, "grace_days", "0")


def test_what_can_not_be_changes_nothing(studio: Studio, desk_of: DeskOf) -> None:
    before = read_settings(studio.store)
    for key, text in (("grace_days", "-1"), ("nonsense", "1")):
        with pytest.raises(InputError):
            change_setting(desk_of("ada"), key, text)
    assert read_settings(studio.store) == before
