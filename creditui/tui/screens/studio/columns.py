"""The columns of the studio's ledger."""

from __future__ import annotations

from creditui.desk.catalogue import Catalogue
from creditui.domain.wording import kind_name
from creditui.tui.marks import Inked, signed
from creditui.tui.screens.ledger.columns import FIRST
from creditui.tui.screens.ledger.telling import note_cell, say_when, say_who, widest_service
from creditui.tui.screens.studio.pages import StudioRow
from creditui.tui.widgets.windowed import Column


def columns(catalogue: Catalogue) -> tuple[Column[StudioRow], ...]:
    """Where it is tight the service goes first, then the note, which the pane below has whole."""
    widest = max(7, widest_service(catalogue.services))

    def when(row: StudioRow) -> Inked:
        return ((say_when(row.entry, catalogue.settings.timezone, catalogue.today), "muted"),)

    def credits(row: StudioRow) -> Inked:
        return ((signed(row.entry.credits), "strong"),)

    return (
        Column("When", when, 12),
        Column("Who", lambda row: say_who(row.entry), 7, flex=1, most=14),
        Column("Member", lambda row: row.member, 13, flex=2, most=26),
        Column("Kind", lambda row: kind_name(row.entry.kind), 10),
        Column("Credits", credits, 7, align="right"),
        Column(
            "Service",
            lambda row: catalogue.service_name(row.entry.service),
            min(9, widest),
            flex=FIRST,
            most=widest,
            drop=2,
        ),
        Column(
            "Note",
            lambda row: note_cell(row.entry, row.corrected_by),
            12,
            flex=6,
            most=80,
            drop=1,
        ),
    )
