"""Parts of a verification in several processes: whoever stops asking is free at once."""

from __future__ import annotations

import errno
import os
import select
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from creditui.desk import parallel
from creditui.desk.errors import StoreError
from creditui.desk.parallel import check_all
from creditui.store.verifying import EntryRange
from tests.support.patience import PATIENCE
from tests.support.studio import make_studio

PARTS = [EntryRange(n, n) for n in range(1, 12)]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The other processes, as they are started."""
    found: list[subprocess.Popen[bytes]] = []

    def start(*args: Any, **options: Any) -> subprocess.Popen[bytes]:
        found.append(subprocess.Popen(*args, **options))
        return found[-1]

    monkeypatch.setattr(parallel, "Popen", start)
    return found


def all_is_asked() -> None:
    """Wait until nobody hands parts to other processes any more."""
    for thread in threading.enumerate():
        if thread.name == "parts":
            thread.join(PATIENCE)


def test_each_part_is_answered_once(tmp_path: Path) -> None:
    studio = make_studio(tmp_path)
    for processes in (1, 2, 3):
        found = list(check_all(studio.store, PARTS, 11, processes))
        assert sorted(number for number, _ in found) == [*range(11)]
        assert all(checked.entries == 1 and not checked.findings for _, checked in found)
    studio.store.close()


def test_where_there_is_no_room_for_another_it_is_done_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(*_args: object, **_options: object) -> None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(parallel, "Popen", start)
    studio = make_studio(tmp_path)
    assert len(list(check_all(studio.store, PARTS, 11, 2))) == len(PARTS)
    studio.store.close()


def test_another_process_does_all_that_is_left(tmp_path: Path) -> None:
    studio = make_studio(tmp_path)
    answers = check_all(studio.store, PARTS, 11, 2)
    next(answers)
    all_is_asked()
    assert len(list(answers)) == len(PARTS) - 1
    studio.store.close()


def test_whoever_stops_asking_waits_for_nobody(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    studio = make_studio(tmp_path)
    answers = check_all(studio.store, PARTS, 11, 2)
    next(answers)
    (other,) = started
    os.kill(other.pid, signal.SIGSTOP)  # as long as it takes
    del answers  # closes it
    assert other.returncode == -signal.SIGKILL
    studio.store.close()


def test_where_another_process_is_killed_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "START", "import os; os.kill(os.getpid(), 9)")
    studio = make_studio(tmp_path)
    answers = check_all(studio.store, PARTS, 11, 2)
    next(answers)
    all_is_asked()
    with pytest.raises(StoreError, match="stopped from outside") as caught:
        list(answers)
    assert caught.value.code == "interrupted"
    studio.store.close()


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("import creditui.nowhere", "No module named 'creditui.nowhere'"),
        (
            "from creditui.desk import part_process as p; p.check = lambda *_: 1 / 0; p.work()",
            "ZeroDivisionError",
        ),
        (
            "from creditui.desk import part_process as p; p.open_store = open; p.work()",
            "TypeError",
        ),
    ],
)
def test_what_should_never_happen_there_is_told_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str, told: str
) -> None:
    monkeypatch.setattr(parallel, "START", f"import sys; sys.path = sys.argv[1:]; {start}")
    studio = make_studio(tmp_path)
    answers = check_all(studio.store, PARTS, 11, 2)
    next(answers)
    all_is_asked()
    with pytest.raises((StoreError, RuntimeError)) as caught:
        list(answers)
    assert told in repr(caught.value) + str(caught.value.__cause__)
    studio.store.close()


def test_a_database_that_the_others_do_not_find_is_said(tmp_path: Path) -> None:
    studio = make_studio(tmp_path)
    studio.path.rename(tmp_path / "elsewhere.db")
    answers = check_all(studio.store, PARTS, 11, 2)
    next(answers)
    all_is_asked()
    with pytest.raises(StoreError) as caught:
        list(answers)
    assert caught.value.code == "missing"
    studio.store.close()


ENDED_FROM_OUTSIDE = """
import subprocess, sys
from creditui.desk import parallel
from creditui.store.engine import open_store
from creditui.store.verifying import EntryRange

def start(*args, **options):
    other = subprocess.Popen(*args, **options)
    print(other.pid, flush=True)
    return other

parallel.Popen = start
store = open_store(sys.argv[1], inspect=True)
answers = parallel.check_all(store, [EntryRange(n, n) for n in range(1, 12)], 11, 2)
next(answers)
input()
"""


def test_where_the_one_that_asks_is_killed_the_others_end_too(tmp_path: Path) -> None:
    """As where a line drops: they would hold the database open for ever."""
    studio = make_studio(tmp_path)
    studio.store.close()
    command = [sys.executable, "-c", ENDED_FROM_OUTSIDE, studio.url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asks:
        assert asks.stdout
        other = os.pidfd_open(int(asks.stdout.readline()))
        asks.kill()
    try:
        assert select.select([other], [], [], PATIENCE)[0]
    finally:
        os.close(other)
