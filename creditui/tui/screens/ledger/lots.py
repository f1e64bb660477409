"""The lots that an entry moved, each with its whole life; enter goes to any of its entries."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from creditui.desk.entry_lots import EntryLots, entry_lots
from creditui.domain.wording import kind_name, signed
from creditui.tui.commands import Command, Room, bindings
from creditui.tui.marks import Inked
from creditui.tui.screens.as_of.past import Past
from creditui.tui.screens.as_of.screen import DatedScreen
from creditui.tui.screens.ledger.beside import Beside
from creditui.tui.screens.ledger.lot_lives import COLUMNS, LifeRow, first_row, life_rows
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.windowed import Windowed


class LotsScreen(DatedScreen[None]):
    """The lots of one entry, today or as they were."""

    room = Room.LOTS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.LOTS)
    DEFAULT_CSS = """
    LotsScreen #which { margin-bottom: 1; max-width: 110; }
    """

    def __init__(self, entry_id: int, past: Past | None = None) -> None:
        super().__init__(past)
        self._about = entry_id
        self._found: EntryLots | None = None

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Line(id="which")
        listing = Windowed(COLUMNS, key=lambda row: row.key, empty="Reading the lots…")
        yield Beside(listing, peek=False)

    def on_mount(self) -> None:
        self._list.focus()
        self.query_one(Beside).as_of = self.as_of
        self.begin(self._load(), "lots")

    @property
    def where(self) -> str:
        return "Lots" if self._found is None else f"{self._found.member.name} · Lots"

    @property
    def _list(self) -> Windowed[LifeRow]:
        listing: Windowed[LifeRow] = self.query_one(Beside).listing
        return listing

    async def _load(self) -> None:
        number, as_of = self._about, self.as_of
        self._found = found = await self.ask(lambda desk: entry_lots(desk, number, as_of))
        catalogue = self.desk_app.catalogue
        entry = found.entry
        what = f"{kind_name(entry.kind)} {signed(entry.credits)}"
        title: Inked = (
            (f"Lots of entry {entry.id}", "strong"),
            (f"  {what} {catalogue.service_name(entry.service)}", "muted"),
        )
        self.query_one("#which", Line).set(title)
        self._list.set_empty("This entry moved no lot.")
        self._list.show(life_rows(found, catalogue), cursor=first_row(found))
        self.tell_title()

    # Commands

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        if reason is not None or command.id != "open":
            return reason
        if not self.is_mounted or self._entry_id is None:
            return "There is no entry under the cursor; move it to one of a lot's entries."
        return "The entry is open." if self.query_one(Beside).opened else None

    @property
    def _entry_id(self) -> int | None:
        row = self._list.highlighted
        return None if row is None else row.entry_id

    def action_open(self) -> None:
        self.query_one(Beside).open()

    def action_back(self) -> None:
        if not self.query_one(Beside).close():
            self.dismiss()

    @on(Windowed.Highlighted)
    def _highlighted(self, message: Windowed.Highlighted[Any]) -> None:
        self.query_one(Beside).show(self._entry_id)
        self.refresh_bindings()

    @on(Windowed.Selected)
    def _selected(self, message: Windowed.Selected[Any]) -> None:
        self.action_open()
