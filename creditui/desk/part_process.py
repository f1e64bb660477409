"""One of the processes that verify: it is sent parts, checks them, and sends back what it found.

It is asked through its standard input and answers through its output. It ends when whoever asks
does, in the middle of a part too: it would hold the database open for ever. Where a ledger is
small, starting is most of what it costs, so it imports little.
"""

from __future__ import annotations

import os
import pickle
import sys
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from traceback import format_exc, print_exc
from typing import IO, Any

from creditui.store.engine import open_store
from creditui.store.errors import StoreError
from creditui.store.verifying import check

START = "import sys; sys.path = sys.argv[1:]; from creditui.desk.part_process import work; work()"
"""The program of such a process; its arguments are the places where modules are looked for."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why a process checks no more: a StoreError, or what should never happen."""

    message: str
    """The sentence of the StoreError; otherwise the traceback."""
    code: str = ""
    """The code of the StoreError."""


def send(something: object, to: IO[bytes]) -> None:
    """Send anything to the other side. Raises OSError where that is gone."""
    pickle.dump(something, to, pickle.HIGHEST_PROTOCOL)
    to.flush()


def receive(source: IO[bytes]) -> Any:
    """What the other side, a process of ours, sent next. Raises EOFError where that is gone."""
    try:
        return pickle.load(source)
    except pickle.UnpicklingError as error:  # it was gone before it had sent all of it
        raise EOFError from error


def work() -> None:
    """Take a URL and a bound, as in `check`; then check parts, in the order in which they come.

    Each is answered with what was checked; the last one, where that can't be, with why.
    """
    url, bound = receive(sys.stdin.buffer)
    asked: SimpleQueue[Any] = SimpleQueue()
    asker = Thread(target=_listen, args=(asked,), name="asker", daemon=True)
    asker.start()
    try:
        store = open_store(url, inspect=True)
        while True:
            send(check(store, asked.get(), bound), sys.stdout.buffer)
    except StoreError as error:
        send(Stopped(error.message, error.code), sys.stdout.buffer)
    except Exception:
        send(Stopped(format_exc()), sys.stdout.buffer)
    asker.join()  # Python can't end by itself while a thread reads


def _listen(asked: SimpleQueue[Any]) -> None:
    """Hear what is asked while a part is checked, and that nobody asks any more."""
    try:
        while True:
            asked.put(receive(sys.stdin.buffer))
    except EOFError:
        pass
    except Exception:
        print_exc()  # for whoever asked: its end of this process says no more
    os._exit(0)
