"""Where the keys lead from an entry of the studio's ledger: each thing that it names."""

from __future__ import annotations

from creditui.domain.filtering import Filter
from creditui.tui.commands import Command
from creditui.tui.screens.ledger.from_entry import (
    lead_to_lots,
    lead_to_member,
    lead_to_period,
    why_no_lots,
    why_no_period,
)
from creditui.tui.screens.studio.asking import AskingScreen
from creditui.tui.screens.studio.pages import StudioRow

_OF_ENTRY = (
    "open",
    "member",
    "other_entry",
    "same_day",
    "entry_period",
    "entry_lots",
    "explain",
    "story",
)


class LeadingScreen(AskingScreen):
    """One key each from the entry under the cursor to what it names."""

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        if reason is None and command.id == "to_list" and not self.bar.has_focus_within:
            return "The cursor is in the list."
        if reason is not None or command.id not in _OF_ENTRY:
            return reason
        row = self.pane.highlighted if self.pane.is_attached else None
        if row is None:
            return "There is no entry under the cursor; change the filter with /."
        return self._why_not_from(command.id, row)

    def _why_not_from(self, command_id: str, row: StudioRow) -> str | None:
        if command_id == "open" and self.pane.detail.opened:
            return "The entry is open."
        if command_id == "open" and self.field.has_focus:
            return "Enter goes from the filter to the entries first."
        if command_id == "other_entry" and self._other(row) is None:
            return "This entry corrects nothing, and nothing corrects it."
        if command_id == "entry_period":
            return why_no_period(row.entry)
        if command_id == "entry_lots":
            return why_no_lots(row.entry)
        return None

    def action_same_day(self) -> None:
        if (entry := self.entry) is not None:
            day = entry.studio_date
            self._earlier.append((self.field.value, entry.id))
            self.go(str(Filter(who=(entry.actor,), since=day, until=day)), entry.id)

    def _other(self, row: StudioRow) -> int | None:
        """The entry to go to from this one; not the one just come from, where there are two."""
        others = [id for id in (row.entry.corrects, row.corrected_by) if id is not None]
        came_from = self._earlier[-1][1] if self._earlier else None
        return next((id for id in others if id != came_from), others[0] if others else None)

    def action_other_entry(self) -> None:
        row = self.pane.highlighted
        if row is not None and (other := self._other(row)) is not None:
            line = self.field.value
            self._earlier.append((line, row.entry.id))
            held = any(each.entry.id == other for each in self.pane.listing.rows)
            self.go(line if held else "", other)

    def action_member(self) -> None:
        if (entry := self.entry) is not None:
            self.begin(lead_to_member(self, entry), "open", opens=True)

    def action_entry_period(self) -> None:
        if (entry := self.entry) is not None:
            self.begin(lead_to_period(self, entry.id), "open", opens=True)

    def action_entry_lots(self) -> None:
        if (entry := self.entry) is not None:
            lead_to_lots(self, entry.id)

    def action_explain(self) -> None:
        from creditui.tui.screens.ledger.explain import ExplainScreen

        if (entry := self.entry) is not None:
            screen = ExplainScreen(entry.member_id, entry.service, entry.membership_id)
            self.app.push_screen(screen)

    def action_story(self) -> None:
        from creditui.tui.screens.story.screen import StoryScreen

        if (entry := self.entry) is not None:
            about = (entry.member_id, entry.service, entry.membership_id, entry.id)
            self.app.push_screen(StoryScreen(*about))
