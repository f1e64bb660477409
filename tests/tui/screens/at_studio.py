"""What somebody at the studio's ledger sees, and how she asks: what its tests start from."""

from __future__ import annotations

from creditui.tui.screens.studio.pane import StudioPane
from tests.support.visitor import Visitor


def pane(somebody: Visitor) -> StudioPane:
    """The studio's ledger on her screen."""
    found = somebody.screen.query_one(StudioPane)
    assert isinstance(found, StudioPane)
    return found


def ids(somebody: Visitor) -> list[int]:
    """The ids of the entries that are held, from the top down."""
    return [row.entry.id for row in pane(somebody).listing.rows]


def here(somebody: Visitor) -> int:
    """The id of the entry under the cursor."""
    row = pane(somebody).highlighted
    assert row is not None
    return row.entry.id


async def asks(somebody: Visitor, line: str) -> None:
    """Type a filter in place of what stands there, in one go."""
    await somebody.press("slash", "ctrl+u")
    await somebody.write_at_once(line)
