"""Sessions that an admin has ended: written once, never changed (R21)."""

from __future__ import annotations

from creditui.store.engine import Store
from creditui.store.queries import Prepared, given
from creditui.store.tables import SessionEndRow

_ENDED = Prepared(
    SessionEndRow.select(SessionEndRow.session_id, SessionEndRow.ended_by).where(
        SessionEndRow.at >= given("since")
    )
)


def insert_session_end(store: Store, session_id: str, ended_by: str, at: int) -> None:
    """End a session at `at` (microseconds of UTC), inside `writing()`."""
    values = {
        SessionEndRow.session_id: session_id,
        SessionEndRow.ended_by: ended_by,
        SessionEndRow.at: at,
    }
    store.run(SessionEndRow.insert(values))


def ended_by(store: Store, since: int = 0) -> dict[str, str]:
    """Who ended each session that was ended at `since` or later (microseconds of UTC)."""
    return dict(_ENDED.rows(store, since=since))
