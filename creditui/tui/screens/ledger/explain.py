"""Why a balance is what it is: the lots and movements that add up to it (R3)."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from creditui.desk.ledger import Explanation, explain
from creditui.domain.wording import say_date
from creditui.tui.commands import Command, Room, bindings
from creditui.tui.marks import Inked
from creditui.tui.screens.as_of.past import Past
from creditui.tui.screens.ledger.adding_up import COLUMNS, rows
from creditui.tui.screens.ledger.by_lot import ByLotScreen
from creditui.tui.screens.ledger.from_entry import lead_to_lots, lead_to_period
from creditui.tui.widgets.columns import truncated
from creditui.tui.widgets.line import Line

_NAME = 24
"""Cells of a service's name in the headline, so that the day is read too."""


class ExplainScreen(ByLotScreen):
    """The explanation of one member's balance of one service, today or as it was."""

    room = Room.LEDGER
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.LEDGER)
    columns = COLUMNS
    reading = "Adding up…"

    def __init__(
        self,
        member_id: int,
        service: str,
        membership_id: int | None = None,
        past: Past | None = None,
    ) -> None:
        """Explain `service` (a code), of one membership or over all that the member holds."""
        super().__init__(past)
        self._about = (member_id, service, membership_id)
        self._explanation: Explanation | None = None

    @property
    def where(self) -> str:
        known = self._explanation
        return "Explain" if known is None else f"{known.member.name} · Explain"

    async def load(self) -> None:
        member_id, service, membership_id = self._about
        as_of = self.as_of
        found = await self.ask(lambda desk: explain(desk, member_id, service, membership_id, as_of))
        catalogue = self.desk_app.catalogue
        self._explanation = found
        self.query_one("#about", Line).set(self._headline(found))
        lines = rows(found, catalogue, past=self.past is not None)
        when = "were ever" if self.past is None else "had been"
        self.listing.set_empty(f"None {when} given here, so nothing adds up.")
        first = next((row.key for row in lines if row.entry_id is not None), None)
        self.listing.show(lines, cursor=first)
        self.tell_title()

    def _headline(self, found: Explanation) -> Inked:
        name = truncated(self.desk_app.catalogue.service_name(found.service), _NAME)
        scope = "in all memberships" if self._about[2] is None else "in this membership"
        day = say_date(found.on)
        verb = "is" if self.past is None else "was"
        return ((f"Why {name} {verb} {found.balance}", "strong"), (f"  {scope} on {day}", "muted"))

    # Commands

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        if reason is not None:
            return reason
        from_entry = command.id in ("open", "entry_period", "entry_lots")
        if from_entry and (not self.is_mounted or self.entry_id is None):
            return "There is no entry under the cursor; move it to a movement."
        if command.id == "open" and self.opened:
            return "The entry is open."
        return {
            "search": "An explanation has no search; the arrow keys go through it.",
            "explain": "This is the explanation.",
            "correct": "Correct an entry in the member's ledger.",
        }.get(command.id)

    def action_entry_period(self) -> None:
        if (entry_id := self.entry_id) is not None:
            self.begin(lead_to_period(self, entry_id, self.past), "period", opens=True)

    def action_entry_lots(self) -> None:
        if (entry_id := self.entry_id) is not None:
            lead_to_lots(self, entry_id, self.past)

    def action_story(self) -> None:
        from creditui.tui.screens.story.screen import StoryScreen

        self.app.push_screen(StoryScreen(*self._about, self.entry_id))
