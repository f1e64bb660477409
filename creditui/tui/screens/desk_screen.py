"""A screen with a desk behind it: asks off the event loop, and says what went wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from functools import partial
from inspect import CORO_CREATED, getcoroutinestate
from typing import Any, TypeVar, cast

from textual.events import Key
from textual.screen import ScreenResultType
from textual.worker import Worker

from creditui.desk.errors import DeskError, Refused, StoreError
from creditui.desk.session import Desk
from creditui.tui.app import DeskApp
from creditui.tui.commands import keys_of
from creditui.tui.screen import CreditScreen

T = TypeVar("T")

_log = logging.getLogger(__name__)

_BROKEN = (
    "Something went wrong here; nothing that was not confirmed was written. The log has the"
    " details."
)
"""True of every task: one may fail over the answer to an act that stands."""


class DeskScreen(CreditScreen[ScreenResultType]):
    """What every screen that shows something of the studio is built on."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._begun: dict[str, Coroutine[Any, Any, None]] = {}
        self._openers: dict[str, Coroutine[Any, Any, None]] = {}
        """What is under way and what keys wait for, by group."""
        self._readers: set[str] = set()
        """The groups of those of it that only read what is shown here."""

    @property
    def desk_app(self) -> DeskApp:
        """The application, with its desk."""
        return cast(DeskApp, self.app)

    async def ask(self, work: Callable[[Desk], T]) -> T:
        """Do `work` on the desk's thread and return its answer; raises what it raises."""
        return await self.desk_app.desk.ask(work)

    async def read(self, work: Callable[[Desk], T]) -> T:
        """As `ask`, for work that only reads: it is stopped once nobody waits for it any more.

        That is when its screen is left, or a newer task of its group takes the place of the one
        that waits (`begin`).
        """
        return await self.desk_app.desk.read(work)

    @property
    def opening(self) -> bool:
        return super().opening or bool(self._openers)

    @property
    def can_be_left(self) -> bool:
        return self.made and self._openers.keys() <= self._readers

    def begin(
        self,
        task: Coroutine[Any, Any, None],
        group: str = "default",
        *,
        opens: bool = False,
        reads: bool = False,
    ) -> Worker[None]:
        """Run `task` beside the event loop; a newer one of its group takes an older one's place.

        Where it fails, the person is told in a sentence (`failed`), and the log has the rest. While
        one that `opens` something is under way, a screen or what keys are about, typed keys wait;
        so they do while it `reads` what this screen begins with, but for those that leave it.
        """
        if (earlier := self._begun.get(group)) is not None:
            _close_unstarted(earlier)
        self._begun[group] = task
        self._openers.pop(group, None)
        self._readers.discard(group)
        if opens or reads:
            self._openers[group] = task
        if reads:
            self._readers.add(group)
        return self.run_worker(partial(self._guarded, task, group), group=group, exclusive=True)

    def let_keys_in(self, group: str) -> None:
        """Have typed keys wait no longer for what is under way: there is something to act on."""
        if self._openers.pop(group, None) is not None:
            self.give_keys()

    async def _guarded(self, task: Coroutine[Any, Any, None], group: str) -> None:
        try:
            await task
        except (DeskError, StoreError) as error:
            self.failed(error.message)
            if isinstance(error, Refused):
                self.desk_app.refused_for_good(error)
        except Exception:
            if self not in self.app.screen_stack:
                return  # the person has left: the answer found no widget to go to
            _log.exception("a screen failed")
            self.failed(_BROKEN)
        finally:
            if self._openers.get(group) is task:
                del self._openers[group]
            self.give_keys()

    def on_unmount(self) -> None:
        for task in self._begun.values():
            _close_unstarted(task)

    def on_key(self, event: Key) -> None:
        """A letter whose command is not possible now says why, instead of doing nothing."""
        for command in self.commands():
            if event.character in keys_of(command, self.desk_app.keymap):
                if reason := self.why_not(command):
                    event.stop()
                    event.prevent_default()
                    self.desk_app.tell(reason, "refusal")
                return

    def failed(self, sentence: str) -> None:
        """Say why something could not be done; a screen may have a better place for it."""
        self.desk_app.tell(self.desk_app.stands + sentence, "error")


def _close_unstarted(task: Coroutine[Any, Any, None]) -> None:
    """Where the task was replaced, or its screen left, before it began, nobody awaits it."""
    if getcoroutinestate(task) == CORO_CREATED:
        task.close()
