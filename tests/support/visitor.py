"""Somebody at the interface: presses keys, waits until the desk has answered, reads the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from threading import Event
from typing import Any

from rich.cells import cell_len
from textual.screen import Screen

from creditui.tui.app import DeskApp
from creditui.tui.configuration import Configuration
from creditui.tui.typeahead import TypeAhead
from tests.support.hands import Hands, key_event, running
from tests.support.session import desk_app
from tests.support.studio import Studio

TALL = (80, 48)
"""A terminal in which fewer keys go through many rows, the first page still more than enough."""


@dataclass
class Visitor:
    """A person, her keys and what she sees."""

    app: DeskApp
    pilot: Hands

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the last has been answered."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def write(self, text: str) -> None:
        """Type a text letter by letter."""
        await self.press(*(_key(letter) for letter in text))

    async def write_at_once(self, text: str, *keys: str) -> None:
        """Type a text and keys without waiting for any answer between."""
        await self.pilot.press(*(_key(letter) for letter in text), *keys)
        await self.settle()

    async def type_ahead(self, *keys: str) -> None:
        """Press keys without waiting for what any of them does, only for all of it at the end."""
        for key in keys:
            self.app.post_message(key_event(key))
        await self.settle()

    async def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal."""
        await self.pilot.resize_terminal(columns, rows)
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        await self.pilot.settle()

    @contextmanager
    def waiting_for_the_desk(self) -> Iterator[None]:
        """The desk does something else for as long as the block: what is asked of it waits."""
        free = Event()
        self.app.desk.start(lambda _desk: free.wait())
        try:
            yield
        finally:
            free.set()

    def answers_now(self) -> None:
        """From here on a key is an answer, and not typed ahead of the question."""
        self.screen.guard = TypeAhead(0)

    @property
    def screen(self) -> Any:
        """The screen on top."""
        return self.app.screen

    def at(self, screen: type[Screen[Any]]) -> bool:
        """Whether the screen on top is of that sort."""
        return isinstance(self.app.screen, screen)

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, without the blanks at their ends."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """Everything on the screen."""
        return "\n".join(self.lines)

    def line(self, text: str) -> str:
        """The first line that holds `text`; the test fails where there is none."""
        found = [line for line in self.lines if text in line]
        assert found, f"{text!r} is not on the screen:\n{self.text}"
        return found[0]

    def column(self, text: str, line: str) -> int:
        """The cell in which `text` begins on the line that holds `line`."""
        whole = self.line(line)
        assert text in whole, f"{text!r} is not on the line {whole!r}"
        return cell_len(whole[: whole.index(text)])

    @property
    def told(self) -> list[str]:
        """The sentences told in the corner, the oldest first."""
        return [notification.message for notification in self.app._notifications]


def by_size(size: tuple[int, int]) -> str:
    """A size as part of a test's name: `80x24`."""
    return f"{size[0]}x{size[1]}"


@asynccontextmanager
async def visiting(
    studio: Studio,
    username: str = "mona",
    *,
    size: tuple[int, int] = (80, 24),
    read_only: bool = False,
    configuration: Configuration | None = None,
) -> AsyncIterator[Visitor]:
    """The interface at the sample studio with somebody in front of it."""
    with desk_app(studio, username, read_only=read_only, configuration=configuration) as app:
        async with running(app, size=size) as pilot:
            visitor = Visitor(app, pilot)
            await visitor.settle()
            yield visitor


def _key(letter: str) -> str:
    return {" ": "space", ".": "full_stop", "@": "at"}.get(letter, letter)
