"""Many processes at the desk at once, in pairs that send the same requests.

Run as: python -m tests.faults.support.crowd DATABASE WRITERS ACTS; each line on stdout is a
request, its entry, whether it had been applied before, and the seconds that its writer waited.
"""

from __future__ import annotations

import os
import sys
import time
from typing import Any, cast

from creditui.desk.applying import apply
from creditui.desk.session import open_desk
from creditui.domain.proposal import Add
from creditui.store.transaction import writing
from tests.faults.support.acts import DORA, GIVEN, LATER, MAYA, PAULA
from tests.support.patience import PATIENCE
from tests.support.studio import FixedClock

MEMBERS = (MAYA, PAULA, DORA)


def write(url: str, pair: int, acts: int, start: int) -> None:
    """One writer's life: open the desk, wait for the others, adjust member after member."""
    desk = open_desk(url, "mona", clock=FixedClock())
    cast(Any, writing).__wrapped__.__kwdefaults__["wait"] = PATIENCE
    os.read(start, 1)  # ends when the last hand has let go of the other side
    for number in range(acts):
        member = MEMBERS[(pair + number) % len(MEMBERS)]
        began = time.perf_counter()
        done = apply(desk, member, Add(member, "massage", 1, LATER, GIVEN), f"{pair}-{number}")
        waited = time.perf_counter() - began
        line = f"{pair}-{number} {done.entry.id} {int(done.replayed)} {waited:.4f}\n"
        os.write(sys.stdout.fileno(), line.encode())
    desk.close()


def main(url: str, writers: int, acts: int) -> None:
    """Start all writers, let them begin together, and wait for them."""
    start, go = os.pipe()
    children = []
    for number in range(writers):
        child = os.fork()
        if child == 0:
            os.close(go)
            status = 1
            try:
                write(url, number // 2, acts, start)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    os.close(go)
    statuses = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    sys.exit(any(statuses))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
