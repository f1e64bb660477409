"""A member's ledger, and the way to one of its entries: what its tests start from."""

from __future__ import annotations

from creditui.tui.screens.ledger.pane import LedgerPane
from creditui.tui.screens.ledger.screen import LedgerScreen
from tests.support.studio import Studio
from tests.tui.screens.reading import Reader


def ledger_of(studio: Studio, external_id: str = "maya") -> LedgerScreen:
    """A member's ledger as the program opens it."""
    record = studio.record(external_id)
    return LedgerScreen(record.member.id, record.member.name)


def pane(mona: Reader) -> LedgerPane:
    """Her ledger on the screen: its rows, and the one under the cursor."""
    return mona.app.screen.query_one(LedgerPane)


async def goes_to(mona: Reader, entry_id: int) -> None:
    """Down the list until the cursor is on the entry."""
    for _ in range(len(pane(mona).listing.rows)):
        found = pane(mona).highlighted
        if found is not None and found.id == entry_id:
            return
        await mona.press("down")
    raise AssertionError(f"entry {entry_id} is not among the rows")
