"""R18, R21: the way in is looked at again with every act, and what was taken away ends there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from creditui.desk.applying import apply
from creditui.desk.errors import Refused
from creditui.desk.keys import add_key, revoke_key
from creditui.desk.session import Desk, open_desk
from creditui.desk.sign_in import SignIn, local_sign_in
from creditui.desk.staff import edit_staff
from creditui.domain.door import Door
from creditui.domain.proposal import Add, Why
from creditui.domain.request import new_request_id
from creditui.store.transaction import writing
from tests.desk.conftest import DeskOf
from tests.support.ssh_keys import ed25519
from tests.support.studio import TODAY, Studio


def key_of(desk_of: DeskOf, username: str, **options: date) -> SignIn:
    """A way in for a person, with a key of her own."""
    door = Door.AUDIT if username == "audrey" else Door.DESK
    text = ed25519(sum(username.encode()))
    key = add_key(desk_of("ada"), username, text, **options).key  # type: ignore[arg-type]
    return SignIn(f"session-{username}", key.id, door)


def end_session(studio: Studio, session_id: str) -> None:
    sql = "INSERT INTO session_end (session_id, ended_by, at) VALUES (?, 'ada', 1)"
    with writing(studio.store):
        studio.store.execute(sql, (session_id,))


def adjust(studio: Studio, desk: Desk) -> None:
    membership = studio.record().memberships[0].id
    why = Why("goodwill", "Waited in the rain")
    act = Add(membership, "massage", 1, TODAY + timedelta(days=60), why)
    apply(desk, studio.member_id(), act, new_request_id())


def test_every_session_has_an_id_of_its_own() -> None:
    assert local_sign_in() != local_sign_in()
    assert local_sign_in().door is Door.LOCAL


@pytest.mark.parametrize("username", ["alice", "mona", "ada", "audrey"])
def test_a_key_lets_its_person_in_by_her_door(desk_of: DeskOf, username: str) -> None:
    desk = desk_of(username, sign_in=key_of(desk_of, username))
    assert desk.moment().actor.staff.username == username
    assert desk.read_only is (username == "audrey")


@pytest.mark.parametrize(
    ("username", "door"),
    [("alice", Door.AUDIT), ("mona", Door.AUDIT), ("ada", Door.AUDIT), ("audrey", Door.DESK)],
)
def test_the_other_door_is_shut(desk_of: DeskOf, username: str, door: Door) -> None:
    with pytest.raises(Refused, match="sign in again as credits") as caught:
        desk_of(username, sign_in=SignIn("s", None, door))
    assert caught.value.code == "wrong_door"


def test_the_key_of_one_person_is_not_the_key_of_another(desk_of: DeskOf) -> None:
    with pytest.raises(Refused) as caught:
        desk_of("alice", sign_in=key_of(desk_of, "mona"))
    assert caught.value.code == "key_revoked"
    with pytest.raises(Refused):
        desk_of("alice", sign_in=SignIn("s", 99, Door.DESK))


Ends = Callable[[Studio, DeskOf, SignIn], None]


def _revoke(_studio: Studio, desk_of: DeskOf, sign_in: SignIn) -> None:
    revoke_key(desk_of("ada"), str(sign_in.key_id))


def _end(studio: Studio, _desk_of: DeskOf, sign_in: SignIn) -> None:
    end_session(studio, sign_in.session_id)


def _make_auditor(_studio: Studio, desk_of: DeskOf, _sign_in: SignIn) -> None:
    edit_staff(desk_of("ada"), "mona", role="auditor")


def _disable(_studio: Studio, desk_of: DeskOf, _sign_in: SignIn) -> None:
    edit_staff(desk_of("ada"), "mona", disabled=True)


def _let_it_expire(studio: Studio, _desk_of: DeskOf, _sign_in: SignIn) -> None:
    studio.clock.advance(days=1)


ENDS: list[tuple[str, Ends]] = [
    ("key_revoked", _revoke),
    ("session_ended", _end),
    ("wrong_door", _make_auditor),
    ("disabled", _disable),
    ("key_expired", _let_it_expire),
]


@pytest.mark.parametrize(("code", "end"), ENDS)
def test_an_open_session_applies_nothing_once_its_way_in_is_gone(
    studio: Studio, desk_of: DeskOf, code: str, end: Ends
) -> None:
    sign_in = key_of(desk_of, "mona", expires_on=TODAY)
    desk = desk_of("mona", sign_in=sign_in)
    adjust(studio, desk)
    count = "SELECT count(*) FROM ledger_entry"
    before = studio.store.row(count)
    end(studio, desk_of, sign_in)
    with pytest.raises(Refused) as caught:
        adjust(studio, desk)
    assert caught.value.code == code
    assert caught.value.message.endswith(".")
    assert studio.store.row(count) == before
    with pytest.raises(Refused):
        desk_of("mona", sign_in=sign_in)


def test_a_change_of_role_holds_at_the_next_act(desk_of: DeskOf) -> None:
    desk = desk_of("mona", sign_in=key_of(desk_of, "mona"))
    assert desk.moment().actor.staff.role == "manager"
    edit_staff(desk_of("ada"), "mona", role="staff")
    assert desk.moment().actor.staff.role == "staff"
    assert desk.moment().actor.limits.adjustment == 5


def test_with_as_the_key_and_the_door_are_the_admins(studio: Studio, desk_of: DeskOf) -> None:
    sign_in = key_of(desk_of, "ada")
    desk = desk_of("ada", as_username="audrey", sign_in=sign_in)
    assert desk.moment().actor.staff.username == "audrey"
    assert desk.read_only
    edit_staff(desk_of("ada"), "mona", role="admin")
    revoke_key(desk_of("mona"), str(sign_in.key_id))
    with pytest.raises(Refused, match="revoked"):
        desk.moment()


def test_the_last_day_of_a_key_is_a_studio_date(studio: Studio, desk_of: DeskOf) -> None:
    sign_in = key_of(desk_of, "mona", expires_on=TODAY + timedelta(days=1))
    desk = desk_of("mona", sign_in=sign_in)
    studio.clock.advance(days=1)
    assert desk.moment().today == TODAY + timedelta(days=1)
    studio.clock.advance(days=1)
    with pytest.raises(Refused) as caught:
        open_desk(studio.url, "mona", clock=studio.clock, sign_in=sign_in)
    assert caught.value.code == "key_expired"


def test_ending_one_session_leaves_the_others(studio: Studio, desk_of: DeskOf) -> None:
    end_session(studio, "another")
    assert not desk_of("mona", sign_in=SignIn("mine", None, Door.DESK)).read_only
