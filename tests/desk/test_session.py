"""Who is at the desk, with which connection and which rights (R18, R20, R21)."""

from __future__ import annotations

from pathlib import Path

import pytest

from creditui.desk.errors import Refused, StoreError
from creditui.desk.find import find
from creditui.desk.ledger import entry_detail, explain, member_ledger
from creditui.desk.open_member import open_member
from creditui.desk.session import open_desk
from creditui.desk.staff import everyone
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


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("not a database at all, but long enough to look like one" * 50)
    with pytest.raises(StoreError):
        open_desk(str(file), "mona")
