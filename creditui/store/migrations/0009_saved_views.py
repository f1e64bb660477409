"""Filter lines that the studio keeps by name."""

from __future__ import annotations

from typing import Any

VIEW = """
CREATE TABLE saved_view (
    name TEXT NOT NULL PRIMARY KEY COLLATE NOCASE,
    line TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT"""


def up(migrator: Any, db: Any) -> None:
    """Make the table."""
    db.execute_sql(VIEW.strip())
