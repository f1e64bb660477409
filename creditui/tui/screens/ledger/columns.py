"""The columns of a member's ledger."""

from __future__ import annotations

from dataclasses import dataclass

from creditui.desk.catalogue import Catalogue
from creditui.domain.ledger import Entry
from creditui.domain.reasons import reason_name
from creditui.domain.wording import kind_name
from creditui.tui.marks import ARROW, Inked
from creditui.tui.screens.ledger.telling import (
    credits_cell,
    note_cell,
    when_column,
    who_cell,
    widest_credits,
)
from creditui.tui.widgets.columns import FIRST, Column

LEAST_CREDITS = 19
"""Cells of credits and their service that a list never cuts."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An entry, and the entry that corrects it or gives it back, if there is one."""

    entry: Entry
    corrected_by: int | None


def columns(catalogue: Catalogue) -> tuple[Column[LedgerRow], ...]:
    """When, who, kind, credits, balance, reason, note; some go where it is tight."""

    def credits(row: LedgerRow) -> Inked:
        return credits_cell(row.entry, catalogue)

    def reason(row: LedgerRow) -> Inked:
        return reason_name(row.entry.reason, row.entry.credits, catalogue.reasons)

    widest = widest_credits(catalogue.services)
    return (
        when_column(lambda row: row.entry.instant, catalogue),
        Column("Who", lambda row: who_cell(row.entry), 7, flex=4, most=16, drop=3, whole=True),
        Column("Kind", lambda row: kind_name(row.entry.kind), 10, drop=1),
        Column("Credits", credits, min(LEAST_CREDITS, widest), flex=FIRST, most=widest),
        Column("Balance", _balance, 11, align="right", drop=4),
        Column("Reason", reason, 16, drop=5),
        Column(
            "Note",
            lambda row: note_cell(row.entry, row.corrected_by),
            10,
            flex=8,
            most=80,
            drop=2,
        ),
    )


def _balance(row: LedgerRow) -> Inked:
    before, after = row.entry.balance_before, row.entry.balance_after
    return ((f"{before} {ARROW} ", "muted"), str(after))
