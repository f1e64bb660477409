"""What the screens have in common that list entries lot by lot: Explain and Lots."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult

from creditui.tui.screens.as_of.screen import DatedScreen
from creditui.tui.screens.ledger.beside import Beside
from creditui.tui.screens.ledger.lot_line import LotLine
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.windowed import Column, Windowed


class ByLotScreen(DatedScreen[None]):
    """A line that says what it is about, the rows of lots, and the detail of an entry of theirs.

    A subclass reads in `load` what it shows.
    """

    columns: ClassVar[tuple[Column[LotLine], ...]]
    reading: ClassVar[str]
    """What stands there until everything is read."""
    DEFAULT_CSS = """
    ByLotScreen #about { margin-bottom: 1; max-width: 110; }
    """

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Line(id="about")
        listing = Windowed(self.columns, key=lambda row: row.key, empty=self.reading)
        yield Beside(listing, peek=False)

    def on_mount(self) -> None:
        self.listing.focus()
        self.query_one(Beside).as_of = self.as_of
        self.begin(self.load(), "lots", opens=True)

    @abstractmethod
    async def load(self) -> None:
        """Read what is to be told, and show it; raises what the desk raises."""

    @property
    def listing(self) -> Windowed[LotLine]:
        """The rows."""
        listing: Windowed[LotLine] = self.query_one(Beside).listing
        return listing

    @property
    def entry_id(self) -> int | None:
        """The entry under the cursor."""
        row = self.listing.highlighted
        return None if row is None else row.entry_id

    @property
    def opened(self) -> bool:
        """Whether the entry has the place of the list."""
        return self.query_one(Beside).opened

    def action_open(self) -> None:
        self.query_one(Beside).open()

    def action_back(self) -> None:
        if not self.query_one(Beside).close():
            self.dismiss()

    @on(Windowed.Highlighted)
    def _highlighted(self, message: Windowed.Highlighted[Any]) -> None:
        self.query_one(Beside).show(self.entry_id)
        self.refresh_bindings()

    @on(Windowed.Selected)
    def _selected(self, message: Windowed.Selected[Any]) -> None:
        self.action_open()
