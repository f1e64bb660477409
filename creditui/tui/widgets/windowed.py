"""The windowed list: rows of any number; it holds a bounded window of them and paints what is seen.

The owner gives it rows (`show`), or, for an endless ledger, pages: the list says which page it
wants next (`PageWanted`) and gets it with `extend`. The cursor stays on its row, by key, whatever
is shown next. A cursor key repaints two lines; the list scrolls by a third of its height at once,
because a scroll repaints every line and most keys should not cost that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from creditui.tui.widgets.columns import Column, Row
from creditui.tui.widgets.listing import NO_CURSOR, Listing
from creditui.tui.widgets.window import Window

__all__ = ["Column", "Row", "Windowed"]

Shown = TypeVar("Shown")


class Windowed(Listing[Row], can_focus=True):
    """A list of rows in columns, with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False),
        Binding("down,j", "move(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "edge(False)", "First", show=False),
        Binding("end", "edge(True)", "Last", show=False),
        Binding("enter", "select", "Select", show=False),
    ]

    @dataclass
    class Highlighted(Message, Generic[Shown]):
        """The cursor came to rest on a row, or on none; keys typed in a burst give one message."""

        list: Windowed[Shown]
        row: Shown | None

        @property
        def control(self) -> Windowed[Shown]:
            """The list, for `@on(..., selector)`."""
            return self.list

    @dataclass
    class Selected(Message, Generic[Shown]):
        """Enter was pressed on a row, or the row was clicked."""

        list: Windowed[Shown]
        row: Shown

        @property
        def control(self) -> Windowed[Shown]:
            """The list, for `@on(..., selector)`."""
            return self.list

    @dataclass
    class PageWanted(Message, Generic[Shown]):
        """The window nears an end that is not the last: answer with `extend`, or `show` at an edge.

        The answer may be late; the list does not ask twice until it has come, or `release`.
        """

        list: Windowed[Shown]
        after: bool
        """True for rows after `key`, False for rows before it."""
        key: Hashable | None
        """The last (first) row held; None asks for the very last (first) page, to `show`."""

        @property
        def control(self) -> Windowed[Shown]:
            """The list, for `@on(..., selector)`."""
            return self.list

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        *,
        key: Callable[[Row], Hashable],
        empty: str = "Nothing here.",
        header: bool = True,
        limit: int = 600,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make an empty list.

        Args:
            columns: The columns, from left to right.
            key: What tells one row from another, and stays when the row is read again.
            empty: What to say where there are no rows; it says what to do next.
            header: Whether the first line names the columns.
            limit: The most rows held when pages come in; the far end is let go.
            id: The widget's id.
            classes: The widget's style classes.
        """
        window = Window(key, limit)
        super().__init__(columns, window, empty=empty, header=header, id=id, classes=classes)
        self._wanted: set[bool] = set()
        self._announcing = False
        self._announced: object = None

    # What the owner calls

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows held."""
        return self.window.rows

    @property
    def highlighted(self) -> Row | None:
        """The row that the cursor is on."""
        return self.window.at(self.cursor)

    def show(
        self,
        rows: Sequence[Row],
        *,
        cursor: Hashable | None = None,
        more_before: bool = False,
        more_after: bool = False,
        fresh: Collection[Hashable] = (),
    ) -> None:
        """Show these rows instead.

        The cursor goes to the row of the key `cursor`; without one it stays on the row it was on,
        or at its place where that row is gone. Rows that equal the ones painted are not painted
        again: what a cell shows comes from its row alone, until `set_columns`.

        Args:
            rows: The rows, or the first window of them.
            cursor: The key of the row to put the cursor on.
            more_before: Whether there are rows before these.
            more_after: Whether there are rows after these.
            fresh: Keys of the rows to mark as new.
        """
        kept, offset = self.window.key_at(self.cursor), self.cursor - self.scroll_offset.y
        self._fresh = frozenset(fresh)
        self.window.rows = tuple(rows)
        self.window.more_before, self.window.more_after = more_before, more_after
        if cursor is None:
            self._settle(kept, offset)
        else:
            self._settle(cursor, None)

    def extend(self, rows: Sequence[Row], *, after: bool, more: bool) -> None:
        """Add a page to one end; cursor and picture stay where they are.

        Args:
            rows: The page, in the order of the list.
            after: Whether it goes to the end.
            more: Whether there are still more rows in that direction.
        """
        kept, offset = self.window.key_at(self.cursor), self.cursor - self.scroll_offset.y
        self.window.add(rows, after=after, more=more)
        self._settle(kept, offset)

    def release(self) -> None:
        """Say that a wanted page will not come, so that it may be asked for again."""
        self._wanted.clear()

    def move_to(self, key: Hashable) -> bool:
        """Put the cursor on the row of this key; whether it is among the rows held."""
        place = self.window.place(key)
        if place is not None:
            self.cursor = place
        return place is not None

    # Keys

    def action_move(self, by: int) -> None:
        if self.rows:
            self.cursor = max(0, min(len(self.rows) - 1, self.cursor + by))

    def action_page(self, by: int) -> None:
        self.action_move(by * max(1, self.seen - 1))

    def action_edge(self, last: bool) -> None:
        if self.window.more_after if last else self.window.more_before:
            self._want(last, edge=True)
        elif self.rows:
            self.cursor = len(self.rows) - 1 if last else 0

    def action_select(self) -> None:
        if (row := self.highlighted) is not None:
            self.post_message(self.Selected(self, row))

    def on_click(self, event: events.Click) -> None:
        place = event.y - self._header + self.scroll_offset.y
        if event.y >= self._header and self.window.at(place) is not None:
            self.cursor = place
            self.action_select()

    def on_resize(self) -> None:
        self.lay_out()
        self._bring_into_view()

    # The cursor

    def _settle(self, key: Hashable | None, offset: int | None) -> None:
        """Put the cursor on the row of `key`, or where it was, `offset` lines below the top."""
        self._wanted.clear()
        self.measure()
        place = self.window.place(key)
        if place is None:
            place = max(0, min(self.cursor, len(self.rows) - 1)) if self.rows else NO_CURSOR
        self.set_reactive(Windowed.cursor, place)
        if offset is not None and self.rows:
            self._scroll_top(place - offset)
        self._bring_into_view()
        self.refresh()
        self._announce()

    def watch_cursor(self, old: int, new: int) -> None:
        if not self._bring_into_view():
            self.refresh_row(old)
            self.refresh_row(new)
        self._announce()

    def _bring_into_view(self) -> bool:
        """Scroll so that the cursor is seen; whether that was needed."""
        self._look_ahead()
        top, seen = self.scroll_offset.y, self.seen
        if top <= self.cursor < top + seen or self.cursor < 0:
            return False
        below = self.cursor >= top + seen
        self._scroll_top(self.cursor - (seen - 1 - seen // 3 if below else seen // 3))
        return True

    def _scroll_top(self, top: int) -> None:
        self.scroll_to(y=max(0, min(top, len(self.rows) - self.seen)), animate=False)

    def _look_ahead(self) -> None:
        """Ask for the next page while there is still a window's height of rows to go."""
        if self.window.more_after and self.cursor + 2 * self.seen >= len(self.rows):
            self._want(True)
        elif self.window.more_before and self.cursor - 2 * self.seen < 0:
            self._want(False)

    def _want(self, after: bool, *, edge: bool = False) -> None:
        if self.rows and (edge or after not in self._wanted):
            self._wanted.add(after)
            key = None if edge else self.window.key_at(len(self.rows) - 1 if after else 0)
            self.post_message(self.PageWanted(self, after, key))

    def _announce(self) -> None:
        """Post `Highlighted` once the keys that wait have been seen to."""
        if not self._announcing:
            self._announcing = True
            self.call_later(self._announce_now)

    def _announce_now(self) -> None:
        self._announcing = False
        if self.highlighted is not self._announced:
            self._announced = self.highlighted
            self.post_message(self.Highlighted(self, self.highlighted))
