"""The columns of a member's ledger."""

from __future__ import annotations

from dataclasses import dataclass

from creditui.desk.catalogue import Catalogue
from creditui.domain.ledger import Entry
from creditui.domain.reasons import reason_name
from creditui.domain.wording import kind_name
from creditui.tui.marks import Inked, signed
from creditui.tui.screens.ledger.telling import (
    ARROW,
    note_cell,
    say_when,
    say_who,
    widest_service,
)
from creditui.tui.widgets.windowed import Column

FIRST = 40
"""The share of a column that is to have all it needs before others grow."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An entry, and the entry that corrects it or gives it back, if there is one."""

    entry: Entry
    corrected_by: int | None


def columns(catalogue: Catalogue) -> tuple[Column[LedgerRow], ...]:
    """When, who, kind, credits, service, balance, reason, note; some go where it is tight."""

    def when(row: LedgerRow) -> Inked:
        return ((say_when(row.entry, catalogue.settings.timezone, catalogue.today), "muted"),)

    def service(row: LedgerRow) -> Inked:
        return catalogue.service_name(row.entry.service)

    def reason(row: LedgerRow) -> Inked:
        return reason_name(row.entry.reason, row.entry.credits, catalogue.reasons)

    most = max(7, widest_service(catalogue.services))
    return (
        Column("When", when, 12),
        Column("Who", lambda row: say_who(row.entry), 7, flex=1, most=16, drop=1),
        Column("Kind", lambda row: kind_name(row.entry.kind), 10),
        Column("Credits", lambda row: ((signed(row.entry.credits), "strong"),), 7, align="right"),
        Column("Service", service, 7, flex=FIRST, most=most, drop=2),
        Column("Balance", _balance, 11, align="right", drop=3),
        Column("Reason", reason, 16, drop=4),
        Column("Note", lambda row: note_cell(row.entry, row.corrected_by), 12, flex=8, most=80),
    )


def _balance(row: LedgerRow) -> Inked:
    before, after = row.entry.balance_before, row.entry.balance_after
    return ((f"{before} {ARROW} ", "muted"), str(after))
