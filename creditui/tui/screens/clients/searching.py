"""Searching for a client: what is typed, and the results that follow it."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from creditui.desk.find import PAGE, FoundMember, Results, find
from creditui.tui.commands import BY_ID, keys_of
from creditui.tui.keys import key_label
from creditui.tui.screens.clients.lines import SEARCHING, columns, counted, empty, unlisted
from creditui.tui.screens.desk_screen import DeskScreen
from creditui.tui.widgets.field import PlainInput
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.windowed import Windowed

_LONGEST = 200
"""Characters of a search; nobody's name, e-mail and phone are longer together."""


class SearchingScreen(DeskScreen[None]):
    """The search field, and the list of those whom it finds."""

    DEFAULT_CSS = """
    SearchingScreen #search { height: 1; margin: 0 0 1 0; }
    SearchingScreen #prompt { width: 9; color: $foreground-muted; }
    SearchingScreen #prompt.-here { color: $primary; text-style: bold; }
    SearchingScreen PlainInput { width: 1fr; max-width: 80; }
    SearchingScreen #count { width: 32; max-width: 40%; }
    """

    results: Results | None = None
    """What was found last; for the text in the field, or for the one before it."""

    def search_line(self) -> ComposeResult:
        """The field, with how many are found."""
        with Horizontal(id="search"):
            yield Line("Search", id="prompt", classes="-here")  # the focus starts in the field
            yield PlainInput(placeholder="name, e-mail or phone, any part", max_length=_LONGEST)
            yield Line(id="count")

    def found_list(self) -> Windowed[FoundMember]:
        """A list for those who are found."""
        return Windowed(
            columns(self.desk_app.catalogue.today),
            key=lambda found: found.member.id,
            empty=SEARCHING,
            id="members",
        )

    @property
    def field(self) -> PlainInput:
        """The search field."""
        return self.query_one(PlainInput)

    @property
    def list(self) -> Windowed[FoundMember]:
        """The clients found."""
        return self.query_one("#members", Windowed)

    @property
    def up_to_date(self) -> bool:
        """Whether those who are shown are whom the text in the field finds."""
        return self.results is not None and self.results.text == self.field.value

    @property
    def quit_key(self) -> str:
        """The key that leaves; in the search field one that is not typed there."""
        quits = BY_ID["quit"]
        return key_label(self._free_key(quits) or keys_of(quits, self.desk_app.keymap)[0])

    @property
    def seen(self) -> int:
        """While a person types, as many as can be seen: more would only be waited for."""
        height = self.list.size.height or self.app.size.height  # nothing is laid out at first
        return max(10, min(height, PAGE))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.begin(self.search(event.value, self.seen), "search")

    @on(events.DescendantFocus)
    def _focused(self, event: events.DescendantFocus) -> None:
        """Who goes to the list may go down it: read the rest."""
        self.query_one("#prompt").set_class(self.field.has_focus, "-here")
        results = self.results
        partial = results is not None and len(results.members) < min(PAGE, results.total)
        if event.widget is self.list and partial:
            self.begin(self.search(self.field.value, PAGE), "search", opens=True)

    async def search(self, text: str, limit: int) -> None:
        """Ask for as many as `limit`, unless something else is asked for meanwhile; show them."""
        self.show_found(await self.read(lambda desk: find(desk, text, limit)))

    def show_found(self, results: Results) -> None:
        """Show what was found; the cursor goes to the best of a new search."""
        before, self.results = self.results, results
        members, found = results.members, self.list
        again = before is not None and before.text == results.text
        found.set_below(unlisted(results))
        if members != found.rows or not members:
            found.set_empty(empty(results, self.quit_key))
            best = None if again or not members else members[0].member.id
            if members and not again:
                self._fit(members)
            found.show(members, cursor=best, more_after=len(members) < min(PAGE, results.total))
        elif not again:
            found.action_edge(False)
        self.query_one("#count", Line).set(right=counted(results))
        self.refresh_bindings()

    def _fit(self, members: tuple[FoundMember, ...]) -> None:
        """Give the columns the widths of what a new search found; going down them changes none."""
        fitted = columns(self.desk_app.catalogue.today, members)
        if [(c.width, c.most) for c in fitted] != [(c.width, c.most) for c in self.list.columns]:
            self.list.set_columns(fitted)

    def on_resize(self) -> None:
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        """Where the terminal has grown, show what there is room for now."""
        results = self.results
        if results is not None and len(results.members) < min(self.seen, results.total):
            self.begin(self.search(self.field.value, self.seen), "search")

    # Between the field and the list

    def action_to_list(self) -> None:
        """Go to those whom the text finds: a key that follows is never about somebody else."""
        if self.up_to_date:
            self.list.focus()
        else:
            self.begin(self._to_list(), "search", opens=True)

    async def _to_list(self) -> None:
        await self.search(self.field.value, self.seen)
        if self.list.rows:
            self.list.focus()

    @on(Windowed.LeftAbove, "#members")
    def action_search(self) -> None:
        self.field.focus()
        self.field.select_all()

    def action_back(self) -> None:
        """From the list to the field; in the field, clear it."""
        if self.field.has_focus:
            self.field.clear()
        else:
            self.action_search()
