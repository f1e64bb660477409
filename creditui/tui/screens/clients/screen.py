"""The client list: what everything starts from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input

from creditui.desk.find import PAGE, FoundMember, Results, find
from creditui.desk.open_member import open_member
from creditui.tui.commands import BY_ID, Command, Room, bindings, keys_of
from creditui.tui.keys import key_label
from creditui.tui.screens.audit.leading import LeadsToAudit
from creditui.tui.screens.clients.lines import SEARCHING, columns, counted, empty
from creditui.tui.screens.clients.preview import Preview
from creditui.tui.screens.desk_screen import DeskScreen
from creditui.tui.widgets.field import PlainInput
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.windowed import Windowed

_LONGEST = 200
"""Characters of a search; nobody's name, e-mail and phone are longer together."""


class SearchField(PlainInput):
    """The field that results follow; down goes to them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,pagedown", "screen.to_list", "Results", show=False)
    ]


class ClientsScreen(DeskScreen[None], LeadsToAudit):
    """Search, results, and the highlighted client at the right where there is room."""

    room = Room.CLIENTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Room.CLIENTS)]
    DEFAULT_CSS = """
    ClientsScreen #search { height: 1; margin: 0 0 1 0; }
    ClientsScreen #prompt { width: 9; color: $foreground-muted; }
    ClientsScreen #prompt.-here { color: $primary; text-style: bold; }
    ClientsScreen SearchField { width: 1fr; max-width: 80; }
    ClientsScreen #count { width: 32; }
    ClientsScreen Preview { display: none; width: 42; border-left: vkey $border-blurred; }
    ClientsScreen.-wide Preview, ClientsScreen.-broad Preview { display: block; }
    ClientsScreen.-broad Preview { width: 54; }
    """

    def __init__(
        self, *, found: Results | None = None, over: Callable[[], Screen[Any]] | None = None
    ) -> None:
        """Make the screen.

        Args:
            found: What was found before there was a screen, so that it is painted once, with it.
            over: Makes a screen that opens on this one at once, for a session begun there.
        """
        super().__init__()
        self._found = found
        self._over = over
        self.results: Results | None = None
        """What was found last; for the text in the field, or for the one before it."""
        self._ledger_line = ""
        """What the studio's ledger was last asked."""

    def body(self) -> ComposeResult:
        with Horizontal(id="search"):
            yield Line("Search", id="prompt", classes="-here")  # the focus starts in the field
            yield SearchField(placeholder="name, e-mail or phone, any part", max_length=_LONGEST)
            yield Line(id="count")
        with Horizontal():
            yield Vertical(self._list())
            yield Preview()

    def _list(self) -> Windowed[FoundMember]:
        return Windowed(
            columns(self.desk_app.catalogue.today),
            key=lambda found: found.member.id,
            empty=SEARCHING,
            id="members",
        )

    def on_mount(self) -> None:
        self.field.focus()
        if self._found is None:
            self.begin(self._search(self.field.value, self._seen), "search")
        else:
            self._show(self._found)
        if self._over is not None:
            self.app.push_screen(self._over())

    @on(events.ScreenResume)
    def _look_again(self) -> None:
        """Somebody may have changed what is shown; the next search replaces the last."""
        if self._found is not None:
            self._found = None  # it is new: the screen is there for the first time
        elif self.results is not None:
            limit = max(self._seen, len(self.results.members))
            self.begin(self._search(self.results.text, limit), "search")
            self._ask_preview()
            if self.field.has_focus:
                self.field.select_all()

    @property
    def where(self) -> str:
        return "Clients"

    @property
    def field(self) -> SearchField:
        """The search field."""
        return self.query_one(SearchField)

    @property
    def list(self) -> Windowed[FoundMember]:
        """The clients found."""
        return self.query_one("#members", Windowed)

    @property
    def _quit_key(self) -> str:
        """The key that leaves; in the search field one that is not typed there."""
        quits = BY_ID["quit"]
        return key_label(self._free_key(quits) or keys_of(quits, self.desk_app.keymap)[0])

    # Searching

    @property
    def _seen(self) -> int:
        """While a person types, as many as can be seen: more would only be waited for."""
        height = self.list.size.height or self.app.size.height  # nothing is laid out at first
        return max(10, min(height, PAGE))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.begin(self._search(event.value, self._seen), "search")

    @on(events.DescendantFocus)
    def _focused(self, event: events.DescendantFocus) -> None:
        """Who goes to the list may go down it: read the rest."""
        self.query_one("#prompt").set_class(self.field.has_focus, "-here")
        results = self.results
        partial = results is not None and len(results.members) < min(PAGE, results.total)
        if event.widget is self.list and partial:
            self.begin(self._search(self.field.value, PAGE), "search")

    async def _search(self, text: str, limit: int) -> None:
        self._show(await self.ask_latest("search", lambda desk: find(desk, text, limit)))

    def _show(self, results: Results) -> None:
        """Show what was found; the cursor goes to the best of a new search."""
        before, self.results = self.results, results
        members, found = results.members, self.list
        again = before is not None and before.text == results.text
        if members != found.rows or not members:
            found.set_empty(empty(results, self._quit_key))
            best = None if again or not members else members[0].member.id
            found.show(members, cursor=best, more_after=len(members) < min(PAGE, results.total))
        elif not again:
            found.action_edge(False)
        self.query_one("#count", Line).set(right=((counted(results), "muted"),))
        self.refresh_bindings()

    # The highlighted client

    @on(Windowed.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()
        self._ask_preview()

    def on_resize(self) -> None:
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        """Where the terminal has grown, show what there is room for now."""
        results = self.results
        if results is not None and len(results.members) < min(self._seen, results.total):
            self.begin(self._search(self.field.value, self._seen), "search")

    @on(Preview.Uncovered)
    def _ask_preview(self) -> None:
        if self.query_one(Preview).display:
            self.begin(self._preview(), "preview")

    async def _preview(self) -> None:
        found, preview = self.list.highlighted, self.query_one(Preview)
        if found is None:
            preview.tell(None, self.desk_app.catalogue)
            return
        member_id = found.member.id
        view = await self.ask_latest("preview", lambda desk: open_member(desk, member_id))
        preview.tell(view, self.desk_app.catalogue)

    # Commands

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        if reason is not None or command.id not in ("open", "adjust", "ledger", "back"):
            return reason
        if command.id == "back":
            here = self.field.has_focus and not self.field.value
            return f"This is where everything starts; {self._quit_key} leaves." if here else None
        found = self.list.highlighted
        if found is None:
            return "Nobody is found; change the search first."
        return found.closed if command.id == "adjust" else None

    def action_to_list(self) -> None:
        """Go from the field to the results."""
        if self.list.rows:
            self.list.focus()

    def action_search(self) -> None:
        self.field.focus()
        self.field.select_all()

    def action_back(self) -> None:
        """From the list to the field; in the field, clear it."""
        if self.field.has_focus:
            self.field.clear()
        else:
            self.action_search()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Enter in the field opens the best match of what stands there, however fast it came."""
        self.begin(self._open_best(event.value), "search", opens=True)

    async def _open_best(self, text: str) -> None:
        if self.results is None or self.results.text != text:
            await self._search(text, self._seen)
        self.action_open()

    @on(Windowed.Selected)
    def _selected(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        self._go()

    def action_ledger(self) -> None:
        self._go(ledger=True)

    def action_studio_ledger(self) -> None:
        from creditui.tui.screens.studio.screen import StudioLedgerScreen

        self.app.push_screen(StudioLedgerScreen(self._ledger_line), self._keep_line)

    def _keep_line(self, line: str | None) -> None:
        self._ledger_line = line or ""

    def action_adjust(self) -> None:
        """Open her, and Adjust Credits on her first membership over that."""
        self._go(adjust=True)

    def _go(self, *, ledger: bool = False, adjust: bool = False) -> None:
        if (found := self.list.highlighted) is not None:
            self.begin(self._open(found.member.id, ledger, adjust), "open", opens=True)

    async def _open(self, member_id: int, ledger: bool, adjust: bool) -> None:
        """Read her first, so that her screen is painted once, with everything on it."""
        from creditui.tui.screens.member.screen import MemberScreen
        from creditui.tui.screens.member.tabs import Tab

        view = await self.ask(lambda desk: open_member(desk, member_id))
        tab = Tab.LEDGER if ledger else Tab.MEMBERSHIP
        if self.is_current:
            self.app.push_screen(MemberScreen(member_id, view=view, tab=tab, adjust=adjust))
