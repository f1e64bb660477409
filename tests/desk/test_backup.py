"""A copy of the database is the same studio."""

from __future__ import annotations

from pathlib import Path

import pytest

from creditui.desk.backup import backup
from creditui.desk.errors import DeskError, Refused
from creditui.desk.ledger import member_ledger
from creditui.desk.session import open_desk
from tests.desk.conftest import DeskOf
from tests.support.studio import Studio


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


@pytest.mark.parametrize("username", ["alice", "mona", "audrey"])
def test_only_an_admin_makes_one(desk_of: DeskOf, tmp_path: Path, username: str) -> None:
    with pytest.raises(Refused):
        backup(desk_of(username), tmp_path / "copy.sqlite")
    assert list(tmp_path.glob("copy*")) == []
