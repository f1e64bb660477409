"""Who is at the desk, with which connection and which rights (R18, R20, R21)."""

from __future__ import annotations

from pathlib import Path

import pytest

from creditui.desk.backup import backup
from creditui.desk.catalogue import catalogue
from creditui.desk.errors import DeskError, InputError, Refused, StoreError
from creditui.desk.expire import expire
from creditui.desk.find import find, resolve_member
from creditui.desk.initialise import initialise
from creditui.desk.ledger import entry_detail, explain, member_ledger
from creditui.desk.open_member import open_member
from creditui.desk.session import open_desk
from creditui.desk.staff import add_staff, edit_staff, everyone
from creditui.domain.membership import Member
from creditui.domain.people import Permission
from creditui.store.bulk import upsert_members
from creditui.store.staff import insert_staff
from creditui.store.transaction import writing
from tests.desk.conftest import DeskOf
from tests.support.studio import Studio


@pytest.mark.parametrize(
    ("username", "read_only"),
    [("alice", False), ("mona", False), ("ada", False), ("audrey", True)],
)
def test_an_auditor_never_has_a_connection_that_writes(
    desk_of: DeskOf, username: str, read_only: bool
) -> None:
    desk = desk_of(username)
    assert desk.read_only is read_only
    assert desk_of(username, read_only=True).read_only


@pytest.mark.parametrize("username", ["mallory", "system", "import", "", "MONA", "mona' --"])
def test_nobody_else_signs_in(studio: Studio, username: str) -> None:
    with pytest.raises(Refused):
        open_desk(studio.url, username)


def test_an_unknown_role_has_no_rights(studio: Studio) -> None:
    with writing(studio.store):
        insert_staff(studio.store, "otto", "Otto Odd", "superuser")
    with pytest.raises(Refused, match="no role"):
        open_desk(studio.url, "otto")


@pytest.mark.parametrize("username", ["alice", "mona", "audrey"])
def test_only_an_admin_acts_as_another(studio: Studio, username: str) -> None:
    with pytest.raises(Refused, match="Only an admin"):
        open_desk(studio.url, username, as_username="ada")


def test_acting_as_oneself_is_not_acting_for_anybody(desk_of: DeskOf) -> None:
    assert desk_of("ada", as_username="ada").via is None


def test_an_auditor_reads_everything(studio: Studio, desk_of: DeskOf) -> None:
    desk, member = desk_of("audrey"), studio.member_id()
    assert open_member(desk, member).balances == {"massage": 8, "reformer": 4}
    entries = member_ledger(desk, member)
    assert entry_detail(desk, entries[0].id).entry == entries[0]
    assert explain(desk, member, "massage").balance == 8
    assert find(desk, "maya").total == 1
    assert {s.username for s in everyone(desk)} == {"ada", "alice", "audrey", "mona"}


@pytest.mark.parametrize("username", ["alice", "mona", "audrey"])
def test_only_an_admin_manages(
    studio: Studio, desk_of: DeskOf, tmp_path: Path, username: str
) -> None:
    desk = desk_of(username)
    with pytest.raises(Refused):
        add_staff(desk, "nadia", "Nadia", "staff")
    with pytest.raises(Refused):
        edit_staff(desk, "alice", role="admin")
    with pytest.raises(Refused):
        backup(desk, tmp_path / "copy.sqlite")
    assert not (tmp_path / "copy.sqlite").exists()


@pytest.mark.parametrize("username", ["alice", "audrey"])
def test_expiry_is_for_managers(desk_of: DeskOf, username: str) -> None:
    with pytest.raises(Refused):
        expire(desk_of(username))


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


@pytest.mark.parametrize(
    "reference",
    ["1", "maya", "maya@example.org", "MAYA@example.org", "+44 7700 900123", "07700900123"],
)
def test_a_member_is_named_in_many_ways(desk_of: DeskOf, reference: str) -> None:
    assert resolve_member(desk_of(), reference).name == "Maya Okafor"


def test_nobody_of_that_name_is_said(desk_of: DeskOf) -> None:
    with pytest.raises(InputError, match="creditui search"):
        resolve_member(desk_of(), "nobody@example.org")


def test_two_of_one_name_are_listed_with_the_word_that_names_one(
    studio: Studio, desk_of: DeskOf
) -> None:
    with writing(studio.store):
        upsert_members(studio.store, [Member(0, "Nil", "", "", "1")])
    with pytest.raises(InputError, match=r"such as id:1: 1 Maya Okafor .*; 9 Nil"):
        resolve_member(desk_of(), "1")
    assert resolve_member(desk_of(), "id:1").name == "Maya Okafor"
    assert resolve_member(desk_of(), "external:1").name == "Nil"


def test_the_catalogue_says_what_is_left_today(studio: Studio, desk_of: DeskOf) -> None:
    assert catalogue(desk_of("alice")).left_today == 20
    assert catalogue(desk_of("mona")).left_today is None
    assert catalogue(desk_of("audrey")).read_only
    assert catalogue(desk_of("alice")).service_name("massage") == "Massage"
    assert catalogue(desk_of("alice")).service_name("gone") == "gone"


def test_init_makes_its_first_person_admin_and_nobody_after(tmp_path: Path) -> None:
    url = str(tmp_path / "new.sqlite")
    made = initialise(url, "root", name="Quiet Room", timezone="Pacific/Kiritimati")
    assert made.admin == "root"
    assert made.settings.timezone == "Pacific/Kiritimati"
    again = initialise(url, "mallory")
    assert (again.migrations, again.admin) == ((), None)
    with pytest.raises(Refused):
        initialise(url, "mallory", name="Mine Now")
    with pytest.raises(Refused):
        open_desk(url, "mallory")
    desk = open_desk(url, "root")
    assert desk.moment().actor.may(Permission.MANAGE)
    desk.close()


def test_a_zone_that_is_none_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        initialise(str(tmp_path / "new.sqlite"), "root", timezone="Mars/Olympus")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_the_same_studio(studio: Studio, desk_of: DeskOf, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    ada = desk_of("ada")
    backup(ada, copy)
    desk = open_desk(str(copy), "ada", clock=studio.clock)
    member = studio.member_id()
    assert member_ledger(desk, member) == member_ledger(ada, member)
    desk.close()
    with pytest.raises(DeskError):
        backup(ada, copy)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database at all, but long enough to look like one" * 50)
    with pytest.raises(StoreError):
        open_desk(str(file), "mona")
