"""Asking the studio's ledger: the line, its entries, and the way back to an earlier question."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from creditui.desk.errors import InputError
from creditui.desk.studio_ledger import vocabulary
from creditui.domain.ledger import Entry
from creditui.tui.screens.desk_screen import DeskScreen
from creditui.tui.screens.studio.filter_bar import FilterBar, FilterField
from creditui.tui.screens.studio.pane import StudioPane
from creditui.tui.widgets.windowed import Windowed


class AskingScreen(DeskScreen[str]):
    """The filter over the entries that it lets through. Its result is the line, to come back to."""

    AUTO_FOCUS = "#entries"
    """The entries, not the filter above them: no key that is typed at once lands in the filter."""

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
        self._leaving = False
        """Whether the field was left for entries that are still being read: keys wait for them."""
        self._shown = ""
        """The line that the entries are the answer to."""

    def body(self) -> ComposeResult:
        yield FilterBar(self._first)
        yield StudioPane()

    def on_mount(self) -> None:
        self.pane.listing.focus()
        self.begin(self._ask(self._first, self._first_entry), "studio", reads=True)
        self.begin(self.learn(), "vocabulary")

    @property
    def opening(self) -> bool:
        return super().opening or self._leaving

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

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor."""
        row = self.pane.highlighted if self.pane.is_attached else None
        return None if row is None else row.entry

    async def learn(self) -> None:
        """Read the words that the field completes."""
        self.field.vocabulary = await self.read(vocabulary)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        led, self._asked_at = self._asked_at, None
        if led is None or led[0] != event.value:
            led = None
            self._earlier.clear()
        if self.field.has_focus and self.field.unfinished:
            self.bar.complain("")
        else:
            at = None if led is None else led[1]
            self.begin(self._ask(event.value, at), "studio", reads=led is not None)

    async def _ask(self, line: str, at: int | None = None, *, whole: bool = False) -> None:
        """Ask for `line`; where it is `whole`, a word that could still become right is wrong."""
        try:
            await self.pane.ask_for(line, at)
        except InputError as error:
            going_on = self.field.may_go_on and not whole
            self.bar.complain("" if going_on else error.message)
        else:
            self._shown = line
            self.bar.complain("")
        self.refresh_bindings()

    @on(StudioPane.Told)
    def _told(self) -> None:
        self.bar.tell(self.pane.state)
        # A long search says how far it got: other keys than those that leave work then, too.
        self.let_keys_in("studio")
        if self._leaving:
            self._arrive()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Enter goes to the entries, unless there is an error to mend."""
        self.action_to_list()

    def action_to_list(self) -> None:
        """Go from the field to the entries, which are those of the line as it stands."""
        if self._shown == self.field.value and not self.bar.wrong:
            self._focus_entries()
        else:
            self._leaving = True
            self.begin(self._to_entries(), "studio")

    async def _to_entries(self) -> None:
        try:
            await self._ask(self.field.value, whole=True)
        finally:
            self._arrive()

    def _arrive(self) -> None:
        """Go to the entries, with the keys that were typed for them."""
        if self._leaving and self.is_attached:
            self._leaving = False
            self._focus_entries()
            self.give_keys()

    def _focus_entries(self) -> None:
        if self.pane.listing.rows and not self.bar.wrong:
            self.pane.listing.focus()

    @on(Windowed.LeftAbove, "#entries")
    def _left_above(self) -> None:
        """Up from the newest entry leads to the filter; from one in full it leads nowhere."""
        if not self.pane.detail.opened:
            self.action_search()

    def action_search(self) -> None:
        self.pane.detail.close()
        self.field.focus()
        self.field.cursor_position = len(self.field.value)

    def go(self, line: str, at: int | None = None) -> None:
        """Ask for `line` as if it had been typed, with the cursor on the entry `at`."""
        self.pane.detail.close()
        if line == self.field.value:
            if at is None or not self.pane.listing.move_to(at):
                self.begin(self._ask(line, at), "studio", reads=True)
        else:
            self._asked_at = (line, at)
            self.field.value = line
            self.field.cursor_position = len(line)

    def action_open(self) -> None:
        self.pane.detail.open()

    def action_back(self) -> None:
        """From the detail or the field to the list; from there to where a key came from, or out."""
        if self.pane.detail.close():
            return
        if self.field.has_focus:
            self.pane.listing.focus()
            if self._shown != self.field.value:
                self.begin(self._ask(self.field.value, whole=True), "studio")
        elif self._earlier:
            self.go(*self._earlier.pop())
        else:
            self.dismiss(self.field.value)
