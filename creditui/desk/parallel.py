"""Many parts of a verification on every core, a few at a time, each answered as it is done.

The process that asks takes parts too: it begins at once, while the others still start.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import active_children, get_context, parent_process

from creditui.desk.errors import StoreError
from creditui.store.engine import Store
from creditui.store.verifying import Checked, Part, check, check_part

WAITING = 3
"""Parts that each other process has at once: enough to keep it busy while this one does its own,
few enough that all are done at about the same time."""


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def check_all(
    store: Store, parts: Sequence[Part], bound: int, processes: int
) -> Iterator[tuple[int, Checked]]:
    """Check every part, in `processes` processes, and yield its place in `parts` and its answer.

    The first of them is this one, on the store that is open. Raises StoreError where the database
    can't be read. Whoever stops asking need not wait for what the others are at: they only read.
    """
    others = processes - 1
    if others < 1:
        for number, part in enumerate(parts):
            yield number, check(store, part, bound)
        return
    # spawn: a forked process would share the connection of this one, which SQLite forbids.
    pool = ProcessPoolExecutor(others, get_context("spawn"), initializer=_begin)
    done = False
    try:
        yield from _answers(pool, store, parts, bound, others * WAITING)
        done = True
    except BrokenProcessPool:
        message = "A part of the verification was stopped from outside: run it again."
        raise StoreError("interrupted", message) from None
    finally:
        if not done:
            for process in active_children():
                process.kill()
        pool.shutdown(cancel_futures=True)


def _answers(
    pool: ProcessPoolExecutor, store: Store, parts: Sequence[Part], bound: int, at_once: int
) -> Iterator[tuple[int, Checked]]:
    left = iter(enumerate(parts))
    running: dict[Future[Checked], int] = {}
    while True:
        for number, part in islice(left, at_once - len(running)):
            running[pool.submit(check_part, store.url, part, bound)] = number
        own = next(left, None)
        if own is not None:
            yield own[0], check(store, own[1], bound)
        elif not running:
            return
        patience = None if own is None else 0
        for future in wait(running, patience, FIRST_COMPLETED).done:
            checked = future.result()
            if checked.failure is not None:
                raise StoreError(*checked.failure)
            yield running.pop(future), checked


def _begin() -> None:
    """ctrl+c reaches every process of the terminal; the one that was started says what happens.

    Where that is ended from outside, nobody ends this one or asks it anything ever again.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_asker, name="asker", daemon=True).start()


def _end_with_asker() -> None:
    asker = parent_process()
    if asker is not None:
        asker.join()
        os._exit(0)
