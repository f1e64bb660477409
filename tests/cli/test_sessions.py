"""The list of sessions as a person and a program read it, and a member's balances."""

from __future__ import annotations

import pytest

from creditui.desk.applying import apply
from creditui.desk.find import find
from creditui.desk.presence import Origin, Presence
from creditui.desk.session import open_desk
from creditui.desk.sign_in import SignIn
from creditui.domain.proposal import Use
from tests.cli.harbour import Harbour

ID = "0123456789abcdef" * 2


def test_who_is_connected_is_listed_and_ended(harbour: Harbour) -> None:
    desk = open_desk(str(harbour.path), "alice", clock=harbour.clock, sign_in=SignIn(ID))
    presence = Presence.begin(desk, origin=Origin("192.0.2.7", 50022, 4711))
    harbour.clock.advance(minutes=65)
    told = harbour.run("sessions").out
    assert told.splitlines()[1].split()[:3] == ["01234567", "alice", "staff"]
    assert "192.0.2.7" in told
    assert told.rstrip().endswith("1 h 5 min")
    assert "0123456789abcdef" in harbour.run("sessions", "--csv").out
    ended = harbour.json("sessions", "end", "0123")
    assert (ended["id"], ended["ending"], ended["idle_seconds"]) == (ID, None, 3900)
    presence.end("ended")
    desk.close()
    assert harbour.run("sessions").err == "There is no session.\n"
    past = harbour.run("sessions", "--all", "--json").json
    assert isinstance(past, list)
    assert [each["ending"] for each in past] == ["ended"]
    assert "ended by" in harbour.run("sessions", "--all").out


def test_ending_nobody_is_an_error(harbour: Harbour) -> None:
    ran = harbour.run("sessions", "end", "0123")
    assert (ran.status, ran.out) == (2, "")


@pytest.mark.parametrize("words", [("sessions",), ("sessions", "--all"), ("sessions", "end", "0")])
def test_a_manager_lists_no_sessions_and_ends_none(
    harbour: Harbour, words: tuple[str, ...]
) -> None:
    assert harbour.run(*words, by="mona").status == 3


def test_an_auditor_lists_sessions_and_ends_none(harbour: Harbour) -> None:
    assert harbour.run("sessions", "--all", by="audrey").status == 0
    assert harbour.run("sessions", "--entry", "1", by="audrey").status == 0
    assert harbour.run("sessions", "end", "0", by="audrey").status == 3


def test_balances_are_a_map_by_service(harbour: Harbour) -> None:
    assert harbour.json("balance", "maya") == {"massage": 8, "reformer": 4}
    assert harbour.json("balance", "maya", "--service", "massage") == {"massage": 8}
    assert harbour.run("balance", "maya").out.splitlines()[1].split() == ["massage", "8"]


def test_a_balance_that_is_not_there_is_said(harbour: Harbour) -> None:
    ran = harbour.run("balance", "maya", "--service", "yoga")
    assert ran.status == 2
    assert "the services are: massage, reformer" in ran.err
    assert "no membership" in harbour.run("balance", "nora").err


def test_an_entry_names_the_session_that_wrote_it(harbour: Harbour) -> None:
    desk = open_desk(str(harbour.path), "mona", clock=harbour.clock, sign_in=SignIn(ID))
    presence = Presence.begin(desk)
    member = find(desk, "maya").members[0].member.id
    entry = apply(desk, member, Use("massage", 1), "request-1").entry
    presence.end("left")
    desk.close()
    found = harbour.run("sessions", "--entry", str(entry.id), "--json").json
    assert isinstance(found, list)
    assert [(each["id"], each["ending"]) for each in found] == [(ID, "left")]
    assert harbour.run("sessions", "--entry", "1").err == "There is no session.\n"
    assert harbour.run("sessions", "--entry", "999999").status == 2
    assert harbour.run("sessions", "--all", "--entry", "1").status == 2
