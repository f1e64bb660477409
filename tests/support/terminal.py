"""A real program in a real pseudo-terminal: press keys, look at the screen.

    with Terminal.start(["creditui"], columns=80, rows=24) as terminal:
        terminal.wait_for("Clients")
        terminal.type("okaf")
        terminal.press("down", "enter")
        assert "● active" in terminal.wait_for("Maya Okafor")

Nothing sleeps: every wait watches the terminal, a frame at a time, until the screen is as asked or
the time is up; the screen then stays as it is until the next wait, key or look at all there is.
An exception inside the `with` carries the whole screen.
"""

import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

from pyte.screens import Char

from tests.support.display import Display, Place
from tests.support.feeding import Feed
from tests.support.keys import key_bytes, paste_bytes
from tests.support.patience import PATIENCE
from tests.support.program import Burst, Mark, Program

ANSWER_PAUSE = 0.2
"""Seconds that the next key waits for a first byte of the answer to the last one.

After that, only for the program to be at rest: it may have nothing to say.

Textual runs keys that arrive together out of order: letters go straight to the field with the
focus, keys with a binding take a longer way. A person is never that fast; `press_at_once` is.
"""

KEY_PAUSE = 0.02
"""Seconds in which the program rests that end the answer to a key."""

ESCAPE_PAUSE = 0.15
"""The same after escape: sooner, a program takes it and the next key for one sequence."""


class ScreenError(AssertionError):
    """The screen is not what a test waits for; the message holds all of it."""


