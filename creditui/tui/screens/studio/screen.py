"""The ledger of the whole studio, for managers, auditors and admins (R18)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.timer import Timer

from creditui.domain.wording import say_date
from creditui.tui.commands import Room, bindings
from creditui.tui.screens.audit.leading import LeadsToAudit
from creditui.tui.screens.studio.leading import LeadingScreen

FOLLOWING = 3.0
"""Seconds from one look for new entries to the next, while they are followed."""


class StudioLedgerScreen(LeadingScreen, LeadsToAudit):
    """Every entry, by a filter of one line; saved views, dates and new entries one key away."""

    room = Room.STUDIO
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.STUDIO)

    def __init__(self, line: str = "", entry_id: int | None = None) -> None:
        """Begin with what `line` asks for, at the entry `entry_id` or the newest."""
        super().__init__(line, entry_id)
        self._following: Timer | None = None
        self._away = False

    @property
    def where(self) -> str:
        return "Studio Ledger · following" if self._following else "Studio Ledger"

    # Saved views and dates

    def action_saved_views(self) -> None:
        from creditui.tui.screens.studio.saved_views import SavedViews

        SavedViews(self).open()

    def action_jump(self) -> None:
        from creditui.tui.screens.studio.jump import Jump

        self.pane.detail.close()
        self.app.push_screen(Jump(self.desk_app.catalogue.today), self._jump)

    def _jump(self, day: date | None) -> None:
        if day is not None:
            self.begin(self._jump_to(day), "studio")

    async def _jump_to(self, day: date) -> None:
        if await self.pane.jump_to(day):
            self.pane.listing.focus()
        else:
            said = say_date(day, self.desk_app.catalogue.today)
            oldest = "No entry of this filter is" if self.pane.wanted else "No entry is"
            self.desk_app.tell(f"{oldest} of {said} or earlier.", "refusal")

    # Following

    def action_follow(self) -> None:
        """Look for new entries every few seconds, or leave off; off, nothing is ever painted."""
        if self._following is not None:
            self._following.stop()
            self._following = None
        else:
            self._following = self.set_interval(FOLLOWING, self.look)
            self.look()
        self.tell_title()

    def look(self) -> None:
        """Look for new entries now, where this screen is seen."""
        if self.is_current:
            self.begin(self.pane.catch_up(), "studio-follow")

    @on(events.ScreenSuspend)
    def _look_away(self) -> None:
        self._away = True

    @on(events.ScreenResume)
    def _look_again(self) -> None:
        if self._away:
            self._away = False
            self.look()
