"""The Membership tab: memberships, services and living lots in one list with one cursor."""

from __future__ import annotations

from collections.abc import Collection, Hashable

from creditui.desk.catalogue import Catalogue
from creditui.desk.open_member import MemberView
from creditui.tui.screens.member.rows import HoldingRow, WordsRow, holding_rows, key_of
from creditui.tui.screens.member.sheet import Sheet
from creditui.tui.widgets.listing import MARGIN
from creditui.tui.widgets.windowed import Column, Windowed

NO_MEMBERSHIP = "No membership yet: import hers, then credits can be added to it."


class Holdings(Windowed[HoldingRow]):
    """What a member holds; the cursor rests on memberships, services and lots."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__((), key=key_of, empty="", id=id)
        self._shown: tuple[MemberView, Catalogue] | None = None
        self._past = False
        self._new: frozenset[Hashable] = frozenset()

    def tell(
        self,
        view: MemberView,
        catalogue: Catalogue,
        fresh_lots: Collection[int] = (),
        *,
        past: bool = False,
    ) -> None:
        """Show what she holds, or held; the cursor stays on its row, lots just touched are marked.

        Where it is of the `past`, no day of it is called today.
        """
        self._shown, self._past = (view, catalogue), past
        self._new = frozenset(("lot", lot) for lot in fresh_lots)
        self.set_empty("" if view.memberships else NO_MEMBERSHIP)
        self._set_page()

    def on_resize(self) -> None:
        """Set the page anew: sentences break elsewhere, and the line of time comes or goes."""
        self._set_page()

    def _set_page(self) -> None:
        if self._shown is None or self.size.width <= 0:
            return
        view, catalogue = self._shown
        width = max(1, self.size.width - MARGIN - 1)
        sheet = Sheet.of(view, width, past=self._past)
        title = sheet.title if view.memberships else ""
        self.set_columns((Column(title, sheet.paint, width),))
        self.show(holding_rows(view, catalogue, width), fresh=self._new)
        if isinstance(self.highlighted, WordsRow):
            self.action_move(-1)

    def action_move(self, by: int) -> None:
        """As in every list, but never onto a row of words."""
        step = 1 if by > 0 else -1
        place = max(0, min(len(self.rows) - 1, self.cursor + by))
        while isinstance(self.window.at(place), WordsRow):
            place += step
        if self.window.at(place) is not None:
            self.cursor = place
