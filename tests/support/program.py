"""A program on a pseudo-terminal, as bytes: start, read, write, resize, see it end.

Linux only: process ids as files, and a terminal that its session leader gets by opening it.
"""

import errno
import fcntl
import os
import re
import select
import shutil
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.patience import PATIENCE

ASLEEP = frozenset("STtZX")
"""States of a thread that has nothing to do, was stopped, or has ended: it does not want to run."""

TICKS = os.sysconf("SC_CLK_TCK")
"""In how many parts of a second the kernel tells how long a thread has run."""

SLEEPING = 0.05
"""The share of a time that a program may have run in it and still be called at rest."""

OWN_VARIABLES = re.compile(r"TEXTUAL_|CREDITUI_|(COLUMNS|LINES|NO_COLOR|FORCE_COLOR|COLORTERM)$")
"""Variables of the person who runs the tests that would change what a program shows."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes that arrived together, and when, in seconds since the program was started."""

    at: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment in the output: seconds since the start, and the chunks read before it."""

    at: float
    chunks: int


@dataclass(frozen=True, slots=True)
class Work:
    """What a program's threads have done: seconds of the processor's time; whether all sleep."""

    seconds: float
    asleep: bool


@dataclass(frozen=True, slots=True)
class Burst:
    """What a program wrote after a mark: bytes, and the seconds to the first and the last."""

    size: int
    first: float
    last: float


class Program:
    """A running program, its terminal's other end, and everything it has written.

    Args:
        command: the program and its arguments, found on the PATH of `env`.
        columns: the terminal's width.
        rows: its height.
        env: variables added to a cleaned environment.
        cwd: the folder to start in.
    """

    def __init__(
        self,
        command: Sequence[str | os.PathLike[str]],
        columns: int,
        rows: int,
        env: Mapping[str, str],
        cwd: str | os.PathLike[str] | None,
    ) -> None:
        kept = {name: text for name, text in os.environ.items() if not OWN_VARIABLES.match(name)}
        variables = {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        variables |= env
        self.command = [os.fspath(word) for word in command]
        words = self.command if cwd is None else ["env", "-C", os.fspath(cwd), *self.command]
        path = shutil.which(words[0], path=variables.get("PATH"))
        if path is None:
            raise FileNotFoundError(f"there is no program {words[0]!r}")
        self.chunks: list[Chunk] = []
        self.status: int | None = None
        self.hung_up = False
        self._master, slave = os.openpty()
        os.set_blocking(self._master, False)
        self.resize(columns, rows)
        # A session leader that opens a terminal gets it as its controlling terminal.
        tty = os.ttyname(slave)
        self._started = time.monotonic()
        self.pid = os.posix_spawn(
            path,
            words,
            variables,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, tty, os.O_RDWR, 0),
                (os.POSIX_SPAWN_DUP2, 0, 1),
                (os.POSIX_SPAWN_DUP2, 0, 2),
            ],
            setsid=True,
            setsigmask=[],
            setsigdef=[signal.SIGINT, signal.SIGHUP, signal.SIGPIPE, signal.SIGTSTP],
        )
        self._ending = os.pidfd_open(self.pid)
        os.close(slave)

    @property
    def age(self) -> float:
        """Seconds since the program was started."""
        return time.monotonic() - self._started

    def mark(self) -> Mark:
        """Now."""
        return Mark(self.age, len(self.chunks))

    def since(self, mark: Mark) -> Burst:
        """What has been read since a mark."""
        new = self.chunks[mark.chunks :]
        if not new:
            return Burst(0, 0.0, 0.0)
        size = sum(len(chunk.data) for chunk in new)
        return Burst(size, new[0].at - mark.at, new[-1].at - mark.at)

    def work(self) -> Work:
        """What it has done so far."""
        seconds, asleep = 0.0, True
        try:
            for thread in Path(f"/proc/{self.pid}/task").iterdir():
                state, *numbers = (thread / "stat").read_text().rpartition(") ")[2].split()
                seconds += sum(map(int, numbers[10:12])) / TICKS  # its own, and the kernel's for it
                asleep &= state in ASLEEP
        except (FileNotFoundError, ProcessLookupError):  # a thread has ended, or all of it
            asleep = self.status is not None
        return Work(seconds, asleep)

    def rested(self, before: Work, seconds: float) -> bool:
        """Whether it had nothing to do in the seconds since `before`.

        Silence alone does not say so: on a busy machine a program that has much to do may get no
        processor to do it with.
        """
        now = self.work()
        return now.asleep and now.seconds - before.seconds <= SLEEPING * seconds

    def resize(self, columns: int, rows: int) -> None:
        """Change the terminal's size; the kernel sends SIGWINCH."""
        size = struct.pack("HHHH", rows, columns, columns * 8, rows * 16)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def read(self, deadline: float) -> bool:
        """Wait for output until a moment of the monotonic clock; whether any came."""
        if self.hung_up:
            return False
        left = max(0.0, deadline - time.monotonic())
        if not select.select([self._master], [], [], left)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError as error:
            if error.errno != errno.EIO:  # what Linux says once nobody holds the other end
                raise
            data = b""
        if not data:
            self.hung_up = True
            return False
        self.chunks.append(Chunk(self.age, data))
        return True

    def write(self, data: bytes, deadline: float) -> None:
        """Hand bytes to the program, reading on so that neither waits for the other.

        Raises:
            TimeoutError: the program has stopped reading.
        """
        while data and not self.hung_up:
            try:
                data = data[os.write(self._master, data) :]
            except BlockingIOError:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError("the program does not read its terminal") from None
                if select.select([self._master], [self._master], [], left)[0]:
                    self.read(deadline)

    def wait(self, deadline: float) -> int | None:
        """Read on until the program ends; its status, minus the signal, or None if it has not."""
        while self.status is None:
            left = max(0.0, deadline - time.monotonic())
            watched = [self._ending] if self.hung_up else [self._ending, self._master]
            ready = select.select(watched, [], [], left)[0]
            if not ready or (left == 0 and self._ending not in ready):
                return None
            if self._ending in ready:
                self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            else:
                self.read(deadline)
        while self.read(0):
            pass  # what it wrote last is still in the terminal
        return self.status

    def close(self, grace: float = 2.0) -> None:
        """End the program: hang up first, kill what does not listen."""
        for sign, patience in ((signal.SIGHUP, grace), (signal.SIGKILL, PATIENCE)):
            if self.status is None:
                os.killpg(self.pid, sign)
                self.wait(time.monotonic() + patience)
        for handle in (self._master, self._ending):
            if handle >= 0:
                os.close(handle)
        self._master = self._ending = -1
