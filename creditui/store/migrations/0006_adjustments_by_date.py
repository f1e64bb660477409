"""How the audit finds what people adjusted in a period: by studio date, among adjustments only.

Every adjustment has a reason (R15), and nothing else has one: a use, an expiry and what a plan
allocates cost this index nothing.
"""

from __future__ import annotations

from typing import Any

INDEX = """
CREATE INDEX ledger_entry_adjusted ON ledger_entry (studio_date, id) WHERE reason IS NOT NULL"""


def up(migrator: Any, db: Any) -> None:
    """Make the index."""
    db.execute_sql(INDEX.strip())
