"""How the studio's ledger is read by filter: an index for each, and no row of the ledger touched.

Each index gives its entries in the order of their ids, so that a page is its first rows below an
id. Most are partial: an entry that has no flag, no reference or no note costs them nothing.

`ledger_entry_sort` holds who, what kind, which service and why together: any combination of these
four is a handful of its runs, merged (store/ledger_streams.py). It carries credits and flags so
that these can be looked at without the row; `ledger_entry_words` carries the note likewise.
"""

from __future__ import annotations

from typing import Any

INDEXES = (
    """CREATE INDEX ledger_entry_sort ON ledger_entry
        (actor_id, kind, service_id, coalesce(reason, ''), id, credits, flags)""",
    "CREATE INDEX ledger_entry_size ON ledger_entry (abs(credits)) WHERE abs(credits) > 1",
    "CREATE INDEX ledger_entry_via ON ledger_entry (via_id) WHERE via_id IS NOT NULL",
    "CREATE INDEX ledger_entry_flagged ON ledger_entry (id, flags) WHERE flags <> ''",
    "CREATE INDEX ledger_entry_correcting ON ledger_entry (id) WHERE corrects IS NOT NULL",
    """CREATE INDEX ledger_entry_reference ON ledger_entry (reference COLLATE NOCASE)
        WHERE reference <> ''""",
    "CREATE INDEX ledger_entry_words ON ledger_entry (id, note) WHERE note <> ''",
)


def up(migrator: Any, db: Any) -> None:
    """Make the indexes."""
    for statement in INDEXES:
        db.execute_sql(statement)
