"""Hands at the interface in this process: press keys, and go on when nothing is left to do.

Textual's own pilot goes on when the processor looks idle for 20 ms. On a busy machine it looks so
in the middle of the work, and on an idle one those waits are much of the time that a test takes.
"""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.app import App, ScreenStackError
from textual.events import Event, Key, MouseDown, MouseEvent, MouseUp
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled

from creditui.tui.screens.form import keeping
from tests.support.patience import PATIENCE

TURN = 0.0005
"""Seconds between two looks. A task that yields without waiting would itself be work to be done."""


class Hands(Pilot[Any]):
    """A pilot that waits for the application, and never for the clock."""

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each when what the last did is over; workers may still work."""
        for name in keys:
            await self.send(key_event(name))

    async def click_on(self, column: int, row: int, times: int = 1) -> None:
        """Click so many times at once on a cell of the screen, as a terminal reports it."""
        kinds: tuple[type[MouseEvent], ...] = (MouseDown, MouseUp) * times
        await self.send(*(mouse_event(kind, column, row) for kind in kinds))

    async def send(self, *events: Event) -> None:
        """Let events come from the terminal one by one, each when the last has been seen to."""
        for event in events:
            assert self.app._driver is not None
            self.app._driver.send_message(event)
            await self.rest()

    async def pause(self, delay: float | None = None) -> None:
        """Wait until the application is at rest; with a delay, let that pass first."""
        await asyncio.sleep(delay or 0)
        await self.rest()

    async def rest(self) -> None:
        """Wait until no message and no repaint waits; what other threads do may go on."""
        loop: Any = asyncio.get_running_loop()
        async with asyncio.timeout(PATIENCE):
            while True:
                await asyncio.sleep(TURN)
                await self.app.animator.wait_until_complete()
                if not loop._ready and not self._hurry():
                    return

    async def settle(self) -> None:
        """Wait until no worker works either: every question has been answered, and is on screen."""
        await self.rest()
        while under_way := [worker for worker in self.app.workers if not worker.is_finished]:
            try:
                await self.app.workers.wait_for_complete(under_way)
            except WorkerCancelled:
                pass  # a newer question took its place
            finally:
                await self.rest()

    def _hurry(self) -> bool:
        """Do now what is put off for some milliseconds: a new size, a repaint. Was there any?"""
        try:
            top = self.app.screen
        except ScreenStackError:
            return False  # it has ended
        if self.app._resize_event is not None:
            self.app._check_resize()
            return True
        stale = [screen for screen in self.app.screen_stack if _is_stale(screen, screen is top)]
        for screen in stale:
            screen._on_timer_update()
        return bool(stale)


def mouse_event(kind: type[MouseEvent], column: int, row: int) -> MouseEvent:
    """The left button on a cell of the screen, as it arrives from a terminal."""
    return kind(None, column, row, 0, 0, 1, False, False, False, column, row)


def key_event(name: str) -> Key:
    """A key as it arrives from a terminal, by the name or the character that it has."""
    key = _character_to_key(name) if len(name) == 1 and not name.isalnum() else name
    try:
        character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        character = key if len(key) == 1 else ""
    return Key(key, character or None)


@asynccontextmanager
async def running(
    app: App[Any], *, size: tuple[int, int] = (80, 24), notifications: bool = False
) -> AsyncIterator[Hands]:
    """An application that runs without a terminal, for as long as the block.

    What it says in the corner stays, and what is typed in a form is kept when a test says so: none
    is too slow for either.
    """
    vars(app)["NOTIFICATION_TIMEOUT"] = PATIENCE
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping, "STEP", PATIENCE)
        async with app.run_test(size=size, notifications=notifications):
            hands = Hands(app)
            await hands.rest()
            yield hands


def _is_stale(screen: Screen[Any], on_top: bool) -> bool:
    """Whether there is anything that the screen puts off until its next repaint."""
    if screen._callbacks:
        return True
    return (
        on_top
        and not screen.app._batch_count
        and bool(
            screen._layout_required
            or screen._scroll_required
            or screen._repaint_required
            or screen._recompose_required
            or screen._dirty_widgets
        )
    )
