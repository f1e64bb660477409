"""Whatever ends a command that makes a file, nothing is left that looks like a whole one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from tests.cli.harbour import Harbour
from tests.support.patience import PATIENCE

BACKUP = ("--db", "studio.db", "backup", "made")
MAKES = pytest.mark.parametrize(
    "words",
    [
        pytest.param(("--db", "made", "init"), id="init"),
        pytest.param(BACKUP, id="backup"),
        pytest.param(("--db", "studio.db", "export", "--output", "made"), id="export"),
        pytest.param(("--db", "made", "demo", "--members", "1", "--no-open"), id="demo"),
    ],
)

ENDED = """
import os, signal, sys
from creditui.__main__ import main
from creditui.store import whole_file

signum, ignored = int(sys.argv.pop(1)), sys.argv.pop(1)
heard = signal.default_int_handler if signum == signal.SIGINT else signal.SIG_DFL
if signum != signal.SIGKILL:  # whatever the tests were started with
    signal.signal(signum, signal.SIG_IGN if ignored else heard)

really = whole_file._sync

def end(path):
    os.kill(os.getpid(), signum)
    really(path)

whole_file._sync = end
sys.exit(main())
"""
"""The program, ended when all of the file is written and it has its name not yet."""


def ended(
    harbour: Harbour, words: tuple[str, ...], sign: signal.Signals, *, ignored: bool = False
) -> tuple[int, str, list[str]]:
    """How it ended, what it said, and what is there that was not before."""
    folder = harbour.path.parent
    before = {*os.listdir(folder)}
    over = subprocess.run(
        [sys.executable, "-c", ENDED, str(int(sign)), "ignored" * ignored, *words],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.getcwd()},
        timeout=PATIENCE,
    )
    return over.returncode, over.stderr, sorted({*os.listdir(folder)} - before)


@MAKES
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP], ids=lambda sign: sign.name)
def test_told_to_end_it_leaves_nothing(
    harbour: Harbour, words: tuple[str, ...], sign: signal.Signals
) -> None:
    assert ended(harbour, words, sign) == (-sign, "", [])


@MAKES
def test_interrupted_it_leaves_nothing_and_says_so(
    harbour: Harbour, words: tuple[str, ...]
) -> None:
    said = "Interrupted; nothing unfinished was written.\n"
    assert ended(harbour, words, signal.SIGINT) == (130, said, [])


@MAKES
def test_killed_it_leaves_what_is_called_unfinished(
    harbour: Harbour, words: tuple[str, ...]
) -> None:
    status, _, (left,) = ended(harbour, words, signal.SIGKILL)
    assert status == -signal.SIGKILL
    assert left.startswith("made.unfinished-")


def test_what_is_ignored_stays_so(harbour: Harbour) -> None:
    assert ended(harbour, BACKUP, signal.SIGHUP, ignored=True)[::2] == (0, ["made"])
