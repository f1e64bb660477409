"""A studio's database is made, and its first person is its admin (R18)."""

from __future__ import annotations

from pathlib import Path

import pytest

from creditui.desk.errors import InputError, Refused
from creditui.desk.initialise import initialise
from creditui.desk.session import open_desk
from creditui.domain.people import Permission


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
