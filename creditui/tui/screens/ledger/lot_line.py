"""One line of a list that tells of lots and of the entries that moved them."""

from __future__ import annotations

from dataclasses import dataclass

from creditui.tui.marks import Inked


@dataclass(frozen=True, slots=True)
class LotLine:
    """A heading, a lot, what became of its credits, an entry that moved it, or a sum."""

    key: str
    what: Inked = ""
    who: Inked = ""
    moved: Inked = ""
    left: Inked = ""
    counts: Inked = ""
    """What it adds to a balance; empty where none is added up."""
    entry_id: int | None = None
    """The entry of a movement; None for every other row."""
