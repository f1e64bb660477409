"""A member: what she holds, her ledger, her profile; and the acts that start from there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from creditui.desk.applying import Applied
from creditui.desk.as_of import open_member_as_of
from creditui.desk.open_member import MemberView
from creditui.tui.commands import Command, Room, bindings
from creditui.tui.marks import Inked
from creditui.tui.screens.after_act import read_after, say_applied
from creditui.tui.screens.as_of.past import Past
from creditui.tui.screens.member.acts import MemberActs
from creditui.tui.screens.member.holdings import Holdings
from creditui.tui.screens.member.place import Place, place_of_entry, place_of_row, reason_against
from creditui.tui.screens.member.profile import Profile
from creditui.tui.screens.member.tabs import Tab, TabBar
from creditui.tui.screens.member.telling import applied_figures
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.notice import Notice
from creditui.tui.widgets.windowed import Windowed

if TYPE_CHECKING:
    from creditui.tui.screens.ledger.pane import LedgerPane


class MemberScreen(MemberActs):
    """One member, with the tabs Membership, Ledger and Profile."""

    room = Room.MEMBER
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.MEMBER)
    DEFAULT_CSS = """
    MemberScreen #applied { padding: 0 1; margin-bottom: 1; }
    MemberScreen Holdings, MemberScreen LedgerPane, MemberScreen Profile { height: 1fr; }
    """

    def __init__(
        self,
        view: MemberView,
        *,
        tab: Tab = Tab.MEMBERSHIP,
        adjust: bool = False,
        entry_seq: int | None = None,
        past: Past | None = None,
    ) -> None:
        """Make the screen.

        Args:
            view: What is known of her already, to show at once.
            tab: The tab to begin with.
            adjust: Whether to go on to Adjust Credits at once.
            entry_seq: The number of the entry to begin at in her ledger.
            past: The studio date at whose end to show her; `view` is of that date.
        """
        super().__init__(view, past)
        self.tab = tab
        self.made = False
        self._adjust_at_once = adjust
        self._entry_seq = entry_seq
        self._away = False
        self._pane: LedgerPane | None = None
        self._newest: int | None = None
        """The entry of the last act, to be marked when the ledger is next read."""
        self._ledger_shows: tuple[int | None, date | None] | None = None
        """The newest act and the date that the ledger was read for; where they are those of now it
        is not read again, and deep down in it nothing moves."""
        self._fresh: frozenset[int] = frozenset()
        """Lots that the last act touched."""

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Line(id="who")
        yield TabBar()
        yield Notice(id="applied")
        yield Holdings(id="holdings")
        yield Profile()

    async def on_mount(self) -> None:
        self._show(self.view)
        await self._open_tab(self.tab)
        if self._adjust_at_once:
            self.action_adjust()
        self.app.call_later(self.is_made)  # after the focus, which waits there too

    @on(events.ScreenSuspend)
    def _look_away(self) -> None:
        self._away = True

    @on(events.ScreenResume)
    def _look_again(self) -> None:
        """Somebody else may have changed her meanwhile."""
        if self._away:
            self._away = False
            self.begin(self._load(), "load")

    @property
    def of_today(self) -> bool:
        return self.tab is not Tab.LEDGER

    @property
    def where(self) -> str:
        return "Member"

    # What is shown

    async def _load(self) -> None:
        self._show(await self.read_member(self.member_id))
        if self._pane is not None and self.tab is Tab.LEDGER:
            await self._read_ledger(self._pane)

    def _show(self, view: MemberView) -> None:
        self.view = view
        member = view.member
        contact: Inked = (("  ".join(filter(None, (member.email, member.phone))), "muted"),)
        self.query_one("#who", Line).set(((member.name, "strong"), "  ", *contact))
        holdings = self.query_one(Holdings)
        holdings.tell(view, self.desk_app.catalogue, self._fresh, past=self.past is not None)
        self.query_one(Profile).tell(view)
        self.tell_title()
        self.refresh_bindings()

    async def _open_tab(self, tab: Tab) -> None:
        """Show a tab and put the focus where its keys belong."""
        self.tab = tab
        self.query_one(TabBar).tell(tab)
        self.tell_day()
        if tab is Tab.LEDGER and self._pane is None:
            self._pane = await self._make_pane()
        holdings, profile = self.query_one(Holdings), self.query_one(Profile)
        holdings.display = tab is Tab.MEMBERSHIP
        profile.display = tab is Tab.PROFILE
        if self._pane is not None:
            self._pane.close_detail()
            self._pane.display = tab is Tab.LEDGER
        if self._pane is not None and tab is Tab.LEDGER:
            self._pane.listing.focus()
            self.begin(self._read_ledger(self._pane), "ledger", opens=True)
        else:
            (holdings if tab is Tab.MEMBERSHIP else profile).focus()
        self.refresh_bindings()

    async def _make_pane(self) -> LedgerPane:
        """The ledger's tab is made when it is first looked at."""
        from creditui.tui.screens.ledger.pane import LedgerPane

        pane = LedgerPane(self.member_id)
        await self.mount(pane, after=self.query_one(Holdings))
        return pane

    async def _read_ledger(self, pane: LedgerPane) -> None:
        wanted = (self._newest, self.as_of)
        if wanted == self._ledger_shows:
            return
        pane.look_back(self.as_of)
        if self._entry_seq is not None and self._newest is None:
            await pane.load_at(self._entry_seq)
        else:
            await pane.load(self._newest)
        self._ledger_shows = wanted  # only now: one that was not read to its end is read again
        self.refresh_bindings()

    # Where the cursor is

    @property
    def place(self) -> Place | None:
        if self.tab is Tab.LEDGER and self._pane is not None:
            return place_of_entry(self.view, self._pane.highlighted, self._pane.corrected_by)
        row = self.query_one(Holdings).highlighted if self.tab is Tab.MEMBERSHIP else None
        return place_of_row(self.view, row)

    @on(Windowed.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(Windowed.Selected, "#holdings")
    def _selected(self) -> None:
        self.action_open()

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        if reason is None and command.id == "open" and self._entry_is_open:
            reason = "The entry is open."
        return reason or reason_against(command.id, self.tab, self.view, self.place)

    @property
    def _entry_is_open(self) -> bool:
        return self.tab is Tab.LEDGER and self._pane is not None and self._pane.opened

    # Commands

    async def action_show_membership(self) -> None:
        await self._open_tab(Tab.MEMBERSHIP)

    async def action_show_ledger(self) -> None:
        await self._open_tab(Tab.LEDGER)

    async def action_show_profile(self) -> None:
        await self._open_tab(Tab.PROFILE)

    async def action_ledger(self) -> None:
        await self._open_tab(Tab.LEDGER)

    def action_open(self) -> None:
        """A membership opens its history, a balance or a lot its explanation, an entry itself."""
        place = self.place
        if self.tab is Tab.LEDGER:
            if self._pane is not None:
                self._pane.open_detail()
            return
        if place is not None and place.service is None:
            self.action_history()
        else:
            self.action_explain()

    def action_back(self) -> None:
        if self.tab is Tab.LEDGER and self._pane is not None and self._pane.close_detail():
            return
        self.dismiss(None)

    def applied(self, applied: Applied) -> None:
        """Say what was done, in place, and read her again: new figures, lots and entry marked."""
        entry = applied.entry
        self._newest = entry.id
        self._fresh = frozenset(movement.lot_id for movement in entry.movements)
        figures = applied_figures(entry, self.desk_app.catalogue)
        self.query_one("#applied", Notice).say(say_applied(applied, figures))
        self.begin(read_after(self.desk_app, applied, self._load), "load")

    # Another date

    async def look_back(self, past: Past) -> None:
        """Read her first, so that the screen is painted once."""
        view = await self.ask(lambda desk: open_member_as_of(desk, self.member_id, past.day))
        self.app.push_screen(MemberScreen(view, tab=self.tab, past=past))

    def look_again(self) -> None:
        self.begin(self._load(), "load")
