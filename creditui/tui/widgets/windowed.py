"""The windowed list: rows of any number; it holds a bounded window of them and paints what is seen.

The owner gives it rows (`show`), or, for an endless ledger, pages: the list says which page it
wants next (`PageWanted`) and gets it with `extend`. The cursor stays on its row, by key, whatever
is shown next.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass

from creditui.tui.widgets.columns import Column, Row
from creditui.tui.widgets.cursor_list import CursorList, FromList, Shown
from creditui.tui.widgets.listing import NO_CURSOR
from creditui.tui.widgets.window import Window

__all__ = ["Column", "Row", "Windowed"]


class Windowed(CursorList[Row]):
    """A list of rows in columns, with a cursor, of which a window is held."""

    @dataclass
    class PageWanted(FromList[Shown]):
        """The window nears an end that is not the last: answer with `extend`, or `show` at an edge.

        The answer may be late; the list does not ask twice until it has come, or `release`.
        """

        after: bool
        """True for rows after `key`, False for rows before it."""
        key: Hashable | None
        """The last (first) row held; None asks for the very last (first) page, to `show`."""

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

    # What the owner calls

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

    # Where the window ends

    def action_edge(self, last: bool) -> None:
        if self.window.more_after if last else self.window.more_before:
            self._want(last, edge=True)
        else:
            super().action_edge(last)

    def bring_into_view(self) -> bool:
        self._look_ahead()
        return super().bring_into_view()

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

    def _settle(self, key: Hashable | None, offset: int | None) -> None:
        """Put the cursor on the row of `key`, or where it was, `offset` lines below the top."""
        self._wanted.clear()
        self.measure()
        place = self.window.place(key)
        if place is None:
            place = max(0, min(self.cursor, len(self.rows) - 1)) if self.rows else NO_CURSOR
        self.set_reactive(Windowed.cursor, place)
        if offset is not None and self.rows:
            self.scroll_top(place - offset)
        self.bring_into_view()
        self.refresh()
        self.announce()
