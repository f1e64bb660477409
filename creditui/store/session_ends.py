"""Sessions that an admin has ended: written once, never changed (R21)."""

from __future__ import annotations

from creditui.store.engine import Store

_INSERT = "INSERT INTO session_end (session_id, ended_by, at) VALUES (?, ?, ?)"
_ENDED = "SELECT session_id, ended_by FROM session_end WHERE at >= ?"


def insert_session_end(store: Store, session_id: str, ended_by: str, at: int) -> None:
    """End a session at `at` (microseconds of UTC), inside `writing()`."""
    store.execute(_INSERT, (session_id, ended_by, at))


def ended_by(store: Store, since: int = 0) -> dict[str, str]:
    """Who ended each session that was ended at `since` or later (microseconds of UTC)."""
    return dict(store.rows(_ENDED, (since,)))
