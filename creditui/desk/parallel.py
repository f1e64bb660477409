"""Many parts of a verification on every core, each answered as it is done.

The process that asks takes parts too: it begins at once, while the others still start.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from subprocess import PIPE, Popen
from threading import Thread

import creditui
from creditui.desk.errors import StoreError
from creditui.desk.part_process import START, Stopped, receive, send
from creditui.store.engine import Store
from creditui.store.verifying import Checked, Part, check

AHEAD = 2
"""Parts that another process has at once: the one that it is at, and one to go on with."""

Answer = tuple[int, Checked] | Exception


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
    left = iter(enumerate(parts))  # threads may share it: `enumerate` hands out each part once
    answers: SimpleQueue[Answer] = SimpleQueue()
    others: list[_Other] = []
    try:
        with suppress(OSError):  # the system has no room for another: it only takes longer
            for _ in range(processes - 1):
                others.append(_Other(store.url, bound, left, answers))
        given = 0
        for number, part in left:
            yield number, check(store, part, bound)
            given += 1
            while not answers.empty():
                yield _answered(answers.get())
                given += 1
        for _ in range(len(parts) - given):
            yield _answered(answers.get())
    finally:
        for other in others:
            other.end()


def _answered(answer: Answer) -> tuple[int, Checked]:
    if isinstance(answer, Exception):
        raise answer
    return answer


class _Other:
    """Another process, and the thread that hands it parts and hands on what it answers."""

    def __init__(
        self,
        url: str,
        bound: int,
        left: Iterator[tuple[int, Part]],
        answers: SimpleQueue[Answer],
    ) -> None:
        places = [str(Path(creditui.__file__).parent.parent), *sys.path]
        command = [sys.executable, "-I", "-S", "-B", "-c", START, *places]
        # A group of its own: ctrl+c reaches only the process that says what happens.
        self._process = Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, process_group=0)
        self._asked: deque[int] = deque()
        arguments = (url, bound), left, answers
        self._thread = Thread(target=self._ask, args=arguments, name="parts", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()
        self._thread.join()
        with suppress(BrokenPipeError), self._process:
            pass  # its pipes are closed

    def _ask(
        self,
        first: tuple[str, int],
        left: Iterator[tuple[int, Part]],
        answers: SimpleQueue[Answer],
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stderr is not None
        try:
            send(first, self._process.stdin)
            for number, part in left:
                self._asked.append(number)
                send(part, self._process.stdin)
                if len(self._asked) == AHEAD:
                    answers.put(self._answer())
            while self._asked:
                answers.put(self._answer())
        except (EOFError, OSError):
            message = "A part of the verification was stopped from outside: run it again."
            stopped = StoreError("interrupted", message)
            stopped.__cause__ = RuntimeError(self._process.stderr.read().decode())
            answers.put(stopped)
        except Exception as error:  # who waits for an answer would wait for ever
            answers.put(error)

    def _answer(self) -> tuple[int, Checked]:
        """The answer to what was asked first; raises what stopped the process."""
        assert self._process.stdout is not None
        answer = receive(self._process.stdout)
        if not isinstance(answer, Stopped):
            return self._asked.popleft(), answer
        if answer.code:
            raise StoreError(answer.code, answer.message)
        raise RuntimeError(answer.message)
