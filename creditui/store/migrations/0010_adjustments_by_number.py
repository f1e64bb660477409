"""How the studio's ledger finds adjustments that no single run of an index holds.

"All that was added" is hundreds of runs of the index by sort, one for each person, service and
reason. All adjustments in order, with what is mostly asked of them beside them, are read faster.
"""

from __future__ import annotations

from typing import Any

INDEX = """
CREATE INDEX ledger_entry_adjustment
ON ledger_entry (id, kind, service_id, actor_id, reason, credits) WHERE reason IS NOT NULL"""


def up(migrator: Any, db: Any) -> None:
    """Make the index."""
    db.execute_sql(INDEX.strip())
