from pathlib import Path

import pytest

from tests.cli.harbour import Harbour

FILES = {
    "services.csv": "code,name\nmassage,Massage\nyoga,Yoga class\n",
    "plans.csv": "code,name,period,expires\nzen,Zen Monthly,month,period_end\n",
    "plan_services.csv": "plan,service,credits\nzen,yoga,8\n",
    "members.csv": "external_id,name,email,phone,joined_on\n"
    "z-1,Zoë Açaí,zoe@example.org,+44 7700 900999,2026-01-01\n",
    "memberships.csv": "external_id,member,plan,started_on,ends_on,cancelled_on,paused,past_due\n"
    "zm-1,z-1,zen,2026-01-01,,,,\n",
    "periods.csv": "membership,starts_on,ends_on,service,allocated,used,expires_on\n"
    "zm-1,2026-11-01,2026-11-30,yoga,8,3,2026-11-30\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    where = tmp_path / "export"
    where.mkdir()
    for name, text in FILES.items():
        (where / name).write_text(text, encoding="utf-8")
    return where


def test_a_folder_is_imported_and_again_changes_nothing(harbour: Harbour, folder: Path) -> None:
    first = harbour.run("import", str(folder))
    again = harbour.json("import", str(folder))

    assert (first.status, first.err) == (0, "")
    assert "Imported" in first.out
    assert again["written"] is True
    assert again["entries"] == 0
    files = again["files"]
    assert isinstance(files, list)
    assert {(each["new"], each["changed"]) for each in files} == {(0, 0)}
    shown = harbour.json("show", "z-1")
    assert shown["balances"] == {"yoga": 5}
    assert {entry["kind"] for entry in harbour.entries("z-1")} <= {"opening", "use"}


def test_a_dry_run_writes_nothing(harbour: Harbour, folder: Path) -> None:
    ran = harbour.run("import", str(folder), "--dry-run")
    assert ran.status == 0
    assert "a dry run" in ran.out
    assert harbour.run("show", "z-1").status == 2


def test_a_bad_row_is_told_by_file_line_and_column(harbour: Harbour, folder: Path) -> None:
    bad = FILES["periods.csv"].replace("2026-11-30,yoga", "2026-11-31,yoga")
    (folder / "periods.csv").write_text(bad, encoding="utf-8")
    ran = harbour.run("import", str(folder))
    as_json = harbour.run("import", str(folder), "--json")

    assert (ran.status, ran.out) == (2, "")
    assert "periods.csv, line 2, column ends_on: " in ran.err
    assert ran.err.endswith("import the folder again.\n")
    assert as_json.status == 2
    problems = as_json.answer["problems"]
    assert isinstance(problems, list)
    assert {"file": "periods.csv", "line": 2, "column": "ends_on"}.items() <= problems[0].items()
    assert isinstance(as_json.answer["error"], dict)
    assert as_json.answer["written"] is False
    assert harbour.run("show", "z-1").status == 2


def test_only_an_admin_imports_and_only_what_is_there(harbour: Harbour, folder: Path) -> None:
    assert harbour.run("import", str(folder), by="mona").status == 3
    assert harbour.run("import", str(folder / "nowhere")).status == 2
    assert harbour.run("import", str(folder), before=("--read-only",)).status == 3
