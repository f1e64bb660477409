"""A list with the detail of an entry: at its right, under it, or in its place."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import Resize

from creditui.desk.ledger import entry_detail
from creditui.tui.screens.desk_screen import DeskScreen
from creditui.tui.screens.ledger.detail import EntryPane
from creditui.tui.widgets.windowed import Windowed

SPLIT = 106
"""Cells from which a list and what is told of its row stand side by side, wherever they do."""

BROAD = 150
"""Cells from which a whole hash fits into the detail."""

LOW = 14
"""Lines below which the list has all of them: a few entries are worth more than half of one."""


class Beside(Container):
    """A list of which some rows are entries; the owner says which entry to show."""

    DEFAULT_CSS = """
    Beside { layout: vertical; height: 1fr; }
    Beside > Windowed { width: 1fr; height: 1fr; }
    Beside > EntryPane { height: 9; }
    Beside > EntryPane #entry { layout: horizontal; }
    Beside > EntryPane #entry Facts { padding-right: 2; }
    Beside > EntryPane #why { margin-top: 0; padding-right: 0; }
    Beside.-quiet > EntryPane, Beside.-low > EntryPane { display: none; }
    Beside.-split { layout: horizontal; }
    Beside.-split > Windowed { max-width: 130; }
    Beside.-split > EntryPane { display: block; height: 1fr; width: 43; margin-left: 2; }
    Beside.-split.-broad > EntryPane { width: 82; }
    Beside.-split > EntryPane #entry, Beside.-full > EntryPane #entry { layout: vertical; }
    Beside.-split > EntryPane #why, Beside.-full > EntryPane #why { margin-top: 1; }
    Beside.-full > Windowed { display: none; }
    Beside.-full > EntryPane {
        display: block; height: 1fr; width: 1fr; max-width: 100; margin-left: 0;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", show=False, id="back"),
        Binding("enter", "close", "Close", show=False, id="open"),
    ]

    def __init__(self, listing: Windowed[Any], *, peek: bool = True) -> None:
        """Put the detail beside `listing`.

        Args:
            listing: The list.
            peek: Whether a narrow screen shows the beginning of the detail under the list.
        """
        super().__init__(classes="" if peek else "-quiet")
        self.listing = listing
        self.as_of: date | None = None
        """The studio date at whose end the detail tells of an entry; None for today."""
        self._wanted: int | None = None

    def compose(self) -> ComposeResult:
        yield self.listing
        yield EntryPane()

    @property
    def opened(self) -> bool:
        """Whether the detail stands in the place of the list."""
        return self.has_class("-full")

    def show(self, entry_id: int | None) -> None:
        """Show this entry in the detail, or none; it is read beside the event loop."""
        self._wanted = entry_id
        if entry_id is None:
            self.query_one(EntryPane).clear()
        elif self.query_one(EntryPane).display:
            cast("DeskScreen[Any]", self.screen).begin(self._load(entry_id), "entry-detail")

    def _show_again(self) -> None:
        """After a change of size or place: the detail may be seen now, and was not before."""
        if self._wanted is not None:
            self.show(self._wanted)

    async def _load(self, entry_id: int) -> None:
        screen = cast("DeskScreen[Any]", self.screen)
        as_of = self.as_of
        detail = await screen.read(lambda desk: entry_detail(desk, entry_id, as_of))
        if self.is_attached and self._wanted == entry_id:
            self.query_one(EntryPane).show(detail, screen.desk_app.catalogue)

    def open(self) -> None:
        """Give the detail the place of the list, where there is an entry to show."""
        if self._wanted is not None:
            pane = self.query_one(EntryPane)
            self.add_class("-full")
            pane.can_focus = True
            pane.focus()
            self.call_after_refresh(self._show_again)
            self.screen.refresh_bindings()

    def close(self) -> bool:
        """Give the list its place back; whether that was needed."""
        was = self.opened
        if was:
            self.remove_class("-full")
            self.listing.focus()
            self.query_one(EntryPane).can_focus = False
            self.query_one(EntryPane).scroll_home(animate=False)
            self.screen.refresh_bindings()
        return was

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "close" or self.opened

    def action_close(self) -> None:
        self.close()

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= SPLIT, "-split")
        self.set_class(event.size.width >= BROAD, "-broad")
        self.set_class(event.size.height < LOW, "-low")
        self.call_after_refresh(self._show_again)
