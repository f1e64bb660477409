"""Filter lines that the studio keeps by name."""

from __future__ import annotations

from datetime import datetime

from creditui.domain.instant import instant_of, microseconds
from creditui.domain.saved_view import SavedView
from creditui.store.engine import Store
from creditui.store.queries import Prepared
from creditui.store.tables import SavedViewRow

_VIEWS = Prepared(
    SavedViewRow.select(
        *(SavedViewRow.name, SavedViewRow.line, SavedViewRow.saved_by, SavedViewRow.saved_at)
    ).order_by(SavedViewRow.name)
)


def read_views(store: Store) -> tuple[SavedView, ...]:
    """Every view that was saved, by name."""
    rows = _VIEWS.rows(store)
    return tuple(
        SavedView(name, line, saved_by, instant_of(at)) for name, line, saved_by, at in rows
    )


def insert_view(store: Store, view: SavedView, at: datetime) -> None:
    """Keep `view`, saved at the UTC instant `at`, inside `writing()`.

    Raises StoreError `refused` where the name is taken.
    """
    values = {
        SavedViewRow.name: view.name,
        SavedViewRow.line: view.line,
        SavedViewRow.saved_by: view.saved_by,
        SavedViewRow.saved_at: microseconds(at),
    }
    store.run(SavedViewRow.insert(values))


def delete_view(store: Store, name: str) -> None:
    """Keep the view of exactly that name no longer, inside `writing()`."""
    store.run(SavedViewRow.delete().where(SavedViewRow.name == name))
