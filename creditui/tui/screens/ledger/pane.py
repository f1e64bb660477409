"""A member's ledger: every entry, newest first, however many there are (R22)."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from creditui.desk.ledger import PAGE, corrections, member_ledger
from creditui.desk.session import Desk
from creditui.domain.ledger import Entry
from creditui.tui.screens.desk_screen import DeskScreen
from creditui.tui.screens.ledger.beside import Beside
from creditui.tui.screens.ledger.columns import LedgerRow, columns
from creditui.tui.widgets.windowed import Windowed

NOTHING = "Nothing has changed this member's credits yet; an adjustment will be the first entry."
NOTHING_THEN = "Nothing had changed this member's credits by the end of that day."


class LedgerPane(Vertical):
    """The ledger of one member with the detail of the entry under the cursor.

    Its owner calls `load`, in a worker, when it is first seen and after every act.
    """

    DEFAULT_CSS = """
    LedgerPane { height: 1fr; }
    """

    def __init__(self, member_id: int, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.member_id = member_id
        self._turn = 0
        self._newest = 0
        self.as_of: date | None = None
        """The studio date at whose end the ledger is shown; None for today."""

    def compose(self) -> ComposeResult:
        listing = Windowed(
            columns(self._screen.desk_app.catalogue),
            key=lambda row: row.entry.id,
            empty="Reading the ledger…",
        )
        yield Beside(listing)

    # What the owner calls

    def look_back(self, as_of: date | None) -> None:
        """Show what was known at the end of that studio date, from the next `load` on."""
        self.as_of = self.query_one(Beside).as_of = as_of

    async def load(self, highlight: int | None = None) -> None:
        """Read the newest page again; the entry of id `highlight` gets the cursor and a mark.

        Raises what the desk raises.
        """
        rows, turn = await self._newest_page()
        if turn == self._turn and self.is_attached:
            fresh = () if highlight is None else (highlight,)
            self._show(rows, cursor=highlight, fresh=fresh)

    async def load_at(self, seq: int) -> None:
        """Read the page around her entry of number `seq`, and put the cursor on it."""
        rows, turn = await self._newest_page()
        if rows and seq < rows[-1].entry.seq + PAGE // 2:
            before = seq + PAGE // 2
            rows = await self._screen.ask(lambda desk: self._page(desk, before))
        if turn == self._turn and self.is_attached:
            ids = (row.entry.id for row in rows if row.entry.seq == seq)
            self._show(rows, cursor=next(ids, None))

    async def _newest_page(self) -> tuple[tuple[LedgerRow, ...], int]:
        self._turn += 1
        turn = self._turn
        rows = await self._screen.ask(lambda desk: self._page(desk, None))
        if turn == self._turn:
            self._newest = rows[0].entry.seq if rows else 0
        return rows, turn

    @property
    def highlighted(self) -> Entry | None:
        """The entry that the cursor is on."""
        row = self.listing.highlighted
        return None if row is None else row.entry

    @property
    def corrected_by(self) -> int | None:
        """The entry that corrects the one under the cursor, if there is one (R16)."""
        row = self.listing.highlighted
        return None if row is None else row.corrected_by

    @property
    def listing(self) -> Windowed[LedgerRow]:
        """The list of entries; it takes the focus."""
        return cast("Windowed[LedgerRow]", self.query_one(Beside).listing)

    @property
    def opened(self) -> bool:
        """Whether the detail has the whole place; esc gives the list its place back."""
        return self.query_one(Beside).opened

    def open_detail(self) -> None:
        """Give the detail of the entry the whole place."""
        self.query_one(Beside).open()

    def close_detail(self) -> bool:
        """Go back from there to the list; whether that was needed."""
        return self.query_one(Beside).close()

    # The list

    @on(Windowed.Highlighted)
    def _highlighted(self, message: Windowed.Highlighted[LedgerRow]) -> None:
        message.stop()
        self.query_one(Beside).show(None if message.row is None else message.row.entry.id)
        self.screen.refresh_bindings()

    @on(Windowed.Selected)
    def _selected(self, message: Windowed.Selected[LedgerRow]) -> None:
        message.stop()
        self.open_detail()

    @on(Windowed.PageWanted)
    def _page_wanted(self, message: Windowed.PageWanted[LedgerRow]) -> None:
        message.stop()
        edge = message.key is None
        self._screen.begin(self._read(message.after, edge), "ledger-page")

    async def _read(self, after: bool, edge: bool) -> None:
        """Read a page on one side of the rows held, or the very last or first one."""
        turn = self._turn
        before = _before_seq(self.listing.rows, after, edge)
        try:
            rows = await self._screen.ask(lambda desk: self._page(desk, before))
        except BaseException:
            self.listing.release()
            raise
        if turn != self._turn or not self.is_attached:
            return
        if edge:
            self._turn += 1
            chosen = rows[-1 if after else 0].entry.id if rows else None
            self._show(rows, cursor=chosen)
        elif after:
            self.listing.extend(rows, after=True, more=_more(rows))
        else:
            first = self.listing.rows[0].entry.seq
            newer = tuple(row for row in rows if row.entry.seq > first)
            self.listing.extend(newer, after=False, more=self._newer_than(newer))

    def _show(
        self, rows: tuple[LedgerRow, ...], *, cursor: int | None, fresh: tuple[int, ...] = ()
    ) -> None:
        self.listing.set_empty(NOTHING if self.as_of is None else NOTHING_THEN)
        self.listing.show(
            rows,
            cursor=cursor,
            more_before=self._newer_than(rows),
            more_after=_more(rows),
            fresh=fresh,
        )

    def _newer_than(self, rows: tuple[LedgerRow, ...]) -> bool:
        """Whether there are entries newer than these."""
        return bool(rows) and rows[0].entry.seq < self._newest

    def _page(self, desk: Desk, before_seq: int | None) -> tuple[LedgerRow, ...]:
        """A page of rows, on the desk's thread."""
        as_of = self.as_of
        entries = member_ledger(desk, self.member_id, before_seq=before_seq, as_of=as_of)
        ties = corrections(desk, tuple(entry.id for entry in entries), as_of)
        return tuple(LedgerRow(entry, ties.get(entry.id)) for entry in entries)

    @property
    def _screen(self) -> DeskScreen[Any]:
        return cast("DeskScreen[Any]", self.screen)


def _before_seq(rows: tuple[LedgerRow, ...], after: bool, edge: bool) -> int | None:
    """Where a page begins; a member's numbers have no gaps (R22), so any page can be named."""
    if edge:
        return PAGE + 1 if after else None
    return rows[-1].entry.seq if after else rows[0].entry.seq + PAGE + 1


def _more(rows: tuple[LedgerRow, ...]) -> bool:
    """Whether there are entries older than these."""
    return bool(rows) and rows[-1].entry.seq > 1
