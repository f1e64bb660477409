"""What a lot's movements add up to is read in its index alone.

The index by lot named the entry but not the credits, so each movement was looked up once more. What
was left in every lot on a past day, and what `verify` adds up, takes half the time.
"""

from __future__ import annotations

from typing import Any

INDEX = "CREATE INDEX lot_movement_lot ON lot_movement (lot_id, entry_id, credits)"


def up(migrator: Any, db: Any) -> None:
    """Make the index anew."""
    db.execute_sql("DROP INDEX lot_movement_lot")
    db.execute_sql(INDEX)
