"""The queue of writers: an flock on a file beside the database, waited for but not for ever.

SQLite's own busy handler is no queue: it sleeps and tries again, and under 32 writers some wait for
seconds. The kernel wakes whoever waits for an flock as soon as it is free, and lets go of it when a
process dies, however it dies.
"""

from __future__ import annotations

import fcntl
import os
import threading
from pathlib import Path

from creditui.store.errors import StoreError

WAIT = 10.0
"""Seconds a writer waits for the others."""


class FileLock:
    """One writer at a time, among all processes and connections on this machine."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._held: int | None = None

    def acquire(self, wait: float = WAIT) -> None:
        """Take the lock.

        Raises StoreError `busy` after `wait` seconds, `unreachable` where nothing can be locked.
        """
        handle = self._open()
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _Waiter(handle).wait(wait)
        except OSError as error:
            os.close(handle)
            raise StoreError(
                "unreachable",
                f"{self.path} can't be locked: keep the database on a disk of this machine.",
            ) from error
        self._held = handle

    def release(self) -> None:
        """Let the next writer in. Does nothing where the lock is not held."""
        handle, self._held = self._held, None
        if handle is not None:
            os.close(handle)

    def _open(self) -> int:
        try:
            return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise StoreError(
                "unreachable",
                f"{self.path} can't be written by this account: check its owner, mode and disk.",
            ) from error


class _Waiter:
    """A thread that stands in the kernel's queue, so that the caller can stop waiting.

    Nothing can take a thread out of that queue: one given up closes the file as soon as its turn
    comes, and so lets the next one in.
    """

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._mutex = threading.Lock()
        self._done = threading.Event()
        self._given_up = False

    def wait(self, seconds: float) -> None:
        threading.Thread(target=self._stand, name="creditui-lock", daemon=True).start()
        if self._done.wait(seconds):
            return
        with self._mutex:
            if self._done.is_set():
                return
            self._given_up = True
        raise StoreError("busy", "Others are still writing to the database: try again in a moment.")

    def _stand(self) -> None:
        fcntl.flock(self._handle, fcntl.LOCK_EX)
        with self._mutex:
            if self._given_up:
                os.close(self._handle)
            else:
                self._done.set()
