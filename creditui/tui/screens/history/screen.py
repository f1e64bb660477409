"""View History: the billing periods of one membership, and Update Credits on each (R12)."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Resize

from creditui.desk.applying import Applied
from creditui.desk.open_member import MembershipView, MemberView
from creditui.domain.ledger import Entry
from creditui.domain.wording import signed
from creditui.tui.commands import BY_ID, Command, Room, bindings
from creditui.tui.forms.form import update_form
from creditui.tui.marks import ARROW, Inked
from creditui.tui.screens.after_act import read_after, say_applied
from creditui.tui.screens.as_of.looking_back import LookingBackScreen
from creditui.tui.screens.as_of.past import Past
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.screens.history.rows import PeriodRow, columns, rows
from creditui.tui.screens.ledger.explain import ExplainScreen
from creditui.tui.screens.ledger.screen import LedgerScreen
from creditui.tui.screens.ledger.telling import say_period
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.notice import Notice
from creditui.tui.widgets.windowed import Windowed

NOTHING = "This membership has no billing period; the next import brings those of its plan."
"""What is said where there is nothing to update."""

NOTHING_THEN = "This membership had no billing period yet."
"""What is said where there was nothing at the end of an earlier date."""


class HistoryScreen(LookingBackScreen[Applied | None]):
    """The billing-period list of a membership. Its result is the last act applied, or None."""

    room = Room.HISTORY
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.HISTORY)
    DEFAULT_CSS = """
    HistoryScreen #whose { max-width: 130; }
    HistoryScreen Notice { padding: 0 1; max-width: 130; }
    HistoryScreen Windowed { margin-top: 1; max-width: 130; }
    """

    def __init__(
        self,
        member_id: int,
        membership_id: int,
        past: Past | None = None,
        *,
        at: tuple[int, str] | None = None,
    ) -> None:
        """Show the periods of that membership, today or as they were.

        The cursor begins `at` a period (its id) and service; at the current period where it is
        None.
        """
        super().__init__(past)
        self._at = at
        self.member_id, self.membership_id = member_id, membership_id
        self._view: MemberView | None = None
        self._applied: Applied | None = None

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Line(id="whose")
        yield Notice()
        yield Windowed(columns(0), key=lambda row: row.key, empty="Reading the billing periods…")

    def on_mount(self) -> None:
        self._list.focus()
        self.begin(self._load(), "history", opens=True)

    def on_resize(self, event: Resize) -> None:
        self._list.set_columns(columns(event.size.width, self._list.rows))

    @property
    def of_today(self) -> bool:
        return True  # the standing of the membership, in the line over the list

    @property
    def where(self) -> str:
        return "History" if self._view is None else f"{self._view.member.name} · History"

    @property
    def _list(self) -> Windowed[PeriodRow]:
        return self.query_one(Windowed)

    @property
    def _membership(self) -> MembershipView | None:
        return None if self._view is None else self._view.membership(self.membership_id)

    # Showing

    async def _load(self, applied: Applied | None = None) -> None:
        """Read the periods (again), and mark the row that `applied` changed."""
        view = await self.read_member(self.member_id)
        first = self._view is None
        self._view = view
        membership = self._membership
        if membership is None:
            self._list.set_empty("There is no such membership; go back and open the member again.")
            return
        found = rows(view, membership, self.desk_app.catalogue)
        cursor = (self._at or _current(found)) if first else None
        entry = None if applied is None else applied.entry
        fresh = () if entry is None else ((entry.period_id, entry.service),)
        self._list.set_empty(NOTHING if self.past is None else NOTHING_THEN)
        self._list.set_columns(columns(self.size.width, found))
        self._list.show(found, cursor=cursor, fresh=fresh)
        self.query_one("#whose", Line).set(_whose(view, membership), _how_many(membership))
        self.tell_title()
        self.refresh_bindings()

    @on(Windowed.Highlighted)
    def _highlighted(self, message: Windowed.Highlighted[Any]) -> None:
        self.refresh_bindings()

    @on(Windowed.Selected)
    def _selected(self, message: Windowed.Selected[Any]) -> None:
        self.action_open()

    # Commands

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        if reason is not None or command.id not in ("update", "explain", "story", "open"):
            return reason
        membership = self._membership
        if membership is None or self._list.highlighted is None:
            return "There is no billing period under the cursor."
        if command.id == "update" and membership.closed is not None:
            return membership.closed.message
        return None

    def action_open(self) -> None:
        """Update the row, or explain it where nothing can be changed."""
        if self.why_not(BY_ID["update"]) is None:
            self.action_update()
        else:
            self.action_explain()

    def action_update(self) -> None:
        row, view, membership = self._list.highlighted, self._view, self._membership
        if row is None or view is None or membership is None:
            return
        service = row.allocation.service
        form = update_form(view, membership, row.period, service, self.desk_app.catalogue)
        self.app.push_screen(FormScreen(form), self._updated)

    def action_explain(self) -> None:
        if row := self._list.highlighted:
            service = row.allocation.service
            self.app.push_screen(
                ExplainScreen(self.member_id, service, self.membership_id, self.past)
            )

    def action_story(self) -> None:
        from creditui.tui.screens.story.screen import StoryScreen

        if row := self._list.highlighted:
            service = row.allocation.service
            self.app.push_screen(StoryScreen(self.member_id, service, self.membership_id))

    def action_ledger(self) -> None:
        if self._view is not None:
            screen = LedgerScreen(self.member_id, self._view.member.name, self.past)
            self.app.push_screen(screen, self._corrected)

    async def look_back(self, past: Past) -> None:
        self.app.push_screen(HistoryScreen(self.member_id, self.membership_id, past))

    def look_again(self) -> None:
        self._view = None  # and the cursor goes to the period that was current on that date
        self.begin(self._load(), "history")

    def action_back(self) -> None:
        self.dismiss(self._applied)

    # After an act

    def _updated(self, applied: Applied | None) -> None:
        if applied is not None:
            self._applied = applied
            self.query_one(Notice).say(say_applied(applied, self._figures(applied.entry)))
            self._load_after(applied)

    def _corrected(self, applied: Applied | None) -> None:
        """Something was corrected in the ledger: these figures may be others now."""
        if applied is not None:
            self._applied = applied
            self._load_after(applied)

    def _load_after(self, applied: Applied) -> None:
        reading = read_after(self.desk_app, applied, lambda: self._load(applied))
        self.begin(reading, "history")

    def _figures(self, entry: Entry) -> str:
        """What was done: "8 → 10 Massage for 1–30 Nov"."""
        view, period = self._view, None
        if view is not None and entry.period_id is not None:
            period = view.record.period(entry.period_id)
        figures = signed(entry.credits)
        if entry.allocation_after is not None:
            figures = f"{entry.allocation_before} {ARROW} {entry.allocation_after}"
        dates = "" if period is None or view is None else f" for {say_period(period, view.today)}"
        return f"{figures} {self.desk_app.catalogue.service_name(entry.service)}{dates}"


def _current(found: list[PeriodRow]) -> tuple[int, str] | None:
    """The row to begin at: the current period's first, else the newest that is past."""
    states = [row.state for row in found]
    for state in ("current", "past"):
        if state in states:
            return found[states.index(state)].key
    return None


def _whose(view: MemberView, membership: MembershipView) -> Inked:
    standing = f"{membership.standing.symbol} {membership.standing.label}"
    plan = membership.membership.plan.name
    return ((view.member.name, "strong"), f"  {plan}  {standing}")


def _how_many(membership: MembershipView) -> Inked:
    count = len(membership.periods)
    return ((f"{count} period" if count == 1 else f"{count} periods", "muted"),)
