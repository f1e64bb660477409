"""The columns of the studio's ledger."""

from __future__ import annotations

from creditui.desk.catalogue import Catalogue
from creditui.domain.wording import kind_name
from creditui.tui.marks import Inked
from creditui.tui.screens.ledger.columns import LEAST_CREDITS
from creditui.tui.screens.ledger.telling import (
    credits_cell,
    note_cell,
    when_column,
    who_cell,
    widest_credits,
)
from creditui.tui.screens.studio.pages import StudioRow
from creditui.tui.widgets.columns import FIRST, Column


def columns(catalogue: Catalogue) -> tuple[Column[StudioRow], ...]:
    """Where it is tight the note goes first, then the kind, then who: the detail has them whole."""
    widest = widest_credits(catalogue.services)

    def credits(row: StudioRow) -> Inked:
        return credits_cell(row.entry, catalogue, row.corrected_by)

    return (
        when_column(lambda row: row.entry.instant, catalogue),
        Column("Who", lambda row: who_cell(row.entry), 7, flex=6, most=14, drop=1, whole=True),
        Column("Member", lambda row: row.member, 13, flex=FIRST, most=26, least=8),
        Column("Kind", lambda row: kind_name(row.entry.kind), 10, drop=2),
        Column("Credits", credits, min(LEAST_CREDITS, widest), flex=FIRST, most=widest),
        Column(
            "Note",
            lambda row: note_cell(row.entry, row.corrected_by),
            12,
            flex=6,
            most=80,
            drop=3,
        ),
    )
