"""ctrl+c at a command: a sentence or nothing, never a traceback, at whatever moment it comes."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from tests.cli.harbour import Harbour

BEGINS = """
import os, signal, sys
from creditui.__main__ import main

# As a shell starts it, whatever the tests were started with.
signal.signal(signal.SIGINT, signal.default_int_handler)

def interrupt(*_):
    os.kill(os.getpid(), signal.SIGINT)
"""

IMPORTING = """
module = sys.argv.pop(1)

class Interrupts:
    def find_spec(self, name, *_):
        if name == module:
            interrupt()

sys.meta_path.insert(0, Interrupts())
sys.exit(main())
"""

UNDER_WAY = """
from creditui.cli.commands import search
search.run = interrupt
sys.exit(main())
"""

TWICE = """
from creditui.cli import failure
from creditui.cli.commands import search
search.run = failure.visible = interrupt
sys.exit(main())
"""

AFTERWARDS = """
status = main()
interrupt()
sys.exit(status)
"""


def ran(harbour: Harbour, program: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", BEGINS + program, *words]
    command += ["--db", str(harbour.path), "search", "okafor"]
    return subprocess.run(command, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("module", ["creditui.cli.words", "creditui.tui.opening", "argparse"])
def test_while_modules_are_imported_it_ends_without_a_word(harbour: Harbour, module: str) -> None:
    over = ran(harbour, IMPORTING, module)
    assert (over.returncode, over.stdout, over.stderr) == (-signal.SIGINT, "", "")


def test_what_is_under_way_ends_with_a_sentence(harbour: Harbour) -> None:
    over = ran(harbour, UNDER_WAY)
    assert over.returncode == 130
    assert over.stderr == "Interrupted; nothing unfinished was written.\n"


def test_pressed_again_it_does_not_wait_for_the_sentence(harbour: Harbour) -> None:
    over = ran(harbour, TWICE)
    assert (over.returncode, over.stdout, over.stderr) == (-signal.SIGINT, "", "")


def test_what_is_done_is_done(harbour: Harbour) -> None:
    over = ran(harbour, AFTERWARDS)
    assert over.returncode == 0, over.stderr
    assert "Maya Okafor" in over.stdout
