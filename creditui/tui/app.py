"""The application: the shell with a desk behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from creditui.desk.catalogue import Catalogue, catalogue
from creditui.desk.thread import DeskThread
from creditui.domain.people import Permission
from creditui.tui.base import CreditApp
from creditui.tui.configuration import Configuration
from creditui.tui.presence import Presence


class DeskApp(CreditApp):
    """One person's session at the desk."""

    def __init__(
        self,
        desk: DeskThread,
        catalogue: Catalogue,
        configuration: Configuration | None = None,
        *,
        first: Callable[[], Screen[Any]],
        presence: Presence | None = None,
    ) -> None:
        """Begin with what the desk has answered already: the first frame waits for nothing.

        `first` makes the screen that everything starts from; `presence` is told of every key, and
        of the end.
        """
        super().__init__(configuration)
        self.desk = desk
        self.catalogue = catalogue
        self.read_only = catalogue.read_only
        self.presence = presence
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
        """Read settings, rights and limits again, as after every act."""
        self.catalogue = await self.desk.ask(catalogue)
        self.screen.refresh_bindings()
