"""What an act did, in figures, where the new ones are."""

from __future__ import annotations

from creditui.desk.catalogue import Catalogue
from creditui.domain.ledger import Entry
from creditui.domain.wording import signed


def applied_figures(entry: Entry, catalogue: Catalogue) -> str:
    """`+2 Massage: 3 → 5`, with the period's allocation or the entry corrected, if any."""
    what = f"{signed(entry.credits)} {catalogue.service_name(entry.service)}"
    figures = f"{what}: {entry.balance_before} → {entry.balance_after}"
    if entry.allocation_after is not None and entry.corrects is None:
        figures += f", allocation {entry.allocation_before or 0} → {entry.allocation_after}"
    if entry.corrects is not None:
        figures += f", corrects entry {entry.corrects}"
    return figures
