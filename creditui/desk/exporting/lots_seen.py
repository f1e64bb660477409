"""Which lots a journal has named already, one bit each, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from creditui.domain.ledger import Entry


class LotsSeen:
    """Says of each lot once, when it is first moved, that its account is to be opened."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def opened_by(self, entry: Entry) -> Iterator[tuple[int, date | None]]:
        """The lots that `entry` is the first to name, each with its expiry if it made the lot.

        In an export of a part of the ledger the entry that made a lot may have been left out.
        """
        for lot in entry.new_lots:
            if self._first(lot.id):
                yield lot.id, lot.expires_on
        for movement in entry.movements:
            if self._first(movement.lot_id):
                yield movement.lot_id, None

    def _first(self, lot_id: int) -> bool:
        place, bit = lot_id >> 3, 1 << (lot_id & 7)
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 1 - len(self._bits)))
        first = not self._bits[place] & bit
        self._bits[place] |= bit
        return first
