"""Filter lines that the studio keeps by name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from creditui.domain.ledger import microseconds
from creditui.domain.saved_view import SavedView
from creditui.store.engine import Store

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read_views(store: Store) -> tuple[SavedView, ...]:
    """Every view that was saved, by name."""
    rows = store.rows("SELECT name, line, saved_by, saved_at FROM saved_view ORDER BY name")
    return tuple(
        SavedView(name, line, saved_by, _EPOCH + timedelta(microseconds=at))
        for name, line, saved_by, at in rows
    )


def insert_view(store: Store, view: SavedView, at: datetime) -> None:
    """Keep `view`, saved at the UTC instant `at`, inside `writing()`.

    Raises StoreError `refused` where the name is taken.
    """
    store.execute(
        "INSERT INTO saved_view (name, line, saved_by, saved_at) VALUES (?, ?, ?, ?)",
        (view.name, view.line, view.saved_by, microseconds(at)),
    )


def delete_view(store: Store, name: str) -> None:
    """Keep the view of exactly that name no longer, inside `writing()`."""
    store.execute("DELETE FROM saved_view WHERE name = ?", (name,))
