"""What screens have in common from which a person looks back at an earlier date."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date

from textual.screen import ScreenResultType

from creditui.tui.screens.as_of.past import Past
from creditui.tui.screens.as_of.screen import DatedScreen


class LookingBackScreen(DatedScreen[ScreenResultType]):
    """A screen with the command As Of: it opens the same as of another date, or goes there."""

    def action_as_of(self) -> None:
        self.begin(self._ask_day(), "as-of", opens=True)

    async def _ask_day(self) -> None:
        from creditui.tui.screens.as_of.dialog import AsOfDialog

        await self.desk_app.refresh_catalogue()  # it may be past midnight by now
        dialog = AsOfDialog(self.desk_app.catalogue.today, self.as_of)
        self.app.push_screen(dialog, self._dated)

    def _dated(self, day: date | None) -> None:
        if day is None:
            return
        if self.past is None:
            self.begin(self.look_back(Past(day)), "as-of", opens=True)
        else:
            self.past.day = day
            self.tell_day()
            self.look_again()

    @abstractmethod
    async def look_back(self, past: Past) -> None:
        """Open the same over this, as of `past`; `escape` there comes back to today."""

    @abstractmethod
    def look_again(self) -> None:
        """Read everything again: it is as of another date now."""
