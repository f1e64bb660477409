"""A studio's database is made, and its first person is its admin (R18)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from creditui.desk.errors import InputError, Refused
from creditui.desk.initialise import initialise
from creditui.desk.session import open_desk
from creditui.domain.people import Permission
from creditui.store import whole_file
from creditui.store.errors import StoreError


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


@pytest.mark.parametrize("wrong", [{"timezone": "Mars/Olympus"}, {"name": ""}])
def test_what_is_wrong_makes_no_database(tmp_path: Path, wrong: dict[str, str]) -> None:
    """With a wrong name there was one with nobody in it, whose admin was whoever came next."""
    with pytest.raises(InputError):
        initialise(str(tmp_path / "new.sqlite"), "root", **wrong)
    assert list(tmp_path.iterdir()) == []


def test_a_new_one_has_its_name_when_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, name = str(tmp_path / "new.sqlite"), whole_file._give_name
    found = []

    def given(making: Path, target: Path) -> None:
        assert not target.exists()
        name(making, target)
        desk = open_desk(url, "root")  # the first moment at which anybody finds it
        found.append(desk.moment().actor.may(Permission.MANAGE))
        desk.close()

    monkeypatch.setattr(whole_file, "_give_name", given)
    assert initialise(url, "root").admin == "root"
    assert found == [True]


def test_beside_it_is_what_readers_and_writers_need(tmp_path: Path) -> None:
    """Readers who may not write the folder can't make the log and its index themselves."""
    before = os.umask(0o027)
    try:
        initialise(str(tmp_path / "new.sqlite"), "root")
    finally:
        os.umask(before)
    ends = {"": 0o640, "-wal": 0o640, "-shm": 0o640, ".lock": 0o640}
    found = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert found == {f"new.sqlite{end}": mode for end, mode in ends.items()}


def test_of_two_who_make_it_at_once_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, name = str(tmp_path / "new.sqlite"), whole_file._give_name
    admins = []

    def later(making: Path, target: Path) -> None:
        monkeypatch.setattr(whole_file, "_give_name", name)
        admins.append(initialise(url, "quick", name="Quiet Room").admin)
        name(making, target)

    monkeypatch.setattr(whole_file, "_give_name", later)
    slow = initialise(url, "slow")
    assert (admins, slow.admin, slow.settings.studio_name) == (["quick"], None, "Quiet Room")
    assert slow.migrations == ()
    assert len(list(tmp_path.iterdir())) == 4


def test_what_another_database_left_there_is_in_nobodys_way(tmp_path: Path) -> None:
    """Its file was removed by hand; SQLite removes the rest itself."""
    url = str(tmp_path / "new.sqlite")
    initialise(url, "root", name="Quiet Room")
    (tmp_path / "new.sqlite").unlink()
    (tmp_path / "new.sqlite-wal").write_bytes(b"another's")
    made = initialise(url, "mallory")
    assert (made.admin, made.settings.studio_name) == ("mallory", "Studio")


def test_where_nothing_can_be_made_beside_it_it_is_made_in_its_place(tmp_path: Path) -> None:
    link, there = tmp_path / "link", tmp_path / "disk" / "studio.db"
    there.parent.mkdir()
    link.symlink_to(there)
    long = tmp_path / ("long" * 60)  # there is no room for a word more
    assert initialise(str(link), "root").admin == "root"
    assert there.exists()
    assert initialise(str(long), "root").admin == "root"


def test_where_none_can_be_made_it_is_said_in_a_sentence() -> None:
    with pytest.raises(StoreError, match=r"(be opened|write /proc): check"):
        initialise("/proc/studio.db", "root")
