"""The application: the shell with a desk behind it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from creditui.desk.catalogue import Catalogue, catalogue
from creditui.desk.errors import Refused
from creditui.desk.thread import DeskThread
from creditui.domain.people import Permission
from creditui.domain.session_record import Ending, ending_of
from creditui.tui.base import CreditApp
from creditui.tui.configuration import Configuration
from creditui.tui.screen import CreditScreen

if TYPE_CHECKING:
    from creditui.domain.draft import FormDraft

READING = 2.0
"""Seconds in which a person can read, where she is, why the session closes."""
REFUSED = 3
"""The exit status where rights have ended, as that of a refused command."""

_log = logging.getLogger(__name__)


class DeskApp(CreditApp):
    """One person's session at the desk."""

    def __init__(
        self,
        desk: DeskThread,
        catalogue: Catalogue,
        configuration: Configuration | None = None,
        *,
        first: Callable[[], Screen[Any]],
    ) -> None:
        """Begin with what the desk has answered already: the first frame waits for nothing.

        `first` makes the screen that everything starts from.
        """
        super().__init__(configuration)
        self.desk = desk
        self.catalogue = catalogue
        self.read_only = catalogue.read_only
        self.ending = Ending.LEFT
        """How the session ends, for its record."""
        self.farewell = ""
        """What is said on the terminal once the interface has left it; mostly nothing."""
        self.stands = ""
        """That the last act stands, where what it left could not be read yet: to be said before
        anything that fails, which nobody may take for the act (R14)."""
        self._first = first

    def get_default_screen(self) -> Screen[Any]:
        """What everything starts from."""
        return self._first()

    def may(self, permission: Permission) -> bool:
        """Whether the actor has the permission (R18), as last read."""
        return self.catalogue.actor.may(permission)

    def title_parts(self) -> tuple[str, tuple[str, ...]]:
        """The studio, and who is acting with what she has left today (R19)."""
        actor = self.catalogue.actor
        via = "" if actor.via is None else f" via {actor.via.username}"
        who = [actor.staff.username + via, actor.staff.role]
        if self.catalogue.left_today is not None and not self.read_only:
            who.append(f"{self.catalogue.left_today} left today")
        return self.catalogue.settings.studio_name, tuple(who)

    async def refresh_catalogue(self) -> None:
        """Read settings, rights and limits again, as after every act, and show them."""
        self.take_catalogue(await self.desk.ask(catalogue))

    def take_catalogue(self, now: Catalogue) -> None:
        """Go on with the studio as it is now."""
        self.catalogue = now
        self.stands = ""
        for screen in self.screen_stack:
            if isinstance(screen, CreditScreen):
                screen.tell_title()
        self.screen.refresh_bindings()

    # The end of the session

    def close(self, sentence: str, ending: Ending, status: int = 0) -> None:
        """End the session and say why on the terminal it leaves; what was said first counts."""
        if not self.farewell:
            self.farewell, self.ending = sentence, ending
            self.exit(return_code=status)

    def refused_for_good(self, refused: Refused) -> None:
        """Where a refusal ends the session (R21), close it once the person could read why."""
        ending = ending_of(refused.code)
        if ending is not None:
            self.set_timer(READING, lambda: self.close(refused.message, ending, REFUSED))

    def leave(self) -> None:
        """Leave on purpose: what was typed and asked about is not kept."""
        for screen in self.screen_stack:
            if isinstance(screen, CreditScreen):
                screen.let_go()
        super().leave()

    # Forms that are being typed

    @property
    def typing(self) -> bool:
        """Whether a form has something typed in it, kept already or not."""
        screens = (each for each in self.screen_stack if isinstance(each, CreditScreen))
        return any(each.draft is not None for each in screens)

    @property
    def unkept(self) -> FormDraft | None:
        """A form with something typed in it that is not kept yet, as it stands; or None."""
        forms = (s.draft for s in self.screen_stack if isinstance(s, CreditScreen) and s.unkept)
        return next(forms, None)

    def keep(self, draft: FormDraft) -> Future[None]:
        """Keep a form; the future ends when it is kept, or raises why it could not be."""
        from creditui.desk.drafts import keep_draft

        return self.desk.start(lambda desk: keep_draft(desk, draft))

    def forget(self, request_id: str) -> Future[None]:
        """Keep a form no longer. Where that fails the person is told once more how it ended."""
        from creditui.desk.drafts import drop_draft

        future = self.desk.start(lambda desk: drop_draft(desk, request_id))
        future.add_done_callback(log_failure)
        return future


def log_failure(future: Future[None]) -> None:
    """Write down why a form could not be kept or dropped; nobody who types is told."""
    if not future.cancelled() and (error := future.exception()) is not None:
        _log.warning("a draft was not written: %s", error)
