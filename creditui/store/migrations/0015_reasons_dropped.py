"""A reason that can be chosen no longer keeps its name: entries are called by it (R15)."""

from __future__ import annotations

from typing import Any

DROPPED = (
    "ALTER TABLE reason ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1))"
)


def up(migrator: Any, db: Any) -> None:
    """Let a reason be marked as dropped."""
    db.execute_sql(DROPPED)
