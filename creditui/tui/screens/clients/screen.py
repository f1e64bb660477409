"""The client list: what everything starts from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input

from creditui.desk.find import Results
from creditui.tui.commands import Command, Room, bindings
from creditui.tui.screens.audit.leading import LeadsToAudit
from creditui.tui.screens.clients.preview import Preview
from creditui.tui.screens.clients.searching import SearchingScreen
from creditui.tui.widgets.windowed import Windowed

if TYPE_CHECKING:
    from creditui.desk.open_member import MemberView
    from creditui.desk.session import Desk


class ClientsScreen(SearchingScreen, LeadsToAudit):
    """Search, results, and the highlighted client at the right where there is room."""

    room = Room.CLIENTS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.CLIENTS)
    DEFAULT_CSS = """
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
        self.made = False
        self._found = found
        self._over = over
        self._ledger_line = ""
        """What the studio's ledger was last asked."""

    def body(self) -> ComposeResult:
        yield from self.search_line()
        with Horizontal():
            yield Vertical(self.found_list())
            yield Preview()

    def on_mount(self) -> None:
        self.field.focus()
        if self._found is None:
            self.begin(self.search(self.field.value, self.seen), "search")
        else:
            self.show_found(self._found)
        if self._over is not None:
            self.app.push_screen(self._over())
        # After the focus, which the application sets: a key before it would be lost.
        self.app.call_later(self.is_made)

    @on(events.ScreenResume)
    def _look_again(self) -> None:
        """Somebody may have changed what is shown; the next search replaces the last."""
        if self._found is not None:
            self._found = None  # it is new: the screen is there for the first time
        elif self.results is not None:
            limit = max(self.seen, len(self.results.members))
            self.begin(self.search(self.field.value, limit), "search")
            self._ask_preview()
            if self.field.has_focus:
                self.field.select_all()

    @property
    def where(self) -> str:
        return "Clients"

    # The highlighted client

    @on(Windowed.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()
        self._ask_preview()

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
        view = await self.read(lambda desk: _read(desk, member_id))
        preview.tell(view, self.desk_app.catalogue)

    # Commands

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        about_the_list = ("open", "adjust", "ledger", "back", "to_list")
        if reason is not None or command.id not in about_the_list:
            return reason
        if command.id == "back":
            here = self.field.has_focus and not self.field.value
            return f"This is where everything starts; {self.quit_key} leaves." if here else None
        if command.id == "to_list" and not self.field.has_focus:
            return "The cursor is in the list."
        if command.id == "to_list" and not self.up_to_date:
            return None
        found = self.list.highlighted
        if found is None:
            return "Nobody is found; change the search first."
        return found.closed if command.id == "adjust" else None

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Enter in the field opens the best match of what stands there, however fast it came."""
        self.begin(self._open_best(event.value), "search", opens=True)

    async def _open_best(self, text: str) -> None:
        if not self.up_to_date:
            await self.search(text, self.seen)
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

        view = await self.ask(lambda desk: _read(desk, member_id))
        tab = Tab.LEDGER if ledger else Tab.MEMBERSHIP
        if self.is_current:
            self.app.push_screen(MemberScreen(view, tab=tab, adjust=adjust))


def _read(desk: Desk, member_id: int) -> MemberView:
    """All about a member; the desk's thread imports what that takes, once somebody is opened."""
    from creditui.desk.open_member import open_member

    return open_member(desk, member_id)
