"""A dialog with a field over a list: what is typed narrows it, the cursor keys go through it."""

from __future__ import annotations

from typing import ClassVar, Generic, cast

from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType

from creditui.tui.widgets.columns import Row
from creditui.tui.widgets.dialog import Dialog
from creditui.tui.widgets.windowed import Windowed


class ListDialog(Dialog[ScreenResultType], Generic[ScreenResultType, Row]):
    """A subclass yields a field, the list, and `#whole` for what a line of the list may cut."""

    DEFAULT_CSS = """
    ListDialog { align: center top; }
    ListDialog > Vertical { width: 84; max-width: 100%; margin-top: 2; padding: 1 1; }
    ListDialog:nocolor > Vertical { padding: 0; }
    ListDialog PlainInput { margin: 0 2; }
    ListDialog Windowed { margin-top: 1; background: $panel; }
    ListDialog Windowed > .listing--resting {
        background: $block-cursor-background; text-style: bold;
    }
    ListDialog Windowed:nocolor > .listing--resting { text-style: reverse; }
    ListDialog #whole { height: 2; margin: 1 2 0 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "list('move', 1)", show=False, priority=True),
        Binding("up", "list('move', -1)", show=False, priority=True),
        Binding("pagedown", "list('page', 1)", show=False, priority=True),
        Binding("pageup", "list('page', -1)", show=False, priority=True),
    ]

    def on_mount(self) -> None:
        self.list.can_focus = False  # the focus stays in the field

    @property
    def list(self) -> Windowed[Row]:
        """The list."""
        return cast("Windowed[Row]", self.query_one(Windowed))

    def action_list(self, what: str, by: int) -> None:
        """Move the cursor of the list, by a row or by a page."""
        move = self.list.action_move if what == "move" else self.list.action_page
        move(by)
