"""A session that is hung up on keeps what was typed, whatever the signal met."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.patience import PATIENCE

PROGRAM = """
import asyncio, os, signal, sys, threading
from pathlib import Path
from creditui.tui import hangup

kept, lock, sign = Path(sys.argv[1]), threading.Lock(), int(sys.argv[2])

def save(seconds):
    with lock:
        kept.write_text(f"{{seconds}} seconds")
    {then}

hangup.LAST = {last}

def there():
    main = Path(f"/proc/self/task/{{os.getpid()}}/wchan")
    for _ in range(10_000):
        if "pipe" in main.read_text():  # it reads, and stands still
            break
    signal.pthread_kill(threading.get_ident(), sign)

async def session():
    hangup.end_on_signals(save)
    {meanwhile}
    await asyncio.sleep(0)
    raise SystemExit("it ended otherwise")

asyncio.run(session())
"""
SIGNALS = pytest.mark.parametrize("sign", [signal.SIGHUP, signal.SIGINT, signal.SIGTERM])


def run(
    kept: Path, sign: int, meanwhile: str, then: str = "", last: float = PATIENCE
) -> subprocess.CompletedProcess[str]:
    program = PROGRAM.format(meanwhile=meanwhile, then=then, last=last)
    command = (sys.executable, "-c", program, str(kept), str(sign))
    return subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
    )


@SIGNALS
def test_it_is_kept_where_the_signal_met_a_lock_that_keeping_needs(
    tmp_path: Path, sign: signal.Signals
) -> None:
    kept = tmp_path / "kept"
    over = run(kept, sign, "with lock: os.kill(os.getpid(), sign)")
    assert over.returncode == 128 + sign, over.stderr
    assert kept.read_text() == f"{PATIENCE / 2} seconds"


@SIGNALS
def test_it_is_kept_where_the_event_loop_stands_still(tmp_path: Path, sign: signal.Signals) -> None:
    kept = tmp_path / "kept"
    stuck = "os.kill(os.getpid(), sign); threading.Lock().acquire() and os.read(os.pipe()[0], 1)"
    over = run(kept, sign, stuck)
    assert over.returncode == 128 + sign, over.stderr
    assert kept.exists()


@SIGNALS
def test_it_is_kept_where_another_thread_gets_the_signal(
    tmp_path: Path, sign: signal.Signals
) -> None:
    """So the kernel does where the main thread has others to see to, as while a window is drawn."""
    kept = tmp_path / "kept"
    over = run(kept, sign, "threading.Thread(target=there).start(); os.read(os.pipe()[0], 1)")
    assert over.returncode == 128 + sign, over.stderr
    assert kept.exists()


def test_no_other_end_overtakes_it(tmp_path: Path) -> None:
    long = "threading.Event().wait(0.1)"
    over = run(tmp_path / "kept", signal.SIGHUP, "os.kill(os.getpid(), sign)", long)
    assert over.returncode == 128 + signal.SIGHUP
    assert "it ended otherwise" not in over.stderr


def test_what_cannot_be_kept_ends_it_all_the_same(tmp_path: Path) -> None:
    over = run(tmp_path / "kept", signal.SIGHUP, "os.kill(os.getpid(), sign)", "raise OSError")
    assert over.returncode == 128 + signal.SIGHUP


def test_keeping_that_hangs_is_ended_by_the_kernel(tmp_path: Path) -> None:
    hung = "threading.Event().wait()"
    over = run(tmp_path / "kept", signal.SIGHUP, "os.kill(os.getpid(), sign)", hung, last=0.2)
    assert over.returncode == -signal.SIGALRM
