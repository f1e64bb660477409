"""A process of its own whose children work on a database and die at the call they are told.

Run as: python -m tests.faults.support.dying; each line on stdin is a work, the number of the call
and a database, each line on stdout what was acknowledged and the signal that ended the child.
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from pathlib import Path

from tests.faults.support.disk import Call, Watch, watched
from tests.faults.support.works import WORKS


def deadly(number: int) -> Watch:
    """A watch that kills this process in the middle of the call with that number."""
    calls = count(1)

    def watch(call: Call) -> None:
        if next(calls) == number:
            if call.kind == "write":
                with open(call.path, "r+b") as file:
                    file.seek(call.offset)
                    file.write(call.data[: len(call.data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

    return watch


def live(work: str, number: int, path: Path, said: int) -> None:
    """The child's life; a byte goes to `said` for each act that is acknowledged."""
    with watched(deadly(number)):
        WORKS[work](path, lambda _: os.write(said, b"."))


def main() -> None:
    """Have one child after the other, and tell how each of them ended."""
    for line in sys.stdin:
        work, number, path = line.rstrip("\n").split(" ", 2)
        heard, said = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                live(work, int(number), Path(path), said)
            finally:
                os._exit(0)
        os.close(said)
        with open(heard, "rb") as answers:
            acknowledged = len(answers.read())
        _, status = os.waitpid(child, 0)
        print(acknowledged, os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, flush=True)


if __name__ == "__main__":
    main()
