"""However the interface ends, the terminal is as it was; and it goes on where it was stopped."""

from __future__ import annotations

import os
import signal
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.cli.harbour import Harbour
from tests.support.display import Display
from tests.support.patience import PATIENT
from tests.support.terminal import Terminal

pytestmark = pytest.mark.terminal

SIGNALS = pytest.mark.parametrize("sign", [signal.SIGHUP, signal.SIGINT, signal.SIGTERM])

FRAMELESS = (
    pytest.param({"TERM": "dumb"}, (80, 24), (), id="dumb"),
    pytest.param({}, (60, 4), (), id="small"),
    pytest.param({}, (80, 24), ("audit",), id="audit"),
)
"""Where the interface opens without a first frame before it."""

SHELL = b"\x1b[2J\x1b[?25h\x1b[?7h$ "
"""What a shell does with the screen that a stopped program leaves it."""


def started(
    harbour: Harbour,
    *words: str,
    env: Mapping[str, str] = MappingProxyType({}),
    size: tuple[int, int] = (80, 24),
) -> Terminal:
    command = [sys.executable, "-c", PATIENT, "--db", str(harbour.path), *words]
    return Terminal.start(command, env=env, columns=size[0], rows=size[1])


def settings(terminal: Terminal) -> list[object]:
    """The terminal's settings but for its characters."""
    found: list[object] = termios.tcgetattr(terminal.program._master)[:6]
    return found


def as_shell_has_it() -> list[object]:
    """The settings of a terminal that no program has changed."""
    master, slave = os.openpty()
    try:
        return termios.tcgetattr(slave)[:6]
    finally:
        os.close(master)
        os.close(slave)


@SIGNALS
@pytest.mark.parametrize(("env", "size", "words"), FRAMELESS)
def test_without_a_first_frame_it_is_put_back_as_well(
    harbour: Harbour,
    env: dict[str, str],
    size: tuple[int, int],
    words: tuple[str, ...],
    sign: signal.Signals,
) -> None:
    with started(harbour, *words, env=env, size=size) as terminal:
        terminal.wait_for("creditui")
        assert settings(terminal) != as_shell_has_it()
        os.kill(terminal.program.pid, sign)
        assert terminal.wait_exit() == 128 + sign
        assert settings(terminal) == as_shell_has_it()
        assert terminal.cursor_shown
        assert not terminal.text.strip()


def test_whoever_stops_it_and_lets_it_go_on_finds_it_as_it_was(
    harbour: Harbour,
) -> None:
    with started(harbour) as terminal:
        terminal.wait_for("Maya Okafor")
        ours = settings(terminal)
        os.kill(terminal.program.pid, signal.SIGSTOP)
        os.waitid(os.P_PID, terminal.program.pid, os.WSTOPPED)
        terminal.settle()  # all that was written before is read
        assert "Maya Okafor" in terminal.text
        terminal._display.feed(SHELL)
        assert terminal.text.strip() == "$"
        _give_back(terminal)
        os.kill(terminal.program.pid, signal.SIGCONT)
        # What it had begun to paint before may come first.
        terminal.wait_until("the cursor is hidden", lambda: not terminal.cursor_shown)
        terminal.wait_for("Harbour Studio", "^ Search", "^▸ ", "Maya Okafor", "ctrl.q quit")
        terminal.wait_gone(r"\$")
        assert settings(terminal) == ours
        terminal.type("0123")
        terminal.wait_for("1 found")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert settings(terminal) == as_shell_has_it()


def test_it_is_not_stopped_by_asking(harbour: Harbour) -> None:
    """As with ctrl+z: whoever could let it go on may never come back."""
    with started(harbour) as terminal:
        terminal.wait_for("▸ ")
        os.kill(terminal.program.pid, signal.SIGTSTP)
        terminal.type("0123")
        terminal.wait_for("1 found")


def _give_back(terminal: Terminal) -> None:
    """Set the terminal as a shell does that has stopped a program."""
    master = terminal.program._master
    changed = termios.tcgetattr(master)
    changed[:6] = as_shell_has_it()
    termios.tcsetattr(master, termios.TCSANOW, changed)


