"""The entries that answer one question of the audit, each with its sentence."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from creditui.desk.audit_findings import audit_findings, newer_findings
from creditui.desk.catalogue import Catalogue
from creditui.desk.session import Desk
from creditui.domain.audit.questions import Question
from creditui.domain.audit.telling import AuditFinding
from creditui.domain.ledger import Entry
from creditui.domain.wording import signed
from creditui.tui.commands import Command, Room, bindings
from creditui.tui.marks import Inked
from creditui.tui.screens.audit.paging import Page, PagedScreen
from creditui.tui.screens.audit.period import Period
from creditui.tui.screens.audit.period_screen import PeriodScreen
from creditui.tui.screens.ledger.beside import Beside
from creditui.tui.screens.ledger.from_entry import lead_to_member
from creditui.tui.screens.ledger.telling import when_column, who_cell, widest_service
from creditui.tui.widgets.columns import FIRST, Column
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.windowed import Windowed
from creditui.tui.widgets.words import Words

READING = "Looking for them…"
NOTHING = "No entry of this period answers the question; p changes the period."


class FindingsScreen(PagedScreen[Period, AuditFinding], PeriodScreen):
    """What was found, newest first."""

    room = Room.FINDINGS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.FINDINGS)
    DEFAULT_CSS = """
    FindingsScreen #sentence { height: auto; padding: 0 1; margin: 0 0 1 0; max-width: 130; }
    FindingsScreen Beside > EntryPane { height: 8; }
    """

    def __init__(self, question: Question, period: Period) -> None:
        super().__init__()
        self.question, self.period = question, period

    def body(self) -> ComposeResult:
        yield Line(id="period")
        yield Words(id="sentence")
        found: Windowed[AuditFinding] = Windowed(
            _columns(self.desk_app.catalogue), key=lambda row: row.entry.id, empty=READING
        )
        yield Beside(found)

    def on_mount(self) -> None:
        self.listing.focus()
        self.begin_reading()

    @property
    def where(self) -> str:
        return f"Audit · {self.question.name}"

    @property
    def listing(self) -> Windowed[AuditFinding]:
        return cast("Windowed[AuditFinding]", self.query_one(Beside).listing)

    # Reading

    def begin_reading(self) -> None:
        self.query_one("#period", Line).set(str(self.period))
        self.begin(self.load(NOTHING), "findings", reads=True)

    def older(self, desk: Desk, before_id: int | None) -> Page[AuditFinding]:
        period, code = self.period, self.question.code
        found = audit_findings(desk, code, period.since, period.until, before_id)
        return Page(found.findings, found.before_id is not None)

    def newer(self, desk: Desk, after_id: int) -> Page[AuditFinding]:
        period, code = self.period, self.question.code
        found = newer_findings(desk, code, period.since, period.until, after_id)
        return Page(found.findings, found.after_id is not None)

    @on(Windowed.Highlighted)
    def _highlighted(self, message: Windowed.Highlighted[Any]) -> None:
        row: AuditFinding | None = message.row
        rule = self.question.says(self.desk_app.catalogue.settings)
        said: Inked = ((rule, "muted"),) if row is None else ((row.sentence, "strong"),)
        self.query_one("#sentence", Words).say(said)
        self.query_one(Beside).show(None if row is None else row.entry.id)
        self.refresh_bindings()

    # Commands

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        if reason is None and command.id in ("open", "member") and self._entry is None:
            return "There is no entry under the cursor; p changes the period."
        return reason

    @property
    def _entry(self) -> Entry | None:
        row = self.listing.highlighted if self.is_mounted else None
        return None if row is None else row.entry

    @on(Windowed.Selected)
    def _selected(self, message: Windowed.Selected[Any]) -> None:
        self.action_open()

    def action_open(self) -> None:
        """The entry among all the others, in the studio's ledger."""
        from creditui.tui.screens.studio.screen import StudioLedgerScreen

        if (entry := self._entry) is not None:
            self.app.push_screen(StudioLedgerScreen("", entry.id))

    def action_member(self) -> None:
        if (entry := self._entry) is not None:
            self.begin(lead_to_member(self, entry), "open", opens=True)


def _columns(catalogue: Catalogue) -> tuple[Column[AuditFinding], ...]:
    def note(row: AuditFinding) -> Inked:
        return ((row.entry.note, "muted"),)

    def service(row: AuditFinding) -> Inked:
        return catalogue.service_name(row.entry.service)

    widest = max(7, widest_service(catalogue.services))
    return (
        when_column(lambda row: row.entry.instant, catalogue),
        Column("Who", lambda row: who_cell(row.entry), 7, flex=1, most=14, drop=1, whole=True),
        Column("Member", lambda row: row.member_name, 13, flex=2, most=26, least=8),
        Column("Credits", lambda row: ((signed(row.entry.credits), "strong"),), 7, align="right"),
        Column("Service", service, min(9, widest), flex=FIRST, most=widest),
        Column("Note", note, 10, flex=5, most=80, drop=2),
    )
