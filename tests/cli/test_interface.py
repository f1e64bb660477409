"""What the commands do on a terminal: open the interface, show progress, write no colour."""

import sys
from pathlib import Path

import pytest

from creditui.desk.initialise import initialise
from tests.cli.harbour import Harbour
from tests.support.patience import PATIENT
from tests.support.terminal import Terminal

pytestmark = pytest.mark.terminal


def program(*words: str) -> list[str]:
    return [sys.executable, "-c", PATIENT, *words]


def test_no_command_opens_the_interface_and_leaves_it_with_0(harbour: Harbour) -> None:
    environment = {"CREDITUI_DB": str(harbour.path)}
    with Terminal.start(program("--as", "alice"), env=environment) as terminal:
        terminal.wait_for("Harbour Studio", "alice")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


def test_who_may_not_come_in_reads_why_and_sees_nothing_painted(tmp_path: Path) -> None:
    path = str(tmp_path / "studio.db")
    initialise(path, "somebody")
    with Terminal.start(program("--db", path)) as terminal:
        terminal.wait_for("is nobody at this desk", "creditui staff add")
        assert terminal.wait_exit() == 3


def test_the_sample_studio_opens_as_who_was_asked_for(own_folders: Path) -> None:
    environment = {"XDG_DATA_HOME": str(own_folders / "data")}
    words = program("demo", "--members", "24", "--role", "auditor")
    with Terminal.start(words, columns=100, rows=30, env=environment) as terminal:
        terminal.wait_for("Harbour Studio", "audrey")


def test_audit_alone_on_a_terminal_is_an_audit_session(harbour: Harbour) -> None:
    environment = {"CREDITUI_DB": str(harbour.path)}
    with Terminal.start(program("audit"), columns=100, rows=30, env=environment) as terminal:
        terminal.wait_for("Own household", "READ ONLY", "admin")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


def test_with_a_question_or_an_option_it_stays_a_list(harbour: Harbour) -> None:
    words = program("--db", str(harbour.path), "audit", "--since", "yesterday")
    with Terminal.start(words, columns=100, rows=30) as terminal:
        assert terminal.wait_exit() == 0
        assert "own-household" in terminal.text
        assert b"\x1b" not in b"".join(chunk.data for chunk in terminal.program.chunks)


def test_who_may_not_read_the_studio_ledger_gets_no_audit_session(harbour: Harbour) -> None:
    words = program("--db", str(harbour.path), "--as", "alice", "audit")
    with Terminal.start(words, columns=100, rows=30) as terminal:
        terminal.wait_for("may not do this", "ask")
        assert terminal.wait_exit() == 3


def test_a_result_on_a_terminal_is_plain_text(harbour: Harbour) -> None:
    words = program("--db", str(harbour.path), "show", "maya")
    with Terminal.start(words, columns=100, rows=30) as terminal:
        assert terminal.wait_exit() == 0
        assert "Gold Monthly (membership 1)  ● active" in terminal.text
        assert b"\x1b" not in b"".join(chunk.data for chunk in terminal.program.chunks)
