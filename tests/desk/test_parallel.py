"""Parts of a verification in several processes: whoever stops asking is free at once."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path

from creditui.desk.parallel import check_all
from creditui.store.engine import open_store
from creditui.store.verifying import EntryRange
from tests.support.patience import PATIENCE
from tests.support.studio import make_studio

PARTS = [EntryRange(n, n) for n in range(1, 12)]


def test_each_part_is_answered_once(tmp_path: Path) -> None:
    studio = make_studio(tmp_path)
    found = dict(check_all(studio.store, PARTS, 11, 2))
    assert sorted(found) == [*range(11)]
    assert all(checked.entries == 1 and not checked.findings for checked in found.values())
    studio.store.close()


def test_whoever_stops_asking_waits_for_nobody(tmp_path: Path) -> None:
    studio = make_studio(tmp_path)
    store = open_store(studio.url, inspect=True)
    answers = check_all(store, PARTS, 11, 2)
    next(answers)
    for process in active_children():
        assert process.pid is not None
        os.kill(process.pid, signal.SIGSTOP)  # as long as it takes
    del answers  # closes it
    assert active_children() == []
    store.close()
    studio.store.close()


ENDED_FROM_OUTSIDE = """
import os, signal
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from creditui.desk.parallel import _begin

pool = ProcessPoolExecutor(1, get_context("spawn"), initializer=_begin)
print(pool.submit(os.getpid).result(), flush=True)
input()
"""


def test_where_the_one_that_asks_is_killed_the_others_end_too() -> None:
    """As where a line drops: they would hold the database open for ever."""
    command = [sys.executable, "-c", ENDED_FROM_OUTSIDE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asks:
        assert asks.stdout
        other = os.pidfd_open(int(asks.stdout.readline()))
        asks.kill()
    try:
        assert select.select([other], [], [], PATIENCE)[0]
    finally:
        os.close(other)
