"""A session from its first frame to its end: it locks when idle and closes when rights end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from textual.events import Event, Key, MouseDown, Paste
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker

from creditui.desk.catalogue import Catalogue, catalogue
from creditui.desk.errors import DeskError, Refused, StoreError
from creditui.desk.presence import Presence
from creditui.desk.thread import DeskThread
from creditui.domain.session_record import Ending, ending_of
from creditui.domain.wording import minutes
from creditui.tui.app import REFUSED, DeskApp, log_failure
from creditui.tui.configuration import Configuration
from creditui.tui.hangup import end_on_signals
from creditui.tui.idle import Due, Idle
from creditui.tui.screen import CreditScreen
from creditui.tui.typeahead import TypeAhead

LOOKING_BACK = "looking-back"
"""The workers' group of what is done once the first frame is there."""

GETTING_READY = 0.15
"""Seconds from the first key to what it makes likely, so that its own answer comes first."""

_log = logging.getLogger(__name__)


class SessionApp(DeskApp):
    """The application as a person meets it: with somebody watching that she is there and may be."""

    def __init__(
        self,
        desk: DeskThread,
        catalogue: Catalogue,
        configuration: Configuration | None = None,
        *,
        first: Callable[[], Screen[Any]],
        opened: Callable[[DeskApp], Awaitable[None]] | None = None,
        in_use: Callable[[DeskApp], None] | None = None,
        presence: Presence | None = None,
    ) -> None:
        """As DeskApp; `presence` is told of keys.

        `opened` is done once the first frame is there, `in_use` soon after the first key.
        """
        super().__init__(desk, catalogue, configuration, first=first)
        self.idle = Idle()
        self._opened = opened
        self._in_use = in_use
        self._presence = presence
        self._woken = TypeAhead(0)
        self._lock: Screen[Any] | None = None
        self._next_look: Timer | None = None

    def on_mount(self) -> None:
        if not self.is_headless:
            end_on_signals(self._hung_up)
        if self._opened is not None:
            # A function, not its coroutine: who leaves before it starts leaves nothing unawaited.
            first = partial(self._open, self._opened)
            self.call_after_refresh(self.run_worker, first, group=LOOKING_BACK)
        self._wait()

    async def _open(self, opened: Callable[[DeskApp], Awaitable[None]]) -> None:
        try:
            await opened(self)
        except (DeskError, StoreError) as error:
            _log.warning("what an earlier session left was not read: %s", error)

    # Somebody is there

    async def on_event(self, event: Event) -> None:
        """Note that somebody is there; the key that wakes a locked screen does nothing else."""
        pressed = isinstance(event, Key | Paste | MouseDown) and not event.is_forwarded
        if not (pressed and self._woke(event)):
            await super().on_event(event)

    def _woke(self, event: Event) -> bool:
        """Whether the key was for the lock: it, or the rest of what was sent with it."""
        self.idle.touch()
        if self._presence is not None:
            self._presence.touch()
        if (in_use := self._in_use) is not None:
            self._in_use = None
            asyncio.get_running_loop().call_later(GETTING_READY, in_use, self)
        if self._lock is None:
            return self._woken.early(event)
        self._lock.dismiss()
        self._lock = None
        self._woken = TypeAhead()
        self._woken.start()
        return True

    def lock(self) -> None:
        """Show nothing any more until a key is pressed."""
        from creditui.tui.screens.locked import LockScreen

        busy = any(s.busy for s in self.screen_stack if isinstance(s, CreditScreen))
        if self._lock is None and not busy:  # what is under way ends on the screen it began on
            self.clear_notifications()
            self._lock = LockScreen(self.catalogue.settings.idle_lock_minutes)
            self.push_screen(self._lock)

    # She may be there

    def _wait(self) -> None:
        self._next_look = self.set_timer(self.idle.wait(self.catalogue.settings), self.look)

    async def look(self) -> None:
        """Lock or end where nobody is there; close where she may not be; and look again later."""
        settings = self.catalogue.settings
        due = self.idle.due(settings)
        if due is Due.END:
            self._end_idle(settings.idle_end_minutes)
            return
        if due is Due.LOCK:
            self.lock()
        self._check_beside()
        self._wait()

    def _check_beside(self) -> Worker[None]:
        return self.run_worker(self.check, group="watch", exclusive=True)

    def _end_idle(self, after: int) -> None:
        if (draft := self.unkept) is not None:
            self.keep(draft).add_done_callback(log_failure)
        kept = " What you typed is kept: sign in again." if self.typing else ""
        self.close(f"The session ended after {minutes(after)} without a key.{kept}", Ending.IDLE)

    async def check(self) -> None:
        """Ask whether the way in still holds, and with which rights (R18, R21)."""
        try:
            now = await self.desk.ask(catalogue)
            if now != self.catalogue:
                self.take_catalogue(now)
        except Refused as refused:
            ending = ending_of(refused.code) or Ending.REVOKED
            self.close(refused.message, ending, REFUSED)
        except StoreError as error:
            _log.warning("the database did not answer: %s", error)

    def _hung_up(self, seconds: float) -> None:
        """Keep what was typed, for so long at most, and put the end on record."""
        try:
            if (draft := self.unkept) is not None:
                self.keep(draft).result(seconds)
        finally:
            if self._presence is not None:
                self._presence.end(Ending.HUNG_UP)
