"""Lists of any length that are read page by page, from the newest or from the oldest."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from textual import on
from textual.screen import ScreenResultType

from creditui.desk.session import Desk
from creditui.tui.screens.desk_screen import DeskScreen
from creditui.tui.widgets.windowed import Windowed

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A page, newest first, and whether there are more in the direction it was read."""

    rows: tuple[Row, ...]
    more: bool


class PagedScreen(DeskScreen[ScreenResultType], Generic[ScreenResultType, Row]):
    """A screen with one list, whose keys are ids that only grow."""

    _turn = 0

    @abstractmethod
    def older(self, desk: Desk, before_id: int | None) -> Page[Row]:
        """The page below an id, or the newest; on the desk's thread."""

    @abstractmethod
    def newer(self, desk: Desk, after_id: int) -> Page[Row]:
        """The page above an id; above 0, the oldest; on the desk's thread."""

    @property
    def listing(self) -> Windowed[Row]:
        """The list."""
        return self.query_one(Windowed)

    async def load(self, empty: str) -> None:
        """Show the newest page; `empty` is said where there is none."""
        self._turn += 1
        turn = self._turn
        page = await self.read(lambda desk: self.older(desk, None))
        if turn == self._turn and self.is_attached:
            self.listing.set_empty(empty)
            first = self.listing.window.key(page.rows[0]) if page.rows else None
            self.listing.show(page.rows, cursor=first, more_after=page.more)
            self.refresh_bindings()

    @on(Windowed.PageWanted)
    def _page_wanted(self, message: Windowed.PageWanted[Any]) -> None:
        self.begin(self._page(message.after, message.key), "page")

    async def _page(self, after: bool, key: Any) -> None:
        turn, listing = self._turn, self.listing
        try:
            if after == (key is not None):  # below a row, or the newest of all
                page = await self.read(lambda desk: self.older(desk, key))
            else:
                page = await self.read(lambda desk: self.newer(desk, key or 0))
        except BaseException:
            listing.release()
            raise
        if turn != self._turn or not self.is_attached:
            return
        if key is not None:
            listing.extend(page.rows, after=after, more=page.more)
        elif page.rows:
            edge = listing.window.key(page.rows[-1 if after else 0])
            before, behind = after and page.more, not after and page.more
            listing.show(page.rows, cursor=edge, more_before=before, more_after=behind)
