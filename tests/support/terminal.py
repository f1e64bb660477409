"""A real program in a real pseudo-terminal: press keys, look at the screen.

    with Terminal.start(["creditui"], columns=80, rows=24) as terminal:
        terminal.wait_for("Clients")
        terminal.type("okaf")
        terminal.press("down", "enter")
        assert "● active" in terminal.wait_for("Maya Okafor")

Nothing sleeps: every wait watches the terminal until the screen is as asked or the time is up.
An exception inside the `with` carries the whole screen.
"""

import os
import re
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

from pyte.screens import Char

from tests.support.answers import QUERY, answer
from tests.support.display import Display, Place
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

UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;:?<>=!$\"' ]*|[\]P^_X][^\x07\x1b]*\x1b?|[ #%()*+]?)\Z")
"""The start of a sequence whose end has not been read yet."""


class ScreenError(AssertionError):
    """The screen is not what a test waits for; the message holds all of it."""


class Terminal:
    """A terminal of a known size with one program in it. Leaving the `with` ends the program."""

    def __init__(self, program: Program, columns: int, rows: int) -> None:
        self.program = program
        self.columns = columns
        self.rows = rows
        self._display = Display(columns, rows)
        self._answered = 0  # chunks searched for questions
        self._tail = b""  # a sequence at the end of the last chunk that has no end yet
        self._unshown = b""  # whole sequences that the display has not seen
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
        self._show()
        self.columns, self.rows = columns, rows
        self._display.resize(columns, rows)
        self.program.resize(columns, rows)

    # Screen

    @property
    def screen(self) -> list[str]:
        """The rows as they stand, without the blanks at their ends."""
        self._show()
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
        self._show()
        place = self._display.find(text)
        if place is None:
            raise ScreenError(f"{text!r} is not on the screen.\n{self.report()}")
        return place

    def cell(self, place: Place) -> Char:
        """The character at a place, with its colours and weight."""
        self._show()
        return self._display.cell(place)

    @property
    def cursor(self) -> Place:
        """Where the cursor stands."""
        self._show()
        return self._display.cursor

    @property
    def cursor_shown(self) -> bool:
        """Whether the cursor can be seen."""
        self._show()
        return self._display.cursor_shown

    def report(self) -> str:
        """The whole screen in a frame, for a message."""
        edge = "+" + "-" * self.columns + "+"
        self._show()
        rows = ["".join(self._display.cells(row)) for row in range(self.rows)]
        status = self.program.status
        state = "running" if status is None else f"ended with {status}"
        head = f"{' '.join(self.program.command)}: {state}, cursor at {tuple(self.cursor)}"
        return "\n".join([head, edge, *(f"|{row}|" for row in rows), edge])

    # Waiting

    def wait_for(self, pattern: str | re.Pattern[str], timeout: float = PATIENCE) -> str:
        """Wait until the screen matches a regular expression; the screen's text then.

        Raises:
            ScreenError: it does not within `timeout` seconds, or the program ends first.
        """
        return self._wait(pattern, True, timeout)

    def wait_gone(self, pattern: str | re.Pattern[str], timeout: float = PATIENCE) -> str:
        """Wait until the screen no longer matches; the screen's text then.

        Raises:
            ScreenError: it still does after `timeout` seconds, or the program ends first.
        """
        return self._wait(pattern, False, timeout)

    def _wait(self, pattern: str | re.Pattern[str], wanted: bool, timeout: float) -> str:
        compiled = re.compile(pattern, re.MULTILINE) if isinstance(pattern, str) else pattern
        deadline = time.monotonic() + timeout
        while bool(compiled.search(text := self.text)) is not wanted:
            in_time = time.monotonic() <= deadline
            if not self._read(deadline) or not in_time:
                if self.program.hung_up:
                    self.program.wait(time.monotonic() + 1)
                what = "never showed" if wanted else "kept showing"
                why = "and the program ended" if self.program.hung_up else f"in {timeout:g} s"
                raise ScreenError(f"the screen {what} {compiled.pattern!r} {why}.\n{self.report()}")
        return text

    def wait_exit(self, timeout: float = PATIENCE) -> int:
        """Wait until the program has ended; its exit status, or minus the signal.

        Raises:
            ScreenError: it still runs after `timeout` seconds.
        """
        status = self.program.wait(time.monotonic() + timeout)
        if status is None:
            raise ScreenError(f"the program still runs after {timeout:g} s.\n{self.report()}")
        return status

    def settle(self, quiet: float = 0.06, timeout: float = PATIENCE) -> None:
        """Read until the program has written nothing for `quiet` seconds, and had nothing to do."""
        deadline = time.monotonic() + timeout
        while (now := time.monotonic()) < deadline and not self.program.hung_up:
            before = self.program.work()
            if not self._read(min(deadline, now + quiet)) and self.program.rested(before, quiet):
                return

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
            self._read(time.monotonic() + patience)
        self.settle(quiet, timeout=30)
        return self.program.since(mark)

    # Between the program and the display

    def _read(self, deadline: float) -> bool:
        came = self.program.read(deadline)
        self._answer()
        return came

    def _write(self, data: bytes) -> None:
        self._pace()
        self._pressed, self._quiet = self.program.mark(), KEY_PAUSE
        self.program.write(data, time.monotonic() + PATIENCE)

    def _pace(self) -> None:
        """Let the program answer what was pressed before."""
        if self._pressed is not None:
            self.burst(self._pressed, patience=ANSWER_PAUSE, quiet=self._quiet)
            self._pressed = None
        self._show()

    def _mode(self, number: int) -> bool:
        self._show()
        return self._display.mode(number)

    def _answer(self) -> None:
        """Answer the questions in what has been read; leave the painting until someone looks."""
        chunks = self.program.chunks[self._answered :]
        if not chunks:
            return
        self._answered = len(self.program.chunks)
        data = self._tail + b"".join(chunk.data for chunk in chunks)
        unfinished = UNFINISHED.search(data, max(0, len(data) - 4096))
        end = unfinished.start() if unfinished else len(data)
        self._tail = data[end:]
        shown = 0
        for query in QUERY.finditer(data, 0, end):
            self._unshown += data[shown : query.start()]
            shown = query.end()
            self._paint()
            reply = answer(query, self._display, (self.columns, self.rows))
            self.program.write(reply, time.monotonic() + PATIENCE)
        self._unshown += data[shown:end]

    def _show(self) -> None:
        """Bring the display up to all that has been read."""
        self._answer()
        self._paint()

    def _paint(self) -> None:
        data, self._unshown = self._unshown, b""
        self._display.feed(data)
        if self.program.hung_up:
            self._display.flush()
