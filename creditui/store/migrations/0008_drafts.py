"""Forms that were open when a line dropped: what was typed, and which request it was (R13, R14)."""

from __future__ import annotations

from typing import Any

DRAFT = """
CREATE TABLE draft (
    request_id TEXT NOT NULL PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    via_id INTEGER REFERENCES staff (id),
    session_id TEXT NOT NULL,
    member_id INTEGER NOT NULL REFERENCES member (id),
    stage TEXT NOT NULL CHECK (stage IN ('typing', 'review', 'applying')),
    form TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT"""

INDEX = "CREATE INDEX draft_staff ON draft (staff_id, at)"


def up(migrator: Any, db: Any) -> None:
    """Make the table and its index."""
    for statement in (DRAFT, INDEX):
        db.execute_sql(statement.strip())
