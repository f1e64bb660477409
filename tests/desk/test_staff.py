"""Who may sign in is an admin's matter, and one admin stays (R18)."""

from __future__ import annotations

import syslog

import pytest

from creditui.desk.errors import InputError, Refused
from creditui.desk.staff import add_staff, edit_staff, everyone
from creditui.domain.people import Limits
from tests.desk.conftest import DeskOf


@pytest.mark.parametrize("username", ["alice", "mona", "audrey"])
def test_only_an_admin_manages(desk_of: DeskOf, username: str) -> None:
    desk = desk_of(username)
    with pytest.raises(Refused):
        add_staff(desk, "nadia", "Nadia", "staff")
    with pytest.raises(Refused):
        edit_staff(desk, "alice", role="admin")


def test_the_last_admin_stays(desk_of: DeskOf) -> None:
    ada = desk_of("ada")
    for change in ({"role": "staff"}, {"disabled": True}):
        with pytest.raises(Refused, match="last admin"):
            edit_staff(ada, "ada", **change)
    edit_staff(ada, "mona", role="admin")
    edit_staff(ada, "ada", disabled=True)
    with pytest.raises(Refused):
        ada.moment()


@pytest.mark.parametrize(
    ("username", "name", "role"),
    [
        ("", "Nadia", "staff"),
        ("Nadia", "Nadia", "staff"),
        ("1st", "Nadia", "staff"),
        ("system", "Nadia", "staff"),
        ("alice", "Nadia", "staff"),
        ("nadia", "", "staff"),
        ("nadia", "Na\x1b[2Jdia", "staff"),
        ("nadia", "Nadia", "owner"),
    ],
)
def test_staff_with_a_bad_value_is_not_added(
    desk_of: DeskOf, username: str, name: str, role: str
) -> None:
    ada = desk_of("ada")
    with pytest.raises(InputError) as caught:
        add_staff(ada, username, name, role)
    assert caught.value.message.endswith(".")
    assert len(everyone(ada)) == 4


def test_the_systems_log_is_told_of_each_change(
    desk_of: DeskOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An admin took her own client record away, adjusted it and put it back: nothing told of it."""
    told: list[str] = []
    monkeypatch.setattr(syslog, "syslog", lambda _priority, message: told.append(message))
    ada = desk_of("ada")
    add_staff(ada, "nadia", "Nadia", "staff", member_id=1)
    edit_staff(ada, "nadia", no_member=True, limits=Limits(5, None, 9))
    edit_staff(ada, "nadia", member_id=2, role="manager", disabled=True, role_limits=True)
    edit_staff(ada, "nadia", role="manager")
    with pytest.raises(Refused):
        edit_staff(ada, "ada", disabled=True)
    assert told == [
        "ada changed nadia: name none -> Nadia, role none -> staff, own client none -> 1",
        "ada changed nadia: own client 1 -> none, limits none -> 5,none,9",
        "ada changed nadia: role staff -> manager, disabled no -> yes, own client none -> 2, "
        "limits 5,none,9 -> none",
    ]
