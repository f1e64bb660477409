from collections.abc import Callable
from pathlib import Path

import pytest

from creditui.desk.initialise import initialise
from tests.cli.harbour import OWNER, Harbour, Ran


def test_init_makes_the_database_with_this_account_as_admin(
    call: Callable[..., Ran], tmp_path: Path
) -> None:
    path = tmp_path / "new" / "studio.db"
    words = ("--db", str(path), "init", "--name", "Harbour Studio", "--timezone", "Europe/London")
    answer = call(*words, "--json").answer
    again = call(*words)

    assert answer["admin"] == OWNER
    assert answer["database"] == str(path)
    assert answer["studio"] == {"name": "Harbour Studio", "timezone": "Europe/London"}
    assert answer["migrations"]
    assert (again.status, again.err) == (0, "")
    assert again.out == f"Harbour Studio (Europe/London) is up to date in {path}\n"
    people = call("--db", str(path), "staff", "list", "--json").json
    assert isinstance(people, list)
    assert [(person["username"], person["role"]) for person in people] == [(OWNER, "admin")]


def test_the_database_is_the_one_named_or_the_default(
    call: Callable[..., Ran],
    tmp_path: Path,
    own_folders: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert call("--db", f"sqlite:///{tmp_path / 'option.db'}", "init").status == 0
    assert (tmp_path / "option.db").exists()
    assert call("init").status == 0
    assert list((own_folders / "data").rglob("creditui.db"))
    monkeypatch.setenv("CREDITUI_DB", str(tmp_path / "variable.db"))
    assert call("init").status == 0
    assert (tmp_path / "variable.db").exists()


def test_what_init_can_not_do_is_a_sentence(call: Callable[..., Ran], tmp_path: Path) -> None:
    path = str(tmp_path / "studio.db")
    bad_zone = call("--db", path, "init", "--timezone", "../../etc/passwd")
    read_only = call("--db", path, "--read-only", "init")
    assert bad_zone.status == 2
    assert "time zone" in bad_zone.err
    assert read_only.status == 3
    assert call("--db", path, "--as", "alice", "init").status == 2
    assert not Path(path).exists()


def test_an_account_that_nobody_added_is_refused(call: Callable[..., Ran], tmp_path: Path) -> None:
    path = str(tmp_path / "studio.db")
    initialise(path, "somebody")
    ran = call("--db", path, "search", "x")
    assert (ran.status, ran.out) == (3, "")
    assert f"creditui staff add {OWNER}" in ran.err


def test_only_an_admin_acts_as_another(harbour: Harbour) -> None:
    assert harbour.run("search", "maya", by="nobody").status == 3
    harbour.run("staff", "edit", OWNER, "--role", "manager")
    ran = harbour.run("search", "maya", by="alice")
    assert (ran.status, ran.err) == (3, "Only an admin may act as another person.\n")


def test_a_backup_is_a_database_like_the_first(harbour: Harbour, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    ran = harbour.run("backup", str(copy))
    again = harbour.run("backup", str(copy))

    assert (ran.status, ran.out) == (0, f"The database was copied to {copy}\n")
    assert again.status == 2
    entries = harbour.call("--db", str(copy), "ledger", "--member", "maya", "--json").json
    assert entries == harbour.entries("maya")
    assert harbour.run("backup", str(tmp_path / "b.db"), by="mona").status == 3
    assert harbour.json("backup", str(tmp_path / "c.db")) == {"file": str(tmp_path / "c.db")}
