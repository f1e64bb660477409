"""What a wait of the pseudo-terminal harness sees, and what it takes for a program at rest."""

import os
import signal
import time

import pytest

from tests.support.display import Place
from tests.support.patience import PATIENCE
from tests.support.terminal import ScreenError, Terminal
from tests.support.test_terminal import python

pytestmark = pytest.mark.terminal

FRAMES = """
import os
frames = [b"one", b"two", b"three"]
os.write(1, b"".join(b"\\x1b[?2026h\\x1b[H\\x1b[J%b\\x1b[?2026l" % each for each in frames))
input()
"""


def test_a_wait_sees_each_frame_however_many_came_together() -> None:
    with python(FRAMES) as terminal:
        terminal.program.read(time.monotonic() + PATIENCE)
        assert terminal.wait_for("two").strip() == "two"
        assert terminal.text.strip() == "two"
        terminal.settle()
        assert terminal.text.strip() == "three"


def test_a_wait_for_several_things_sees_them_at_once() -> None:
    program = "import select\nfor t in ('red', '\\x1b[H\\x1b[Jblue', ' red'):\n"
    program += "  print(t, end='', flush=True); select.select([], [], [], 0.05)\ninput()"
    with python(program) as terminal:
        assert terminal.wait_for("red", "blue").strip() == "blue red"


def test_a_wait_until_something_is_so_says_what_never_was() -> None:
    with Terminal.start(["cat"]) as terminal:
        terminal.type("tea")
        terminal.wait_until("the cursor is behind it", lambda: terminal.cursor == Place(3, 0))
        with pytest.raises(ScreenError, match="was never so: it rings in 0"):
            terminal.wait_until("it rings", lambda: False, timeout=0.2)


WORKS_IN_SILENCE = """
import fcntl, os, struct, termios, time, tty
tty.setraw(0)
os.write(1, b"go ")
while True:
    os.read(0, 1)
    busy_until = time.process_time() + 0.4
    while time.process_time() < busy_until:
        pass
    (waiting,) = struct.unpack("i", fcntl.ioctl(0, termios.FIONREAD, bytes(4)))
    os.write(1, b"%d" % waiting)
"""
"""Says, long after each key, how many more had come meanwhile."""


def test_a_key_waits_for_a_program_that_has_not_come_to_an_answer_yet() -> None:
    with python(WORKS_IN_SILENCE) as terminal:
        terminal.wait_for("go")
        terminal.press("x", "escape", "x")
        terminal.wait_for("go 000$")


def test_a_program_that_has_something_to_do_has_not_settled() -> None:
    with python(WORKS_IN_SILENCE) as terminal:
        terminal.wait_for("go")
        terminal.press("x")
        terminal.settle()
        assert terminal.screen[0] == "go 0"


def test_a_stopped_program_has_settled() -> None:
    with python("print('here', flush=True)\nwhile True: pass") as terminal:
        terminal.wait_for("here")
        os.kill(terminal.program.pid, signal.SIGSTOP)
        terminal.settle()
        assert terminal.screen[0] == "here"
