"""What happens to a question whose screen is left before the answer comes."""

from __future__ import annotations

import asyncio
from inspect import CORO_CLOSED, getcoroutinestate
from pathlib import Path

from creditui.tui.screens.desk_screen import DeskScreen
from tests.support.hands import running
from tests.support.session import desk_app
from tests.support.studio import open_studio
from tests.support.visitor import visiting


async def _late(answered: asyncio.Event) -> None:
    await answered.wait()
    raise LookupError("there is no such widget")


async def test_a_failure_is_told_on_its_screen_and_not_after_it_was_left(tmp_path: Path) -> None:
    with open_studio(tmp_path) as studio:
        async with visiting(studio) as visitor:
            for leave, told in ((True, 0), (False, 1)):
                answered = asyncio.Event()
                await visitor.press("enter")
                task = asyncio.create_task(visitor.screen._guarded(_late(answered), "late"))
                if leave:
                    await visitor.press("escape")
                answered.set()
                await task
                assert len(visitor.told) == told


async def _starts() -> None:
    raise AssertionError("it was not to begin")


async def test_a_task_that_the_person_leaves_before_it_starts_leaves_nothing_unawaited(
    tmp_path: Path,
) -> None:
    with open_studio(tmp_path) as studio, desk_app(studio) as app:
        async with running(app):
            screen = app.screen
            assert isinstance(screen, DeskScreen)
            task = _starts()
            screen.begin(task)
            app.workers.cancel_all()
            app.exit()
        assert getcoroutinestate(task) == CORO_CLOSED
