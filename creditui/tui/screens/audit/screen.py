"""The audit: what an auditor asks first, with the number of entries that answer it."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import ScreenResume, ScreenSuspend

from creditui.desk.audit import Answered, AuditOverview, audit_overview
from creditui.desk.refused_notes import collect
from creditui.domain import wording
from creditui.tui.commands import Command, Room, bindings
from creditui.tui.marks import Inked
from creditui.tui.screens.audit.aside import Aside
from creditui.tui.screens.audit.leading import LeadsToAudit
from creditui.tui.screens.audit.period import Period, PeriodDialog, last_days
from creditui.tui.screens.desk_screen import DeskScreen
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.windowed import Column, Windowed

ASKING = "Asking the ledger…"


class AuditScreen(DeskScreen[None], LeadsToAudit):
    """The questions over one period, with the rule of the one that the cursor is on."""

    room = Room.AUDIT
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.AUDIT)
    DEFAULT_CSS = """
    AuditScreen #period { margin-bottom: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.period: Period | None = None
        """The period; the last 30 days until the person chooses another."""
        self.overview: AuditOverview | None = None
        self._away = False

    def body(self) -> ComposeResult:
        yield Line(id="period")
        yield Aside(Windowed(_COLUMNS, key=lambda answer: answer.question.code, empty=ASKING))

    def on_mount(self) -> None:
        self.listing.focus()
        self._count()

    @on(ScreenSuspend)
    def _look_away(self) -> None:
        """What is opened from here does not wait until everything is counted."""
        self._away = True
        self.workers.cancel_group(self, "audit")

    @on(ScreenResume)
    def _look_again(self) -> None:
        """Count what was not counted to the end."""
        if self._away:
            self._away = False
            self._count()

    @property
    def where(self) -> str:
        return "Audit"

    @property
    def listing(self) -> Windowed[Answered]:
        """The questions."""
        return self.query_one(Windowed)

    @property
    def _asked(self) -> Period:
        return self.period or last_days(self.desk_app.catalogue.today)

    def _count(self) -> None:
        """Ask about the period, where what is shown is of another."""
        period, shown = self._asked, self.overview
        if shown is None or (shown.since, shown.until) != (period.since, period.until):
            self.begin(self._load(), "audit", reads=shown is None)

    async def _load(self) -> None:
        period = self._asked
        await self.ask(collect)
        overview = await self.read(lambda desk: audit_overview(desk, period.since, period.until))
        self.overview = overview
        self.query_one("#period", Line).set(str(period), _refused(overview.refused))
        self.listing.show(overview.answers)
        self._tell()

    @on(Windowed.Highlighted)
    def _highlighted(self, message: Windowed.Highlighted[Any]) -> None:
        self._tell()

    def _tell(self) -> None:
        answer = self.listing.highlighted
        if answer is not None:
            asked, count = answer.question, answer.entries
            facts = (("Finds", answer.rule), ("Why", asked.why), ("In the period", _counted(count)))
            self.query_one(Aside).tell(asked.name, facts, ((asked.code, "muted"),))
        self.refresh_bindings()

    # Commands

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        unread = self.overview is None and command.id == "open"
        return "The ledger is still being asked." if reason is None and unread else reason

    @on(Windowed.Selected)
    def _selected(self, message: Windowed.Selected[Any]) -> None:
        self.action_open()

    def action_open(self) -> None:
        from creditui.tui.screens.audit.findings import FindingsScreen

        if (answer := self.listing.highlighted) is not None:
            self.app.push_screen(FindingsScreen(answer.question, self._asked), self.ask_about)

    def action_totals(self) -> None:
        from creditui.tui.screens.audit.totals import TotalsScreen

        self.app.push_screen(TotalsScreen(self._asked), self.ask_about)

    def action_studio_ledger(self) -> None:
        from creditui.tui.screens.studio.screen import StudioLedgerScreen

        self.app.push_screen(StudioLedgerScreen())

    def action_period(self) -> None:
        today = self.desk_app.catalogue.today
        self.app.push_screen(PeriodDialog(self._asked, today), self.ask_about)

    def ask_about(self, period: Period | None) -> None:
        """Ask about another period, where it is another."""
        if period is not None and period != self._asked:
            self.period = period
            self._count()

    def action_back(self) -> None:
        self.dismiss()


def _mark(answer: Answered) -> Inked:
    return (("●", "accent") if answer.entries else ("·", "muted"),)


def _name(answer: Answered) -> Inked:
    return ((answer.question.name, "strong" if answer.entries else "muted"),)


def _entries(answer: Answered) -> Inked:
    return ((str(answer.entries), "strong" if answer.entries else "muted"),)


_COLUMNS: tuple[Column[Answered], ...] = (
    Column("", _mark, 1),
    Column("Question", _name, 25),
    Column("Entries", _entries, 7, align="right"),
    Column("Finds", lambda answer: ((answer.rule, "muted"),), 24, flex=1, most=120, drop=1),
)


def _counted(entries: int) -> Inked:
    if not entries:
        return (("no entry", "muted"),)
    return ((wording.entries(entries), "strong"),)


def _refused(attempts: int) -> Inked:
    said = "1 refused attempt" if attempts == 1 else f"{attempts or 'no'} refused attempts"
    return ((said, "strong" if attempts else "muted"), "   ", ("r", "accent"), (" shows", "muted"))
