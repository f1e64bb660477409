"""What is asked of the few entries with a mark stands beside them in the index.

Flagged, correcting and acted-through entries are few and lie all over the ledger: to look at each
one's row for who, what kind or how many took longer than all the rest of a page.
"""

from __future__ import annotations

from typing import Any

INDEXES = (
    """CREATE INDEX ledger_entry_flagged ON ledger_entry
        (id, flags, kind, service_id, actor_id, reason, credits, studio_date)
        WHERE flags <> ''""",
    """CREATE INDEX ledger_entry_correcting ON ledger_entry
        (id, corrects, kind, service_id, actor_id, reason, credits, flags, studio_date)
        WHERE corrects IS NOT NULL""",
    """CREATE INDEX ledger_entry_via ON ledger_entry
        (via_id, id, kind, service_id, actor_id, reason, credits, flags, studio_date)
        WHERE via_id IS NOT NULL""",
    "CREATE INDEX ledger_entry_words ON ledger_entry (id, note, credits) WHERE note <> ''",
)


def up(migrator: Any, db: Any) -> None:
    """Make the indexes anew."""
    for name in ("flagged", "correcting", "via", "words"):
        db.execute_sql(f"DROP INDEX ledger_entry_{name}")
    for statement in INDEXES:
        db.execute_sql(statement)
