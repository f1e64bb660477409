"""What an act did, in one sentence, where the new figures are."""

from __future__ import annotations

from creditui.desk.applying import Applied
from creditui.desk.catalogue import Catalogue
from creditui.domain.wording import signed


def applied_sentence(applied: Applied, catalogue: Catalogue) -> str:
    """`+2 Massage: 3 → 5, entry 1234`; an act that had been applied before says so (R14)."""
    entry = applied.entry
    what = f"{signed(entry.credits)} {catalogue.service_name(entry.service)}"
    figures = f"{what}: {entry.balance_before} → {entry.balance_after}"
    if entry.allocation_after is not None and entry.corrects is None:
        figures += f", allocation {entry.allocation_before or 0} → {entry.allocation_after}"
    if entry.corrects is not None:
        figures += f", corrects entry {entry.corrects}"
    if applied.replayed:
        return f"This was applied already, as entry {entry.id}: {figures}. Nothing new was written."
    return f"{figures}, entry {entry.id}"