class Terminal:
    """A terminal of a known size with one program in it. Leaving the `with` ends the program."""

    def __init__(self, program: Program, columns: int, rows: int) -> None:
        self.program = program
        self.columns = columns
        self.rows = rows
        self._display = Display(columns, rows)
        self._feed = Feed(program, self._display, (columns, rows))
        self._pressed: Mark | None = None  # the last key, until it has been answered
        self._quiet = KEY_PAUSE

    @classmethod
    def start(
        cls,
        command: Sequence[str | os.PathLike[str]],
        *,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str] | None = None,
        cwd: str | os.PathLike[str] | None = None,
    ) -> Self:
        """Run `command` in a new terminal; `env` is added to a cleaned environment."""
        return cls(Program(command, columns, rows, env or {}, cwd), columns, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None and not isinstance(error, ScreenError):
            error.add_note(self.report())
        self.program.close()

    # Keys

    def press(self, *names: str) -> None:
        """Press keys by name (`down`, `ctrl+p`, `x`), each when the last has been answered."""
        for name in names:
            self._write(key_bytes(name, application=self._mode(1)))
            self._quiet = ESCAPE_PAUSE if name == "escape" else KEY_PAUSE

    def press_at_once(self, *names: str) -> None:
        """Press keys all in one go, as a stuck key or a link that stalled and came back does."""
        self._write(b"".join(key_bytes(name, application=self._mode(1)) for name in names))

    def type(self, text: str) -> None:
        """Type a text in one go; it arrives in order."""
        self._write(text.encode())

    def paste(self, text: str) -> None:
        """Paste a text; with brackets if the program has asked for them."""
        self._write(paste_bytes(text, bracketed=self._mode(2004)))

    def resize(self, columns: int, rows: int) -> None:
        """Change the terminal's size; the kernel tells the program."""
        self._feed.paint()
        self.columns, self.rows = self._feed.size = columns, rows
        self._display.resize(columns, rows)
        self.program.resize(columns, rows)

    # Screen

    @property
    def screen(self) -> list[str]:
        """The rows as they stood last, without the blanks at their ends."""
        return self._display.lines()

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.screen)

    def row(self, text: str) -> str:
        """The first row that holds `text`.

        Raises:
            ScreenError: there is none.
        """
        return self.screen[self.find(text).row]

    def find(self, text: str) -> Place:
        """The cell where `text` first begins, counted in columns as the terminal does.

        Raises:
            ScreenError: it is not on the screen.
        """
        place = self._display.find(text)
        if place is None:
            raise ScreenError(f"{text!r} is not on the screen.\n{self.report()}")
        return place

    def cell(self, place: Place) -> Char:
        """The character at a place, with its colours and weight."""
        return self._display.cell(place)

    @property
    def cursor(self) -> Place:
        """Where the cursor stands."""
        return self._display.cursor

    @property
    def cursor_shown(self) -> bool:
        """Whether the cursor can be seen."""
        return self._display.cursor_shown

    def report(self) -> str:
        """The whole screen in a frame, for a message."""
        edge = "+" + "-" * self.columns + "+"
        rows = ["".join(self._display.cells(row)) for row in range(self.rows)]
        status = self.program.status
        state = "running" if status is None else f"ended with {status}"
        head = f"{' '.join(self.program.command)}: {state}, cursor at {tuple(self.cursor)}"
        return "\n".join([head, edge, *(f"|{row}|" for row in rows), edge])

    # Waiting

    def wait_for(self, *patterns: str | re.Pattern[str], timeout: float = PATIENCE) -> str:
        """Wait until the screen matches regular expressions, all at once; its text then.

        Raises:
            ScreenError: it does not within `timeout` seconds, or the program ends first.
        """
        wanted = [_compiled(each) for each in patterns]
        told = " and ".join(repr(each.pattern) for each in wanted)
        return self._wait(
            lambda text: all(each.search(text) for each in wanted), f"never showed {told}", timeout
        )

    def wait_gone(self, pattern: str | re.Pattern[str], timeout: float = PATIENCE) -> str:
        """Wait until the screen no longer matches; the screen's text then.

        Raises:
            ScreenError: it still does after `timeout` seconds, or the program ends first.
        """
        unwanted = _compiled(pattern)
        told = f"kept showing {unwanted.pattern!r}"
        return self._wait(lambda text: not unwanted.search(text), told, timeout)

    def wait_until(self, told: str, so: Callable[[], bool], timeout: float = PATIENCE) -> None:
        """Wait until something is so of the screen.

        Raises:
            ScreenError: it is not within `timeout` seconds, or the program ends first.
        """
        self._wait(lambda _: so(), f"was never so: {told}", timeout)

    def _wait(self, fits: Callable[[str], bool], told: str, timeout: float) -> str:
        """Paint a frame at a time until the screen fits: the first that does, not the last read."""
        deadline = time.monotonic() + timeout
        while not fits(text := self.text):
            if self._feed.paint_frame():
                continue
            in_time = time.monotonic() <= deadline
            if not self._feed.read(deadline) or not in_time:
                if self.program.hung_up:
                    self.program.wait(time.monotonic() + 1)
                self._feed.paint()
                why = "and the program ended" if self.program.hung_up else f"in {timeout:g} s"
                raise ScreenError(f"the screen {told} {why}.\n{self.report()}")
        return text

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Wait until the program has ended; its exit status, or minus the signal.

        Raises:
            ScreenError: it still runs after `timeout` seconds.
        """
        status = self.program.wait(time.monotonic() + timeout)
        self._feed.paint()
        if status is None:
            raise ScreenError(f"the program still runs after {timeout:g} s.\n{self.report()}")
        return status

    def settle(self, quiet: float = 0.06, timeout: float = PATIENCE) -> None:
        """Read until the program has written nothing for `quiet` seconds, and had nothing to do."""
        deadline = time.monotonic() + timeout
        while (now := time.monotonic()) < deadline and not self.program.hung_up:
            before = self.program.work()
            came = self._feed.read(min(deadline, now + quiet))
            if not came and self.program.rested(before, quiet):
                break
        self._feed.paint()

    # Measuring

    def mark(self) -> Mark:
        """Now, as the moment that a `burst` is measured from."""
        self._pace()
        return self.program.mark()

    def burst(self, mark: Mark, *, patience: float = 1.0, quiet: float = 0.06) -> Burst:
        """What was written since `mark`, until the program rested for `quiet` seconds.

        Waits `patience` seconds for the first byte; if none comes, size and times are 0. A program
        that never comes to rest is given half a minute.
        """
        if len(self.program.chunks) == mark.chunks:
            self._feed.read(time.monotonic() + patience)
        self.settle(quiet, timeout=30)
        return self.program.since(mark)

    # Between the program and the display

    def _write(self, data: bytes) -> None:
        self._pace()
        self._pressed, self._quiet = self.program.mark(), KEY_PAUSE
        self.program.write(data, time.monotonic() + PATIENCE)

    def _pace(self) -> None:
        """Let the program answer what was pressed before."""
        if self._pressed is not None:
            self.burst(self._pressed, patience=ANSWER_PAUSE, quiet=self._quiet)
            self._pressed = None
        self._feed.paint()

    def _mode(self, number: int) -> bool:
        self._feed.paint()
        return self._display.mode(number)


def _compiled(pattern: str | re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE) if isinstance(pattern, str) else pattern
