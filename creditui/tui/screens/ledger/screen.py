"""A member's ledger on a screen of its own, for wherever the member's tabs are not at hand."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from creditui.desk.applying import Applied
from creditui.desk.ledger import entry_detail
from creditui.tui.commands import Command, Room, bindings
from creditui.tui.forms.form import correct_form
from creditui.tui.screens.after_act import read_after
from creditui.tui.screens.as_of.past import Past
from creditui.tui.screens.as_of.screen import DatedScreen
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.screens.ledger.explain import ExplainScreen
from creditui.tui.screens.ledger.from_entry import (
    lead_to_lots,
    lead_to_period,
    why_no_lots,
    why_no_period,
)
from creditui.tui.screens.ledger.pane import LedgerPane


class LedgerScreen(DatedScreen[Applied | None]):
    """The ledger of one member. Its result is the last correction applied, or None."""

    room = Room.LEDGER
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.LEDGER)

    def __init__(self, member_id: int, name: str, past: Past | None = None) -> None:
        """Show the ledger of the member of that id and name, today or as it was."""
        super().__init__(past)
        self.member_id = member_id
        self._name_of_member = name
        self._applied: Applied | None = None

    def body(self) -> ComposeResult:
        yield from super().body()
        yield LedgerPane(self.member_id)

    def on_mount(self) -> None:
        self._pane.listing.focus()
        self._pane.look_back(self.as_of)
        self.begin(self._pane.load(), "ledger", opens=True)

    @property
    def where(self) -> str:
        return f"{self._name_of_member} · Ledger"

    @property
    def _pane(self) -> LedgerPane:
        return self.query_one(LedgerPane)

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        if reason is not None or command.id not in (
            "search",
            "open",
            "explain",
            "story",
            "correct",
            "entry_period",
            "entry_lots",
        ):
            return reason
        if command.id == "search":
            return "One member's ledger has no search; page down and end go through it."
        if not self._pane.is_attached or self._pane.highlighted is None:
            return "There is no entry under the cursor."
        if command.id == "open" and self._pane.opened:
            return "The entry is open."
        if command.id == "entry_period":
            return why_no_period(self._pane.highlighted)
        if command.id == "entry_lots":
            return why_no_lots(self._pane.highlighted)
        if command.id == "correct" and self._pane.corrected_by is not None:
            return f"Entry {self._pane.corrected_by} corrects this one already."
        return None

    def action_open(self) -> None:
        self._pane.open_detail()

    def action_back(self) -> None:
        if not self._pane.close_detail():
            self.dismiss(self._applied)

    def action_explain(self) -> None:
        entry = self._pane.highlighted
        if entry is not None:
            self.app.push_screen(
                ExplainScreen(self.member_id, entry.service, entry.membership_id, self.past)
            )

    def action_story(self) -> None:
        from creditui.tui.screens.story.screen import StoryScreen

        if (entry := self._pane.highlighted) is not None:
            about = (self.member_id, entry.service, entry.membership_id, entry.id)
            self.app.push_screen(StoryScreen(*about))

    def action_entry_period(self) -> None:
        if (entry := self._pane.highlighted) is not None:
            self.begin(lead_to_period(self, entry.id, self.past), "period", opens=True)

    def action_entry_lots(self) -> None:
        if (entry := self._pane.highlighted) is not None:
            lead_to_lots(self, entry.id, self.past)

    def action_correct(self) -> None:
        entry = self._pane.highlighted
        if entry is not None:
            self.begin(self._correct(entry.id), "correct", opens=True)

    async def _correct(self, entry_id: int) -> None:
        detail = await self.ask(lambda desk: entry_detail(desk, entry_id))
        self.app.push_screen(
            FormScreen(correct_form(detail, self.desk_app.catalogue)), self._corrected
        )

    def _corrected(self, applied: Applied | None) -> None:
        if applied is not None:
            self._applied = applied
            entry_id = applied.entry.id
            reading = read_after(self.desk_app, applied, lambda: self._pane.load(entry_id))
            self.begin(reading, "ledger")
