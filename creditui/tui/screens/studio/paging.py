"""The entries of the studio's ledger, page by page: a bounded window of them, and one in full."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from creditui.domain.filtering import Filter
from creditui.domain.wording import entries, say_date
from creditui.tui.screens.desk_screen import DeskScreen
from creditui.tui.screens.ledger.beside import Beside
from creditui.tui.screens.studio.columns import columns
from creditui.tui.screens.studio.pages import Rows, StudioRow, ask_line, newer_rows, older_rows
from creditui.tui.widgets.windowed import Windowed

READING = "Reading the ledger…"
NOTHING = "Nothing has changed any credits yet; the first import or adjustment will show here."
NO_MATCH = "No entry matches this filter; / changes it, and an empty one shows every entry."


class PagedEntries(Vertical):
    """The list and the detail. Its owner calls `ask_for` with each line, in a worker."""

    class Told(Message):
        """What `state` says has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Filter()
        """What the rows are."""
        self.state = ""
        """What the list holds, in some words."""
        self._turn = 0
        self._last = 0
        self._older: int | None = None
        self._newer: int | None = None
        self._fresh: frozenset[int] = frozenset()

    def compose(self) -> ComposeResult:
        catalogue = self._screen.desk_app.catalogue
        yield Beside(
            Windowed(columns(catalogue), key=lambda row: row.entry.id, empty=READING, id="entries")
        )

    @property
    def listing(self) -> Windowed[StudioRow]:
        """The list; it takes the focus."""
        return cast("Windowed[StudioRow]", self.query_one(Beside).listing)

    @property
    def highlighted(self) -> StudioRow | None:
        """The row that the cursor is on."""
        return self.listing.highlighted

    @property
    def detail(self) -> Beside:
        """The list with its detail."""
        return self.query_one(Beside)

    async def ask_for(self, line: str, at: int | None = None) -> None:
        """Show what `line` asks for, the cursor on the entry of id `at` or the newest.

        A later call takes the place of this one. Raises what the desk raises: InputError with the
        sentence for the field.
        """
        self._turn += 1
        turn = self._turn
        answer = await self._screen.read(lambda desk: ask_line(desk, line, at))
        rows = await self._found(answer.rows, answer.wanted)
        if turn != self._turn or not self.is_attached:
            return
        self.wanted, self._last, self._fresh = answer.wanted, answer.last, frozenset()
        self._show(rows, at)

    async def _found(self, rows: Rows, wanted: Filter) -> Rows:
        """`rows`, or where there are none yet, the first that a search further back finds."""
        while not rows.rows and rows.older is not None:
            self._tell(rows)
            older = rows.older
            rows = await self._screen.read(partial(older_rows, wanted=wanted, before_id=older))
        return rows

    # Pages

    @on(Windowed.PageWanted, "#entries")
    def _page_wanted(self, message: Windowed.PageWanted[StudioRow]) -> None:
        message.stop()
        edge = message.key is None
        self._screen.begin(self._read(message.after, edge), "studio-page")

    async def _read(self, after: bool, edge: bool) -> None:
        if edge and not after:
            await self._from_the_start()
            return
        turn, wanted = self._turn, self.wanted
        try:
            if edge:
                rows = await self._oldest(wanted)
            elif after:
                before = self._older or self.listing.rows[-1].entry.id
                rows = await self._screen.read(lambda desk: older_rows(desk, wanted, before))
            else:
                behind = self._newer or self.listing.rows[0].entry.id
                rows = await self._screen.read(lambda desk: newer_rows(desk, wanted, behind))
        except BaseException:
            self.listing.release()
            raise
        if turn != self._turn or not self.is_attached:
            return
        if edge:
            self._turn += 1
            newer = rows.rows[0].entry.id if rows.newer is not None and rows.rows else None
            self._show(replace(rows, newer=newer), rows.rows[-1].entry.id if rows.rows else None)
        else:
            self._extend(rows, after)

    async def _from_the_start(self) -> None:
        try:
            await self.ask_for(str(self.wanted))
        finally:
            self.listing.release()

    async def _oldest(self, wanted: Filter) -> Rows:
        behind, rows = 0, Rows((), None)
        while not rows.rows:
            rows = await self._screen.read(partial(newer_rows, wanted=wanted, after_id=behind))
            if rows.newer is None:
                break
            behind = rows.newer
        return rows

    def _extend(self, rows: Rows, after: bool) -> None:
        """Add a page; where the other end is let go, its place is that of the last row held."""
        listing = self.listing
        first, last = listing.window.key_at(0), listing.window.key_at(len(listing.rows) - 1)
        if after:
            self._older = rows.older
        else:
            self._newer = rows.newer
        listing.extend(
            rows.rows, after=after, more=(rows.older if after else rows.newer) is not None
        )
        if after and listing.window.key_at(0) != first:
            self._newer = None
        if not after and listing.window.key_at(len(listing.rows) - 1) != last:
            self._older = None
        self._tell(rows)

    def _show(self, rows: Rows, cursor: int | None) -> None:
        self._older, self._newer = rows.older, rows.newer
        self.listing.set_empty(NO_MATCH if self.wanted else NOTHING)
        first = rows.rows[0].entry.id if rows.rows else None
        self.listing.show(
            rows.rows,
            cursor=first if cursor is None else cursor,
            more_before=rows.newer is not None,
            more_after=rows.older is not None,
            fresh=self._fresh,
        )
        self._tell(rows)

    def _tell(self, rows: Rows | None = None) -> None:
        """Bring `state` up to date."""
        window = self.listing.window
        count = len(window.rows)
        if rows is not None and rows.searched_to is not None:
            today = self._screen.desk_app.catalogue.today
            state = f"searched back to {say_date(rows.searched_to, today)}"
        elif window.more_before or window.more_after:
            state = "newest first"
        else:
            state = entries(count) if count else ""
        if state != self.state:
            self.state = state
            self.post_message(self.Told())

    # The detail

    @on(Windowed.Highlighted, "#entries")
    def _highlighted(self, message: Windowed.Highlighted[StudioRow]) -> None:
        message.stop()
        self.detail.show(None if message.row is None else message.row.entry.id)
        self.screen.refresh_bindings()

    @on(Windowed.Selected, "#entries")
    def _selected(self, message: Windowed.Selected[StudioRow]) -> None:
        message.stop()
        self.detail.open()

    @property
    def _screen(self) -> DeskScreen[Any]:
        return cast("DeskScreen[Any]", self.screen)