ENDED_EARLY = """
import os, signal, sys
from creditui.__main__ import main
from creditui.tui import run

really = run.read_configuration

def read():
    os.kill(os.getpid(), signal.SIGHUP)
    return really()

run.read_configuration = read
sys.exit(main())
"""
"""The program, hung up on once it is on record and before it has taken the terminal over."""


@pytest.mark.parametrize("words", [(), ("audit",)], ids=str)
def test_who_is_hung_up_on_at_once_is_on_record_so(
    harbour: Harbour, words: tuple[str, ...]
) -> None:
    command = [sys.executable, "-c", ENDED_EARLY, "--db", str(harbour.path), *words]
    with Terminal.start(command) as terminal:
        assert terminal.wait_exit() == 128 + signal.SIGHUP
        assert settings(terminal) == as_shell_has_it()
    sessions = harbour.run("sessions", "--all", "--json").json
    assert isinstance(sessions, list)
    assert [each["ending"] for each in sessions] == ["hung up"]


def test_reports_of_the_mouse_are_off_again_in_every_encoding(harbour: Harbour) -> None:
    with started(harbour, "--mouse") as terminal:
        terminal.wait_for("▸ ")
        os.kill(terminal.program.pid, signal.SIGTERM)
        assert terminal.wait_exit() == 128 + signal.SIGTERM
        data = b"".join(chunk.data for chunk in terminal.program.chunks)
    for mode in (1000, 1003, 1006, 1015, 1016):
        assert data.rfind(b"\x1b[?%dl" % mode) > data.rfind(b"\x1b[?%dh" % mode)


STANDS_STILL = """
import os, signal, sys, termios
from creditui.tui import first_frame

first_frame.LAST = 0.2
first_frame.FIRST.take()
termios.tcflow(2, termios.TCOOFF)
os.kill(os.getpid(), signal.SIGTERM)
"""


def test_before_its_first_frame_a_terminal_that_stands_still_keeps_nothing_alive() -> None:
    with Terminal.start([sys.executable, "-c", STANDS_STILL]) as terminal:
        assert terminal.wait_exit() == -signal.SIGALRM


PAINTS_ON = """
import asyncio, os, signal
from creditui.tui import hangup
from creditui.tui.first_frame import FIRST

really = os._exit

def end(status):
    os.write(2, b"painted on by another thread")
    os.close(0)
    really(status)

async def session():
    os._exit = end
    hangup.end_on_signals(lambda seconds: None)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.sleep(3600)

FIRST.take()
asyncio.run(session())
"""


def test_nothing_is_painted_once_the_terminal_was_put_back() -> None:
    with Terminal.start([sys.executable, "-c", PAINTS_ON]) as terminal:
        assert terminal.wait_exit() == 128 + signal.SIGTERM
        assert not terminal.text.strip()


READS_LATE = """
import asyncio, os, select, signal, sys, threading
from creditui.tui import hangup
from creditui.tui.first_frame import FIRST

really = select.select

def asked(*files):
    if len(files[1]):
        open(sys.argv[1], "w").close()  # until whoever has the terminal reads on
    return really(*files)

async def session():
    hangup.select.select = asked
    hangup.READING = 3600
    hangup.end_on_signals(lambda seconds: None)
    os.write(2, b"\\x1b[?1049h")
    os.set_blocking(2, False)
    while really([], [2], [], 0)[1]:
        os.write(2, b"." * 100)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.sleep(3600)

FIRST.take()
asyncio.run(session())
"""
"""The terminal has not read all of a frame when a signal comes, and then reads on."""


def test_a_terminal_that_reads_late_is_put_back_as_well(tmp_path: Path) -> None:
    reads = tmp_path / "reads"
    os.mkfifo(reads)
    with Terminal.start([sys.executable, "-c", READS_LATE, str(reads)]) as terminal:
        reads.open().close()
        assert terminal.wait_exit() == 128 + signal.SIGTERM
        display = Display(80, 24)
        display.feed(b"".join(chunk.data for chunk in terminal.program.chunks))
        assert not any(display.lines())
