"""The entries of the studio's ledger, brought up to date and taken to a date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from creditui.tui.screens.studio.pages import StudioRow, new_rows, older_rows, up_to
from creditui.tui.screens.studio.paging import NO_MATCH, NOTHING, READING, PagedEntries

__all__ = ["NOTHING", "NO_MATCH", "READING", "StudioPane"]


class StudioPane(PagedEntries):
    """The list and the detail, with what is newer than they are and what is of some date."""

    DEFAULT_CSS = """
    StudioPane { height: 1fr; }
    """

    async def jump_to(self, day: date) -> bool:
        """Begin at the newest entry of a studio date, or before it; newer ones come above it.

        The filter stays as it is. Where nothing is as old as that, nothing moves and the answer is
        False. Raises what the desk raises.
        """
        self._turn += 1
        turn, until = self._turn, up_to(self.wanted, day)
        self.listing.release()
        if until is None:
            return False
        rows = await self._screen.read(partial(older_rows, wanted=until, before_id=None))
        rows = await self._found(rows, until)
        if turn != self._turn or not self.is_attached:
            return True
        if rows.rows:
            newest = rows.rows[0].entry.id
            self._show(replace(rows, newer=newest), newest)
        else:
            self._tell()
        return bool(rows.rows)

    async def catch_up(self) -> None:
        """Show what was written since, marked as new; where the newest are not seen, nothing."""
        listing, turn = self.listing, self._turn
        if listing.window.more_before:
            return
        last, new = await self._screen.read(lambda desk: new_rows(desk, self.wanted, self._last))
        if turn != self._turn or not self.is_attached:
            return
        if new.older is not None and len(new.rows) > 0:
            await self.ask_for(str(self.wanted))
            return
        self._last = last
        held = {row.entry.id for row in listing.rows}
        fresh = tuple(row for row in new.rows if row.entry.id not in held)
        if fresh:
            self._put_first(fresh)

    def _put_first(self, fresh: tuple[StudioRow, ...]) -> None:
        listing = self.listing
        ties = {row.entry.corrects: row.entry.id for row in fresh if row.entry.corrects}
        held = tuple(
            replace(row, corrected_by=ties[row.entry.id]) if row.entry.id in ties else row
            for row in listing.rows
        )
        self._fresh |= {row.entry.id for row in fresh}
        limit = listing.window.limit
        rows = (*fresh, *held)
        more = listing.window.more_after or len(rows) > limit
        if len(rows) > limit:
            self._older = rows[limit - 1].entry.id
        top, row = listing.scroll_offset.y == 0, listing.highlighted
        stays = row.entry.id if top and row is not None else None
        listing.show(rows[:limit], cursor=stays, more_after=more, fresh=self._fresh)
        self._tell()
