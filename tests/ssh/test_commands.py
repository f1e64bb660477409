"""Commands over SSH: who the key says, the same rules, answers and exit statuses as anywhere."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from creditui.cli.table import COMMANDS
from tests.support.patience import PATIENCE
from tests.support.sshd import AUDIT, DESK, Sshd

pytestmark = pytest.mark.sshd

WHY = "--reason goodwill --note 'waited too long'"
DONE = {
    "search": "search maya",
    "show": "show maya@okafor.example",
    "balance": "balance maya@okafor.example --service massage",
    "adjust": f"adjust maya@okafor.example --add 1 --service massage {WHY}",
    "set": "set maya@okafor.example --period today --service massage --to 9 --reason correction "
    "--note 'was promised' --dry-run",
    "correct": None,
    "use": "use maya@okafor.example 1 --service massage",
    "give-back": None,
    "expire": "expire",
    "clock": "clock",
    "ledger": "ledger --limit 2",
    "seal": "seal",
    "verify": "verify",
    "prove": None,
    "audit": "audit",
    "refused": "refused",
    "export": "export --format jsonl",
    "staff": "staff list",
    "sessions": "sessions --all",
    "settings": "settings",
    "reasons": "reasons",
    "views": "views",
}
"""A line that succeeds for each command; None where it needs an entry and has a test below."""


def test_every_command_that_is_offered_is_tried() -> None:
    assert set(DONE) == {command.name for command in COMMANDS if command.over_ssh}


def test_two_keys_are_two_people_and_two_accounts_two_users(sshd: Sshd) -> None:
    for username in ("alice", "mona", "audrey"):
        sshd.done(username, "search maya")
    found = {
        each["username"]: each for each in json.loads(sshd.done("ada", "sessions --all --json"))
    }
    assert {"alice", "mona", "audrey", "ada"} <= set(found)
    assert found["alice"]["uid"] == found["mona"]["uid"] != found["audrey"]["uid"]
    assert [found[name]["door"] for name in ("alice", "audrey")] == [DESK, AUDIT]
    assert found["alice"]["fingerprint"] != found["mona"]["fingerprint"]
    assert found["alice"]["ending"] == "left"
    seen = json.loads(sshd.done("audrey", "sessions --all --json"))
    assert {"alice", "mona", "ada"} <= {each["username"] for each in seen}


@pytest.mark.parametrize("line", [line for line in DONE.values() if line])
def test_what_is_offered_is_done(sshd: Sshd, line: str) -> None:
    ran = sshd.run("ada", line)
    assert ran.returncode == 0, ran
    assert ran.stdout or "refused" in ran.stderr


def test_an_entry_names_the_person_of_the_key(sshd: Sshd) -> None:
    told = json.loads(
        sshd.done("mona", f"adjust j.smith@example.net --add 2 --service massage {WHY} --json")
    )
    entry = told["entry"]
    assert (entry["actor"], entry["via"], entry["note"]) == ("mona", None, "waited too long")
    again = f"correct {entry['id']} --reason correction --note 'the wrong client' --json"
    assert json.loads(sshd.done("mona", again))["entry"]["corrects"] == entry["id"]
    used = json.loads(sshd.done("mona", "use j.smith@example.net 1 --service massage --json"))[
        "entry"
    ]["id"]
    sshd.done("mona", f"give-back {used}")
    sshd.done("ada", "seal")
    assert json.loads(sshd.done("mona", f"prove {used}"))


def test_an_admin_acts_as_another_and_nobody_else_does(sshd: Sshd) -> None:
    line = f"--as alice adjust j.smith@example.net --add 1 --service massage {WHY} --json"
    entry = json.loads(sshd.done("ada", line))["entry"]
    assert (entry["actor"], entry["via"]) == ("alice", "ada")
    assert sshd.run("mona", line).returncode == 3


@pytest.mark.parametrize(
    ("username", "line", "status"),
    [
        ("alice", "search nobody-of-that-name", 0),
        ("alice", "show nobody-of-that-name", 2),
        ("alice", "adjust maya@okafor.example --add 0", 2),
        ("alice", "search 'maya", 2),
        ("alice", "search maya; id", 2),
        ("alice", f"adjust maya@okafor.example --add 500 --service massage {WHY}", 3),
        ("alice", f"adjust maya@okafor.example --remove 1 --service massage {WHY}", 3),
        ("audrey", f"adjust maya@okafor.example --add 1 --service massage {WHY}", 3),
        ("alice", f"--read-only adjust maya@okafor.example --add 1 --service massage {WHY}", 3),
        ("alice", "sessions", 3),
        ("mona", "sessions", 3),
        ("audrey", "sessions", 0),
        ("audrey", "sessions end 0", 3),
        ("audrey", "settings", 0),
        ("audrey", "settings grace_days 1", 3),
        ("alice", "settings", 3),
        (
            "mona",
            "set maya@okafor.example --period today --service massage --to 9 --seen 77 "
            "--reason correction --note 'was promised'",
            4,
        ),
    ],
)
def test_the_exit_status_says_how_it_went(
    sshd: Sshd, username: str, line: str | None, status: int
) -> None:
    ran = sshd.run(username, line)
    assert ran.returncode == status, ran
    if status:
        assert ran.stdout == ""
        assert len(ran.stderr.splitlines()) == 1


def test_an_auditor_who_tried_to_write_is_seen_by_the_owner(sshd: Sshd) -> None:
    line = f"adjust maya@okafor.example --add 1 --service massage {WHY} --request-id seen-1"
    assert sshd.run("audrey", line).returncode == 3
    seen = json.loads(sshd.done("ada", "refused --json"))
    (attempt,) = [each for each in seen if each["act"].endswith("--request-id seen-1")]
    assert (attempt["actor"], attempt["via"], attempt["code"]) == ("audrey", None, "read_only")


def test_the_interface_needs_a_terminal(sshd: Sshd) -> None:
    ran = sshd.run("alice", None)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "The interface needs a terminal" in ran.stderr


def test_a_failure_is_json_where_that_was_asked_for(sshd: Sshd) -> None:
    ran = sshd.run("alice", "show nobody@example.org --json")
    assert json.loads(ran.stdout)["error"]["code"]
    assert ran.returncode == 2


def test_the_ledger_goes_into_a_file_on_this_side(sshd: Sshd, tmp_path: Path) -> None:
    file = tmp_path / "ledger.csv"
    with file.open("wb") as out:
        subprocess.run(
            sshd.argv("audrey", command="ledger --csv --limit 1000"),
            stdin=subprocess.DEVNULL,
            stdout=out,
            check=True,
            timeout=PATIENCE,
        )
    lines = file.read_text("utf-8").splitlines()
    assert lines[0].startswith("id,seq,kind,credits")
    assert len(lines) > 14


@pytest.mark.parametrize(
    "line",
    [
        *(
            "id",
            "/bin/sh",
            "scp -t /tmp",
            "rsync --server . /tmp",
            "internal-sftp",
            "backup /tmp/x",
        ),
        *("--db /tmp/other.db search maya", "export --output /tmp/x", "search $(id)"),
    ],
)
def test_everything_else_is_one_sentence_and_exit_2(sshd: Sshd, line: str) -> None:
    ran = sshd.run("ada", line)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert len(ran.stderr.splitlines()) == 1
    assert "Traceback" not in ran.stderr
