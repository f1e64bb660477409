"""The rows that a windowed list holds: a bounded window on a list of any length."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic

from creditui.tui.widgets.columns import Row


@dataclass(slots=True)
class Window(Generic[Row]):
    """Rows in order, whether there are more at either end, and what tells one from another."""

    key: Callable[[Row], Hashable]
    limit: int
    """The most rows held when pages come in."""
    rows: tuple[Row, ...] = ()
    more_before: bool = False
    more_after: bool = False

    def add(self, page: Sequence[Row], *, after: bool, more: bool) -> None:
        """Add a page to one end; what is over the limit is let go at the other."""
        count = len(self.rows) + len(page)
        if after:
            self.rows = (*self.rows, *page)[-self.limit :]
            self.more_after = more
            self.more_before |= len(self.rows) < count
        else:
            self.rows = (*page, *self.rows)[: self.limit]
            self.more_before = more
            self.more_after |= len(self.rows) < count

    def at(self, index: int) -> Row | None:
        """The row at a place, or None outside the window."""
        return self.rows[index] if 0 <= index < len(self.rows) else None

    def key_at(self, index: int) -> Hashable | None:
        """The key of the row at a place."""
        row = self.at(index)
        return None if row is None else self.key(row)

    def place(self, key: Hashable | None) -> int | None:
        """Where the row of a key is, or None where it is not held."""
        if key is None:
            return None
        return next((place for place, row in enumerate(self.rows) if self.key(row) == key), None)
