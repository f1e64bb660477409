"""The lots that an entry moved, each with its whole life; enter goes to any of its entries."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from creditui.desk.entry_lots import EntryLots, entry_lots
from creditui.domain.wording import kind_name, signed
from creditui.tui.commands import Command, Room, bindings
from creditui.tui.marks import Inked
from creditui.tui.screens.as_of.past import Past
from creditui.tui.screens.ledger.by_lot import ByLotScreen
from creditui.tui.screens.ledger.lot_lives import COLUMNS, first_row, life_rows
from creditui.tui.widgets.line import Line


class LotsScreen(ByLotScreen):
    """The lots of one entry, today or as they were."""

    room = Room.LOTS
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.LOTS)
    columns = COLUMNS
    reading = "Reading the lots…"

    def __init__(self, entry_id: int, past: Past | None = None) -> None:
        super().__init__(past)
        self._about = entry_id
        self._found: EntryLots | None = None

    @property
    def where(self) -> str:
        return "Lots" if self._found is None else f"{self._found.member.name} · Lots"

    async def load(self) -> None:
        number, as_of = self._about, self.as_of
        self._found = found = await self.ask(lambda desk: entry_lots(desk, number, as_of))
        catalogue = self.desk_app.catalogue
        entry = found.entry
        what = f"{kind_name(entry.kind)} {signed(entry.credits)}"
        title: Inked = (
            (f"Lots of entry {entry.id}", "strong"),
            (f"  {what} {catalogue.service_name(entry.service)}", "muted"),
        )
        self.query_one("#about", Line).set(title)
        self.listing.set_empty("This entry moved no lot.")
        self.listing.show(life_rows(found, catalogue), cursor=first_row(found))
        self.tell_title()

    # Commands

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        if reason is not None or command.id != "open":
            return reason
        if not self.is_mounted or self.entry_id is None:
            return "There is no entry under the cursor; move it to one of a lot's entries."
        return "The entry is open." if self.opened else None
