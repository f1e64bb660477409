"""One thread owns a session's desk; everyone else asks it.

The interface never waits for the disk: it awaits an answer while the desk's thread works. Questions
are answered in the order in which they were asked, one at a time, as a connection wants it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from creditui.desk.session import Desk

T = TypeVar("T")


class Superseded(Exception):
    """A newer question of the same kind took this one's place."""


class DeskThread:
    """A desk on a thread of its own."""

    def __init__(self, opener: Callable[[], Desk]) -> None:
        """Begin to open the desk with `opener`, on the new thread."""
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._desk: Future[Desk] = self._executor.submit(opener)
        self._lock = Lock()
        self._latest: dict[str, Future[object]] = {}
        self._running: Future[object] | None = None

    def opened(self) -> None:
        """Wait until the desk is open; raises what opening it raised."""
        self._desk.result()

    def now(self, work: Callable[[Desk], T]) -> T:
        """Do `work` and wait for its answer; only for before the screen is there."""
        return self._executor.submit(self._work, work).result()

    def start(self, work: Callable[[Desk], T]) -> Future[T]:
        """Do `work` without waiting for it; it is done before the desk closes."""
        return self._executor.submit(self._work, work)

    async def ask(self, work: Callable[[Desk], T]) -> T:
        """Do `work` with the desk and return its answer; raises what it raises."""
        return await asyncio.wrap_future(self._executor.submit(self._work, work))

    async def ask_latest(self, kind: str, work: Callable[[Desk], T]) -> T:
        """As `ask`, for a question that makes any earlier one of the same `kind` pointless.

        The earlier one is dropped if it waits, and its query interrupted if it runs; whoever asked
        it gets Superseded. Only for work that reads.
        """
        job: Future[object] = Future()
        with self._lock:
            earlier, self._latest[kind] = self._latest.get(kind), job
            if earlier is not None and earlier is self._running:
                self._desk.result().store.interrupt()
        self._executor.submit(self._run_latest, kind, job, work)
        answer: object = await asyncio.wrap_future(job)
        return answer  # type: ignore[return-value]  # job carries what work returned

    def close(self) -> None:
        """Close the desk once what is under way has ended, and end the thread."""
        self._executor.submit(self._close)
        self._executor.shutdown(wait=True, cancel_futures=False)

    def _close(self) -> None:
        if self._desk.exception() is None:
            self._desk.result().close()

    def _work(self, work: Callable[[Desk], T]) -> T:
        return work(self._desk.result())

    def _run_latest(self, kind: str, job: Future[object], work: Callable[[Desk], object]) -> None:
        with self._lock:
            wanted = job.set_running_or_notify_cancel()
            stale = self._latest.get(kind) is not job
            self._running = None if stale else job
        if not wanted or stale:
            self._settle(kind, job, Superseded() if wanted else None)
            return
        try:
            answer = work(self._desk.result())
        except BaseException as error:
            self._settle(kind, job, error)
        else:
            self._settle(kind, job, None, answer)

    def _settle(
        self, kind: str, job: Future[object], error: BaseException | None, answer: object = None
    ) -> None:
        """Give the answer, unless a newer question has made it pointless meanwhile."""
        with self._lock:
            self._running = None
            if self._latest.get(kind) is not job:
                error = Superseded()
        if job.cancelled():
            return
        if error is None:
            job.set_result(answer)
        else:
            job.set_exception(error)
