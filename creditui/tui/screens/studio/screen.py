"""The ledger of the whole studio, for managers, auditors and admins (R18)."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.timer import Timer
from textual.widgets import Input

from creditui.desk.errors import InputError
from creditui.desk.open_member import open_member
from creditui.desk.studio_ledger import vocabulary
from creditui.domain.filtering import Filter
from creditui.domain.ledger import Entry
from creditui.tui.commands import Command, Room, bindings
from creditui.tui.screens.desk_screen import DeskScreen
from creditui.tui.screens.studio.filter_bar import FilterBar, FilterField
from creditui.tui.screens.studio.pages import StudioRow
from creditui.tui.screens.studio.pane import StudioPane

FOLLOWING = 3.0
"""Seconds from one look for new entries to the next, while they are followed."""

_OF_ENTRY = ("open", "member", "other_entry", "same_day", "history", "explain", "story")


class StudioLedgerScreen(DeskScreen[str]):
    """Every entry, by a filter of one line. Its result is the line, to come back to."""

    room = Room.STUDIO
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.STUDIO)

    def __init__(self, line: str = "", entry_id: int | None = None) -> None:
        """Make the screen.

        Args:
            line: The filter to begin with; it stands in the field, where it can be changed.
            entry_id: The entry to begin at, however deep; the newest where it is None.
        """
        super().__init__()
        self._first = line
        self._first_entry = entry_id
        self._earlier: list[tuple[str, int]] = []
        """Where `same_day` and `other_entry` came from: the line and the entry, the last last."""
        self._asked_at: tuple[str, int | None] | None = (line, entry_id) if line else None
        """The line that the program itself puts into the field, and the entry to go to."""
        self._following: Timer | None = None
        self._away = False

    def body(self) -> ComposeResult:
        yield FilterBar(self._first)
        yield StudioPane()

    def on_mount(self) -> None:
        self.pane.listing.focus()
        self.begin(self._ask(self._first, self._first_entry), "studio")
        self.begin(self._learn(), "vocabulary")

    @property
    def where(self) -> str:
        return "Studio Ledger · following" if self._following else "Studio Ledger"

    @property
    def pane(self) -> StudioPane:
        """The entries."""
        return self.query_one(StudioPane)

    @property
    def bar(self) -> FilterBar:
        """The filter."""
        return self.query_one(FilterBar)

    @property
    def field(self) -> FilterField:
        """The field of the filter."""
        return self.bar.field

    # Asking

    async def _learn(self) -> None:
        self.field.vocabulary = await self.ask(vocabulary)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        at = None
        if self._asked_at is not None and self._asked_at[0] == event.value:
            at = self._asked_at[1]
        else:
            self._earlier.clear()
        self._asked_at = None
        if self.field.has_focus and self.field.unfinished:
            self.bar.complain("")
        else:
            self.begin(self._ask(event.value, at), "studio")

    async def _ask(self, line: str, at: int | None = None) -> None:
        try:
            await self.pane.ask_for(line, at)
        except InputError as error:
            self.bar.complain(error.message)
        else:
            self.bar.complain("")
        self.refresh_bindings()

    @on(StudioPane.Told)
    def _told(self) -> None:
        self.bar.tell(self.pane.state)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Enter goes to the entries, unless there is an error to mend."""
        self.begin(self._to_entries(), "studio-submit")

    async def _to_entries(self) -> None:
        await self._ask(self.field.value)
        self.action_to_list()

    def action_to_list(self) -> None:
        """Go from the field to the entries."""
        if self.pane.listing.rows and not self.bar.wrong:
            self.pane.listing.focus()

    def action_search(self) -> None:
        self.pane.detail.close()
        self.field.focus()
        self.field.cursor_position = len(self.field.value)

    def _go(self, line: str, at: int | None = None) -> None:
        """Ask for `line` as if it had been typed, with the cursor on the entry `at`."""
        self.pane.detail.close()
        if line == self.field.value:
            if at is None or not self.pane.listing.move_to(at):
                self.begin(self._ask(line, at), "studio")
        else:
            self._asked_at = (line, at)
            self.field.value = line
            self.field.cursor_position = len(line)

    # Commands

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        if reason is not None or command.id not in _OF_ENTRY:
            return reason
        row = self.pane.highlighted if self.pane.is_attached else None
        if row is None:
            return "There is no entry under the cursor; change the filter with /."
        if command.id == "open" and self.pane.detail.opened:
            return "The entry is open."
        if command.id == "open" and self.field.has_focus:
            return "Enter goes from the filter to the entries first."
        if command.id == "other_entry" and self._other(row) is None:
            return "This entry corrects nothing, and nothing corrects it."
        if command.id == "history" and row.entry.membership_id is None:
            return "This entry is of no membership."
        return None

    @property
    def _entry(self) -> Entry | None:
        row = self.pane.highlighted
        return None if row is None else row.entry

    def action_open(self) -> None:
        self.pane.detail.open()

    def action_back(self) -> None:
        """From the detail or the field to the list; from there to where a key came from, or out."""
        if self.pane.detail.close():
            return
        if self.field.has_focus:
            self.pane.listing.focus()
        elif self._earlier:
            self._go(*self._earlier.pop())
        else:
            self.dismiss(self.field.value)

    def action_same_day(self) -> None:
        if (entry := self._entry) is not None:
            day = entry.studio_date
            self._earlier.append((self.field.value, entry.id))
            self._go(str(Filter(who=(entry.actor,), since=day, until=day)), entry.id)

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
            self._go(line if held else "", other)

    def action_member(self) -> None:
        if (entry := self._entry) is not None:
            self.begin(self._open_member(entry), "open", opens=True)

    async def _open_member(self, entry: Entry) -> None:
        from creditui.tui.screens.member.screen import MemberScreen
        from creditui.tui.screens.member.tabs import Tab

        view = await self.ask(lambda desk: open_member(desk, entry.member_id))
        if self.is_current:
            screen = MemberScreen(entry.member_id, view=view, tab=Tab.LEDGER, entry_seq=entry.seq)
            self.app.push_screen(screen)

    def action_history(self) -> None:
        from creditui.tui.screens.history.screen import HistoryScreen

        entry = self._entry
        if entry is not None and entry.membership_id is not None:
            self.app.push_screen(HistoryScreen(entry.member_id, entry.membership_id))

    def action_explain(self) -> None:
        from creditui.tui.screens.ledger.explain import ExplainScreen

        if (entry := self._entry) is not None:
            screen = ExplainScreen(entry.member_id, entry.service, entry.membership_id)
            self.app.push_screen(screen)

    def action_story(self) -> None:
        from creditui.tui.screens.story.screen import StoryScreen

        if (entry := self._entry) is not None:
            about = (entry.member_id, entry.service, entry.membership_id, entry.id)
            self.app.push_screen(StoryScreen(*about))

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
