"""The interface over SSH: a real terminal, real keys, and what stays on record of it."""

from __future__ import annotations

import json
import os
import signal

import pytest

from tests.acceptance.desk import answer, fill
from tests.support.patience import PATIENCE
from tests.support.sshd import Sshd
from tests.support.terminal import Terminal

pytestmark = [pytest.mark.sshd, pytest.mark.terminal]

MAYA = "maya@okafor.example"


def record_of(sshd: Sshd, username: str) -> dict[str, object]:
    """The last interface session of that person, as an admin sees it."""
    sessions = json.loads(sshd.done("ada", "sessions --all --json"))
    found: dict[str, object] = next(
        each for each in sessions if (each["username"], each["kind"]) == (username, "interface")
    )
    return found


def test_credits_are_added_with_keys_and_the_entry_is_hers(sshd: Sshd) -> None:
    sshd.enrol("nadia")
    with Terminal.start(sshd.argv("nadia", "-tt")) as terminal:
        terminal.wait_for("Harbour Studio", "nadia")
        terminal.type("maya okafor")
        terminal.wait_for("Maya Okafor")
        terminal.press("enter")
        terminal.wait_for("Gold Monthly")
        terminal.press("a")
        terminal.wait_for("What it would do")
        fill(terminal, "Credits  ", "1")
        terminal.press("enter", "enter", "enter", "enter")
        fill(terminal, "Note  ", "waited twenty minutes")
        terminal.press("f10")
        terminal.wait_for("Apply Adjustment")
        answer(terminal, ["enter"])
        terminal.wait_gone("Apply Adjustment")
        record = record_of(sshd, "nadia")
        assert record["ending"] is None
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    (entry,) = json.loads(sshd.done("ada", f"ledger --member {MAYA} --limit 1 --json"))
    assert (entry["actor"], entry["credits"], entry["note"]) == (
        "nadia",
        1,
        "waited twenty minutes",
    )
    assert record_of(sshd, "nadia")["ending"] == "left"
    (wrote,) = json.loads(sshd.done("ada", f"sessions --entry {entry['id']} --json"))
    assert wrote["id"] == record["id"]


def test_a_killed_client_ends_the_session_at_once_and_that_is_on_record(sshd: Sshd) -> None:
    sshd.enrol("hanna")
    with Terminal.start(sshd.argv("hanna", "-tt")) as terminal:
        terminal.wait_for("Harbour Studio")
        pid = record_of(sshd, "hanna")["pid"]
        os.kill(terminal.program.pid, signal.SIGKILL)
        terminal.wait_exit()
    until_it_has_ended = f"timeout {PATIENCE} tail --pid={pid} -f /dev/null"
    sshd.machine.must(until_it_has_ended)
    record = record_of(sshd, "hanna")
    assert record["ending"] == "hung up"


def test_an_ended_session_can_do_nothing_more(sshd: Sshd) -> None:
    sshd.enrol("erin")
    with Terminal.start(sshd.argv("erin", "-tt")) as terminal:
        terminal.wait_for("Harbour Studio")
        found = record_of(sshd, "erin")
        assert found["ending"] is None
        sshd.done("ada", f"sessions end {str(found['id'])[:12]}")
        terminal.type("maya okafor")
        assert terminal.wait_exit() is not None
    assert record_of(sshd, "erin")["ended_by"] == "ada"


def test_the_auditors_interface_cannot_write(sshd: Sshd) -> None:
    with Terminal.start(sshd.argv("audrey", "-tt")) as terminal:
        terminal.wait_for("Harbour Studio", "audrey")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
