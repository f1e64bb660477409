"""Adjustments summed up by person, reason, service or week: a table, and a plot of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.events import Resize

from creditui.desk.audit_summary import SUMMARIES, audit_summary, summed_up
from creditui.domain.wording import signed
from creditui.tui.commands import BY_ID, Command, Room, bindings, keys_of
from creditui.tui.marks import Ink, Inked
from creditui.tui.screens.audit.period import Period
from creditui.tui.screens.audit.period_screen import PeriodScreen
from creditui.tui.screens.audit.plot import ADDED, REMOVED, Bar, SummaryPlot
from creditui.tui.screens.audit.total_names import CUT, cut_short, total_name
from creditui.tui.screens.ledger.beside import SPLIT
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.windowed import Column, Windowed

READING = "Adding up…"
NOTHING = "Nobody adjusted anything in this period; p changes it."
_NEXT, _PREVIOUS = ("right", "tab"), ("left", "shift+tab")


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One line of a summary, with what it is called here."""

    label: str
    """As the desk has it."""
    name: str
    part: str
    """Which days of its week the period holds, where it does not hold all of them."""
    entries: int
    added: int
    removed: int

    @property
    def net(self) -> int:
        """Signed whole credits."""
        return self.added + self.removed


class TotalsScreen(PeriodScreen):
    """The four summaries, one at a time."""

    room = Room.TOTALS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Room.TOTALS),
        Binding(",".join(_NEXT), "turn(1)", "Next", show=False),
        Binding(",".join(_PREVIOUS), "turn(-1)", "Previous", show=False),
    ]
    DEFAULT_CSS = """
    TotalsScreen #period { margin-bottom: 1; }
    TotalsScreen #both { height: 1fr; layout: vertical; }
    TotalsScreen Windowed { height: 1fr; max-width: 90; }
    TotalsScreen #drawn { height: 62%; padding: 0 1; margin-top: 1; max-width: 130; }
    TotalsScreen #drawn Line { padding: 0; }
    TotalsScreen #both.-split { layout: horizontal; }
    TotalsScreen #both.-split Windowed { width: 1fr; }
    TotalsScreen #both.-split #drawn { width: 1fr; height: 24; margin: 0 0 0 2; }
    """

    def __init__(self, period: Period, by: str = SUMMARIES[0]) -> None:
        super().__init__()
        self.period, self.by = period, by

    def body(self) -> ComposeResult:
        yield Line(id="tabs")
        yield Line(id="period")
        with Container(id="both"):
            rows: Windowed[TotalRow] = Windowed(
                _COLUMNS, key=lambda row: row.label, empty=READING, id="totals"
            )
            yield rows
            with Vertical(id="drawn"):
                yield Line(_LEGEND, id="legend")
                yield SummaryPlot()

    def on_mount(self) -> None:
        self.listing.focus()
        self.begin_reading()

    def on_resize(self, event: Resize) -> None:
        both = self.query_one("#both")
        both.set_class(event.size.width >= SPLIT, "-split")

    @property
    def where(self) -> str:
        return "Audit · Totals"

    @property
    def listing(self) -> Windowed[TotalRow]:
        """The table."""
        return self.query_one(Windowed)

    # Reading

    def begin_reading(self) -> None:
        self.query_one("#tabs", Line).set(_tabs(self.by))
        self.query_one("#period", Line).set(str(self.period))
        self.begin(self._load(), "totals", reads=True)

    async def _load(self) -> None:
        by, period = self.by, self.period
        lines = await self.read(lambda desk: audit_summary(desk, by, period.since, period.until))
        rows = [
            self._row(by, period, line.label, line.entries, line.added, line.removed)
            for line in lines
        ]
        self.listing.set_empty(NOTHING)
        self.listing.show(rows, cursor=rows[0].label if rows else None)
        bars = [Bar(row.name, row.added, row.removed, cut=bool(row.part)) for row in rows]
        self.query_one(SummaryPlot).show(bars, upright=by == "week")
        cut = any(bar.cut for bar in bars)
        self.query_one("#legend", Line).set(_LEGEND + _CUT_LEGEND if cut else _LEGEND)
        self.refresh_bindings()

    def _row(
        self, by: str, period: Period, label: str, entries: int, added: int, removed: int
    ) -> TotalRow:
        catalogue = self.desk_app.catalogue
        name = total_name(by, label, added + removed, catalogue)
        part = cut_short(label, period, catalogue.today) if by == "week" else ""
        return TotalRow(label, name, part, entries, added, removed)

    @on(Windowed.Highlighted)
    def _highlighted(self) -> None:
        self.refresh_bindings()

    # Commands

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        nothing = self.is_mounted and self.listing.highlighted is None
        if reason is None and command.id == "open" and nothing:
            return "There is nothing under the cursor; p changes the period."
        return reason

    @on(Windowed.Selected)
    def _selected(self, message: Windowed.Selected[Any]) -> None:
        self.action_open()

    def action_open(self) -> None:
        """The entries that this line adds up, in the studio's ledger."""
        if (row := self.listing.highlighted) is not None:
            self.begin(self._open(row.label), "open", opens=True)

    async def _open(self, label: str) -> None:
        from creditui.tui.screens.studio.screen import StudioLedgerScreen

        by, period = self.by, self.period
        wanted = await self.ask(lambda desk: summed_up(desk, by, label, period.since, period.until))
        if self.is_current:
            self.app.push_screen(StudioLedgerScreen(str(wanted)))

    def _turn_to(self, by: str) -> None:
        if by != self.by:
            self.by = by
            self.begin_reading()

    def asks_instead(self, key: str) -> bool:
        keymap = self.desk_app.keymap
        numbers = [each for by in SUMMARIES for each in keys_of(BY_ID[f"by_{by}"], keymap)]
        return self.can_be_left and key in (*_NEXT, *_PREVIOUS, *numbers)

    def action_turn(self, steps: int) -> None:
        place = SUMMARIES.index(self.by) + steps
        self._turn_to(SUMMARIES[place % len(SUMMARIES)])

    def action_by_person(self) -> None:
        self._turn_to("person")

    def action_by_reason(self) -> None:
        self._turn_to("reason")

    def action_by_service(self) -> None:
        self._turn_to("service")

    def action_by_week(self) -> None:
        self._turn_to("week")


def _quiet(figure: int) -> Inked:
    return ((signed(figure), "plain" if figure else "muted"),)


def _tabs(current: str) -> Inked:
    parts: list[str | tuple[str, Ink]] = []
    for number, by in enumerate(SUMMARIES, start=1):
        here = by == current
        parts.append(("▌" if here else " ", "accent"))
        parts.append((f"{number} ", "accent" if here else "muted"))
        parts.append((f"by {by}", "strong" if here else "muted"))
        parts.append("   " if number < len(SUMMARIES) else "")
    return tuple(parts)


_LEGEND: tuple[str | tuple[str, Ink], ...] = (
    (f"{ADDED} ", "accent"),
    "added   ",
    (f"{REMOVED} ", "warning"),
    "removed",
)
_CUT_LEGEND: tuple[str | tuple[str, Ink], ...] = ("   ", (f"{CUT} cut by the period", "muted"))
_COLUMNS: tuple[Column[TotalRow], ...] = (
    Column("", lambda row: (row.name, (row.part, "muted")), 14, flex=1, most=34),
    Column("Entries", lambda row: str(row.entries), 7, align="right"),
    Column("Added", lambda row: _quiet(row.added), 7, align="right"),
    Column("Removed", lambda row: _quiet(row.removed), 7, align="right"),
    Column("Net", lambda row: ((signed(row.net), "strong"),), 7, align="right"),
)
