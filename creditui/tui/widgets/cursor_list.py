"""A list with a cursor: its keys, what it posts, and how it stays in view.

A cursor key repaints two lines; the list scrolls by a third of its height at once, because a
scroll repaints every line and most keys should not cost that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from creditui.tui.widgets.columns import Row
from creditui.tui.widgets.listing import Listing

Shown = TypeVar("Shown")


@dataclass
class FromList(Message, Generic[Shown]):
    """What a list posts."""

    list: CursorList[Shown]

    @property
    def control(self) -> CursorList[Shown]:
        """The list, for `@on(..., selector)`."""
        return self.list


class CursorList(Listing[Row], can_focus=True):
    """The rows held, one of which the cursor is on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "up", "Up", show=False),
        Binding("k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(False)", "First", show=False),
        Binding("end", "edge(True)", "Last", show=False),
        Binding("enter", "select", "Select", show=False),
    ]

    _announcing = False
    _announced: object = None

    @dataclass
    class Highlighted(FromList[Shown]):
        """The cursor came to rest on a row, or on none; keys typed in a burst give one message."""

        row: Shown | None

    @dataclass
    class Selected(FromList[Shown]):
        """Enter was pressed on a row, or the row was clicked."""

        row: Shown

    @dataclass
    class LeftAbove(FromList[Shown]):
        """Up was pressed on the first row of all, or with no row; the cursor stays there."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows held."""
        return self.window.rows

    @property
    def highlighted(self) -> Row | None:
        """The row that the cursor is on."""
        return self.window.at(self.cursor)

    # Keys

    def action_move(self, by: int) -> None:
        if self.rows:
            self.cursor = max(0, min(len(self.rows) - 1, self.cursor + by))

    def action_up(self) -> None:
        """As `move`; above the first row it is for the owner to go on. Not `k`, which is text."""
        if self.cursor <= 0 and not self.window.more_before:
            self.post_message(self.LeftAbove(self))
        else:
            self.action_move(-1)

    def action_page(self, by: int) -> None:
        self.action_move(by * max(1, self.seen - 1))

    def action_edge(self, last: bool) -> None:
        if self.rows:
            self.cursor = len(self.rows) - 1 if last else 0

    def action_select(self) -> None:
        if (row := self.highlighted) is not None:
            self.post_message(self.Selected(self, row))

    def on_click(self, event: events.Click) -> None:
        """Go to the row and select it; the second click of two is of what the first one opened."""
        if event.chain > 1:
            return
        place = event.y - self._header + self.scroll_offset.y
        if event.y >= self._header and self.window.at(place) is not None:
            self.cursor = place
            self.action_select()

    # The view

    def on_resize(self) -> None:
        self.lay_out()
        self.bring_into_view()

    def watch_cursor(self, old: int, new: int) -> None:
        if not self.bring_into_view():
            self.refresh_row(old)
            self.refresh_row(new)
        self.announce()

    def bring_into_view(self) -> bool:
        """Scroll so that the cursor is seen; whether that was needed."""
        top, seen = self.scroll_offset.y, self.seen
        end = self.cursor + (self.below if self.cursor == len(self.rows) - 1 else 0)
        if (top <= self.cursor and end < top + seen) or self.cursor < 0:
            return False
        below = end >= top + seen
        self.scroll_top(self.cursor - (seen - 1 - seen // 3 if below else seen // 3))
        return True

    def scroll_top(self, top: int) -> None:
        """Scroll so that the row at this place is the first that is seen, if there are enough."""
        place = max(0, min(top, len(self.rows) + self.below - self.seen))
        # Forced: until it is laid out again, Textual takes a list that was short for one still.
        self.scroll_to(y=place, animate=False, force=True)

    def announce(self) -> None:
        """Post `Highlighted` once the keys that wait have been seen to."""
        if not self._announcing:
            self._announcing = True
            self.call_later(self._announce_now)

    def _announce_now(self) -> None:
        self._announcing = False
        if self.highlighted is not self._announced:
            self._announced = self.highlighted
            self.post_message(self.Highlighted(self, self.highlighted))
