"""R21: whose key is which; who may say so; what is never done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from creditui.desk.errors import InputError, Refused
from creditui.desk.keys import add_key, list_keys, revoke_key
from creditui.desk.staff import edit_staff
from creditui.domain.session_record import SessionRecord
from creditui.store.session_log import LiveSession
from tests.desk.conftest import DeskOf
from tests.support.ssh_keys import ed25519, rsa
from tests.support.studio import TODAY, Studio

KEY = ed25519(1, "maya@desk")


def test_a_key_is_added_listed_and_revoked(studio: Studio, desk_of: DeskOf) -> None:
    ada = desk_of("ada")
    added = add_key(ada, "alice", KEY, expires_on=TODAY)
    key = added.key
    assert (key.id, key.username, key.label, key.added_by) == (1, "alice", "maya@desk", "ada")
    assert (added.state, added.last_used) == ("holds", None)
    assert list_keys(ada) == (added,)
    studio.clock.advance(days=1)
    assert list_keys(ada)[0].state == "expired"
    revoked = revoke_key(ada, key.fingerprint)
    assert (revoked.state, revoked.key.revoked_by) == ("revoked", "ada")
    assert list_keys(ada) == (revoked,)


def test_a_key_was_last_used_when_its_last_session_began(studio: Studio, desk_of: DeskOf) -> None:
    ada = desk_of("ada")
    used = [add_key(ada, "alice", ed25519(number)).key for number in (1, 2)]
    for number, began in enumerate((5_000_000, 7_000_000, 9_000_000)):
        record = SessionRecord(
            id=f"{number}" * 32,
            username="alice",
            via=None,
            role="staff",
            door="credits",
            key_id=used[0].id,
            fingerprint=used[0].fingerprint,
            address="192.0.2.7",
            port=50022,
            connection=4711,
            uid=1000,
            pid=4712,
            kind="interface",
            started_at=began,
            touched_at=began,
        )
        LiveSession(studio.path, record).close(began + 1, "left")
    assert [known.last_used for known in list_keys(ada)] == [9_000_000, None]
    assert revoke_key(ada, "1").last_used == 9_000_000


def test_the_label_is_given_or_the_comment_or_the_kind_of_key(desk_of: DeskOf) -> None:
    ada = desk_of("ada")
    assert add_key(ada, "alice", KEY, label="  Front  desk ").key.label == "Front desk"
    assert add_key(ada, "alice", ed25519(2)).key.label == "ssh-ed25519"


def test_an_admin_who_acts_as_another_is_named_too(desk_of: DeskOf) -> None:
    edit_staff(desk_of("ada"), "mona", role="admin")
    acting = desk_of("ada", as_username="mona")
    assert add_key(acting, "alice", KEY).key.added_by == "mona via ada"
    assert revoke_key(acting, "1").key.revoked_by == "mona via ada"


@pytest.mark.parametrize("revoked", [False, True])
@pytest.mark.parametrize("person", ["alice", "mona"])
def test_a_key_is_added_once_and_never_again(
    desk_of: DeskOf, person: str, *, revoked: bool
) -> None:
    ada = desk_of("ada")
    add_key(ada, "alice", KEY)
    if revoked:
        revoke_key(ada, "1")
    with pytest.raises(Refused, match=r"alice's .* added only once") as caught:
        add_key(ada, person, f"{KEY} again")
    assert caught.value.code == ("key_used" if revoked else "key_taken")
    assert len(list_keys(ada)) == 1


@pytest.mark.parametrize(
    ("username", "text", "options", "code"),
    [
        ("nobody", KEY, {}, "no_such_staff"),
        ("system", KEY, {}, "no_such_staff"),
        ("import", KEY, {}, "no_such_staff"),
        ("\x1b[2J", KEY, {}, "no_such_staff"),
        ("alice", "", {}, "bad_key"),
        ("alice", rsa(2048), {}, "bad_key"),
        ("alice", f"restrict {KEY}", {}, "bad_key"),
        ("alice", KEY, {"label": " "}, "bad_label"),
        ("alice", KEY, {"label": "x" * 61}, "bad_label"),
        ("alice", KEY, {"label": "a\x1b[2Jb"}, "bad_label"),
        ("alice", KEY, {"expires_on": TODAY - timedelta(days=1)}, "bad_date"),
    ],
)
def test_what_is_wrong_adds_nothing(
    desk_of: DeskOf, username: str, text: str, options: dict[str, object], code: str
) -> None:
    ada = desk_of("ada")
    with pytest.raises(InputError) as caught:
        add_key(ada, username, text, **options)  # type: ignore[arg-type]  # a table of wrong ones
    assert caught.value.code == code
    assert "\x1b" not in caught.value.message
    assert list_keys(ada) == ()


@pytest.mark.parametrize("username", ["alice", "mona", "audrey"])
def test_only_an_admin_adds_and_revokes(desk_of: DeskOf, username: str) -> None:
    add_key(desk_of("ada"), username, KEY)
    desk = desk_of(username)
    with pytest.raises(Refused):
        add_key(desk, username, ed25519(2))
    with pytest.raises(Refused):
        revoke_key(desk, "1")
    assert [known.state for known in list_keys(desk, username)] == ["holds"]


@pytest.mark.parametrize(
    ("username", "seen"),
    [("alice", {"alice"}), ("mona", {"ada", "alice"}), ("audrey", {"ada", "alice"})],
)
def test_staff_see_their_own_keys_only(desk_of: DeskOf, username: str, seen: set[str]) -> None:
    add_key(desk_of("ada"), "ada", ed25519(2))
    add_key(desk_of("ada"), "alice", KEY)
    assert {known.key.username for known in list_keys(desk_of(username))} == seen
    if username == "alice":
        assert len(list_keys(desk_of("alice"), "alice")) == 1
        with pytest.raises(Refused):
            list_keys(desk_of("alice"), "ada")


def test_a_key_is_named_by_number_fingerprint_or_a_part_of_it(desk_of: DeskOf) -> None:
    ada = desk_of("ada")
    added = [add_key(ada, "alice", ed25519(number)).key for number in range(1, 5)]
    with pytest.raises(InputError, match="by 8 characters or more"):
        revoke_key(ada, added[0].fingerprint.removeprefix("SHA256:")[:7])
    names = (
        "1",
        added[1].fingerprint,
        added[2].fingerprint[:15],
        added[3].fingerprint.removeprefix("SHA256:")[:8],
    )
    assert [revoke_key(ada, name).key.id for name in names] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "name", ["", "2", "0", "-1", "SHA256:", "short12", "SHA256:0000000000", "%"]
)
def test_what_names_no_key_revokes_none(desk_of: DeskOf, name: str) -> None:
    ada = desk_of("ada")
    add_key(ada, "alice", KEY)
    with pytest.raises(InputError):
        revoke_key(ada, name)
    assert list_keys(ada)[0].state == "holds"


def test_a_key_is_revoked_once(desk_of: DeskOf) -> None:
    ada = desk_of("ada")
    add_key(ada, "alice", KEY)
    revoked = revoke_key(ada, "1")
    with pytest.raises(Refused, match="revoked before, by ada"):
        revoke_key(ada, "1")
    assert list_keys(ada) == (revoked,)


def test_a_session_that_reads_only_adds_none(desk_of: DeskOf) -> None:
    desk = desk_of("ada", read_only=True)
    with pytest.raises(Refused, match="read only"):
        add_key(desk, "alice", KEY)
    with pytest.raises(Refused, match="read only"):
        revoke_key(desk, "1")
