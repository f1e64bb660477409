"""An error that nobody expected closes the interface with one sentence; the log has the rest."""

import sys
from pathlib import Path

import pytest

from tests.cli.breaking import FAULTS, SURVIVED
from tests.cli.harbour import Harbour
from tests.support.terminal import Terminal

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize("fault", FAULTS)
def test_a_crash_is_one_sentence_on_the_terminal_and_a_traceback_in_the_log(
    harbour: Harbour, own_folders: Path, fault: str
) -> None:
    environment = {"CREDITUI_DB": str(harbour.path), "XDG_STATE_HOME": str(own_folders)}
    words = [sys.executable, "-m", "tests.cli.breaking", fault, "--as", "mona"]
    with Terminal.start(words, columns=300, env=environment) as terminal:
        if FAULTS[fault][1] == "action_help":
            terminal.wait_for("Harbour Studio")
            terminal.press("f1")
        screen = terminal.wait_for("has the details.")
        assert terminal.wait_exit() == 1
    written = b"".join(chunk.data for chunk in terminal.program.chunks)
    for inside in (b"Traceback", b"ZeroDivisionError", b"secret", b"at home", b"breaking.py"):
        assert inside not in written
    log = own_folders / "creditui" / "creditui.log"
    sentence = "Something went wrong; nothing that was not confirmed was written."
    assert f"{sentence} The log {log} has the details." in screen
    told = log.read_text()
    assert "Traceback" in told
    assert "ZeroDivisionError: 22" in told
    assert "breaking.py" in told


def test_what_a_session_survives_is_in_the_log_and_not_on_the_terminal(
    harbour: Harbour, own_folders: Path
) -> None:
    environment = {"CREDITUI_DB": str(harbour.path), "XDG_STATE_HOME": str(own_folders)}
    words = [sys.executable, "-m", "tests.cli.breaking", SURVIVED, "--as", "mona"]
    with Terminal.start(words, columns=120, env=environment) as terminal:
        terminal.wait_for("Harbour Studio")
        terminal.press("f1")
        terminal.wait_for("Something went wrong here;")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert not terminal.text.strip()
    told = (own_folders / "creditui" / "creditui.log").read_text()
    assert "WARNING py.warnings: " in told
    assert "coroutine 'later' was never awaited" in told
    assert "Exception in thread Thread-" in told
    assert "ERROR creditui.tui.screens.desk_screen: a screen failed" in told
    assert told.count("ZeroDivisionError: 22") == 2
