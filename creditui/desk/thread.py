"""One thread owns a session's desk; everyone else asks it.

The interface never waits for the disk: it awaits an answer while the desk's thread works. Questions
are answered in the order in which they were asked, one at a time, as a connection wants it. One
that only reads is stopped once nobody waits for its answer, so that the next waits for nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock
from typing import Any, TypeVar

from creditui.desk.session import Desk
from creditui.store.transaction import reading

T = TypeVar("T")

AGAIN = 0.02
"""Seconds until a question that nobody waits for any more is interrupted once more."""


class DeskThread:
    """A desk on a thread of its own."""

    def __init__(self, opener: Callable[[], Desk]) -> None:
        """Begin to open the desk with `opener`, on the new thread."""
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._desk: Future[Desk] = self._executor.submit(opener)
        self._lock = Lock()
        self._reading: Future[Any] | None = None
        """The question whose query may be interrupted now."""

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

    async def read(self, work: Callable[[Desk], T]) -> T:
        """As `ask`, for work that only reads, all of it at one moment.

        Where whoever waits for the answer is cancelled, nobody wants it any more: it is dropped if
        it waits, and its query is interrupted if it runs. Work that writes is a RuntimeError.
        """
        job: Future[T] = Future()
        self._executor.submit(self._answer, job, work)
        try:
            return await asyncio.wrap_future(job)
        except asyncio.CancelledError:
            self._stop(job)
            raise

    def _stop(self, job: Future[Any]) -> None:
        """Interrupt its query, and the next one where it was between two, until it has ended."""
        if job.done():
            return
        with self._lock:
            if self._reading is job:
                self._desk.result().store.interrupt()
        asyncio.get_running_loop().call_later(AGAIN, self._stop, job)

    def close(self) -> None:
        """Close the desk once what is under way has ended, and end the thread."""
        self._executor.submit(self._close)
        self._executor.shutdown(wait=True, cancel_futures=False)

    def _close(self) -> None:
        if self._desk.exception() is None:
            self._desk.result().close()

    def _work(self, work: Callable[[Desk], T]) -> T:
        return work(self._desk.result())

    def _answer(self, job: Future[T], work: Callable[[Desk], T]) -> None:
        if not job.set_running_or_notify_cancel():
            return
        try:
            desk = self._desk.result()
            # Nothing that writes can begin in it: what is interrupted is never a write.
            with reading(desk.store), self._interruptible(job):
                answer = work(desk)
        except BaseException as error:
            job.set_exception(error)
        else:
            job.set_result(answer)

    @contextmanager
    def _interruptible(self, job: Future[Any]) -> Iterator[None]:
        with self._lock:
            self._reading = job
        try:
            yield
        finally:
            with self._lock:
                self._reading = None
