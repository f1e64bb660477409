"""Who is at the desk: on record from beginning to end, read by auditors and admins (R18, R21)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from creditui.desk.applying import apply
from creditui.desk.catalogue import catalogue
from creditui.desk.errors import InputError, Refused
from creditui.desk.presence import Origin, Presence
from creditui.desk.sessions import (
    all_sessions,
    end_session,
    idle_seconds,
    list_sessions,
    sessions_of_entry,
)
from creditui.desk.sign_in import SignIn
from creditui.desk.staff import edit_staff
from creditui.domain.proposal import Use
from creditui.store.session_folder import sessions_folder
from tests.desk.conftest import DeskOf
from tests.support.studio import Studio


def test_a_session_is_listed_while_it_lasts_and_kept_afterwards(
    studio: Studio, desk_of: DeskOf
) -> None:
    alice = desk_of("alice", sign_in=SignIn("f" * 32))
    presence = Presence.begin(alice, origin=Origin("192.0.2.7", 50022, 4711))
    studio.clock.advance(minutes=3)
    (live,) = list_sessions(desk_of("ada"))
    assert (live.id, live.username, live.role, live.kind) == (
        "f" * 32,
        "alice",
        "staff",
        "interface",
    )
    assert (live.address, live.port, live.connection, live.pid) == (
        "192.0.2.7",
        50022,
        4711,
        os.getpid(),
    )
    assert idle_seconds(live, studio.clock.now()) == 180
    presence.end("idle")
    presence.end("left")
    assert list_sessions(desk_of("ada")) == ()
    (past,) = all_sessions(desk_of("ada"))
    assert (past.ending, past.ended_at) == ("idle", live.started_at + 180_000_000)


def test_a_key_is_noted_at_most_every_few_seconds(
    studio: Studio, desk_of: DeskOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    presence = Presence.begin(desk_of("alice"))
    studio.clock.advance(minutes=3)
    presence.touch()
    (live,) = list_sessions(desk_of("ada"))
    assert live.touched_at == live.started_at
    monkeypatch.setattr("creditui.desk.presence.PAUSE", 0.0)
    presence.touch()
    (live,) = list_sessions(desk_of("ada"))
    assert live.touched_at == live.started_at + 180_000_000
    presence.end("left")
    presence.touch()


def test_an_admin_who_acts_as_another_is_named(desk_of: DeskOf) -> None:
    presence = Presence.begin(desk_of("ada", as_username="alice"))
    (live,) = list_sessions(desk_of("ada"))
    assert (live.username, live.via, live.person) == ("alice", "ada", "ada")
    presence.end("left")


def test_an_ended_session_can_do_nothing_more(desk_of: DeskOf) -> None:
    alice = desk_of("alice", sign_in=SignIn("ab" + "0" * 30))
    other = desk_of("alice", sign_in=SignIn("ac" + "0" * 30))
    presence, second = Presence.begin(alice), Presence.begin(other)
    admin = desk_of("ada")
    with pytest.raises(InputError) as several:
        end_session(admin, "a")
    assert several.value.code == "ambiguous"
    assert end_session(admin, "ab").id == alice.sign_in.session_id
    assert end_session(admin, "ab").id == alice.sign_in.session_id
    with pytest.raises(Refused, match="ended this session"):
        catalogue(alice)
    assert catalogue(other).actor.staff.username == "alice"
    presence.end("ended")
    second.end("left")
    ended = {each.id: each for each in all_sessions(admin)}[alice.sign_in.session_id]
    assert (ended.ending, ended.ended_by) == ("ended", "ada")


def test_who_ended_a_session_as_another_admin_is_named_herself(desk_of: DeskOf) -> None:
    edit_staff(desk_of("ada"), "mona", role="admin")
    alice = desk_of("alice")
    presence = Presence.begin(alice)
    end_session(desk_of("ada", as_username="mona"), alice.sign_in.session_id)
    presence.end("ended")
    (past,) = all_sessions(desk_of("ada"))
    assert (past.ending, past.ended_by) == ("ended", "ada")


@pytest.mark.parametrize("prefix", ["", "zz", "%"])
def test_only_a_session_that_goes_on_is_ended(desk_of: DeskOf, prefix: str) -> None:
    presence = Presence.begin(desk_of("alice"))
    with pytest.raises(InputError, match="No session"):
        end_session(desk_of("ada"), prefix)
    presence.end("left")


@pytest.mark.parametrize("username", ["alice", "mona"])
def test_sessions_are_for_auditors_and_admins(desk_of: DeskOf, username: str) -> None:
    desk = desk_of(username)
    with pytest.raises(Refused, match="ask an auditor or an admin"):
        list_sessions(desk)
    with pytest.raises(Refused):
        all_sessions(desk)
    with pytest.raises(Refused):
        end_session(desk, "a")


def test_an_auditor_sees_sessions_and_ends_none(studio: Studio, desk_of: DeskOf) -> None:
    mona = desk_of("mona", sign_in=SignIn("a" * 32))
    presence = Presence.begin(mona)
    entry = apply(mona, studio.member_id(), Use("massage", 1), "request-1").entry
    audrey = desk_of("audrey")
    assert [each.username for each in list_sessions(audrey)] == ["mona"]
    assert list_sessions(audrey) == all_sessions(audrey) == sessions_of_entry(audrey, entry.id)
    with pytest.raises(Refused):
        end_session(audrey, "a")
    presence.end("left")


def test_a_session_goes_on_where_it_cannot_be_recorded(studio: Studio, desk_of: DeskOf) -> None:
    Path(sessions_folder(studio.path)).write_text("no folder")
    presence = Presence.begin(desk_of("alice"))
    presence.touch()
    presence.end("left")
    assert list_sessions(desk_of("ada")) == ()


def test_the_end_is_not_recorded_where_the_folder_has_gone(studio: Studio, desk_of: DeskOf) -> None:
    presence = Presence.begin(desk_of("alice"))
    folder = sessions_folder(studio.path)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    presence.end("left")


def test_from_an_entry_leads_a_way_to_the_session_that_wrote_it(
    studio: Studio, desk_of: DeskOf
) -> None:
    first, second = (desk_of("mona", sign_in=SignIn(letter * 32)) for letter in "ab")
    presences = [Presence.begin(first, origin=Origin("192.0.2.7", 1, 2)), Presence.begin(second)]
    maya, act = studio.member_id(), Use("massage", 1)
    entry = apply(first, maya, act, "request-1").entry
    assert apply(second, maya, act, "request-1").replayed
    other = apply(second, maya, act, "request-2").entry
    ada = desk_of("ada")
    (live,) = sessions_of_entry(ada, entry.id)
    assert (live.id, live.address, live.ending) == ("a" * 32, "192.0.2.7", None)
    for presence in presences:
        presence.end("left")
    assert [each.ending for each in sessions_of_entry(ada, entry.id)] == ["left"]
    assert [each.id for each in sessions_of_entry(ada, other.id)] == ["b" * 32]
    assert sessions_of_entry(ada, 1) == ()
    with pytest.raises(Refused):
        sessions_of_entry(desk_of("mona"), entry.id)
    with pytest.raises(InputError, match="no ledger entry"):
        sessions_of_entry(ada, 999_999)
