"""Seals: stretches of the ledger closed under one hash, each chained to the one before (R23).

They are append-only like the ledger, and guarded like it: a seal follows on the one before, covers
entries that exist, is signed by somebody at this desk, and carries the digest that the one function
computes, which only creditui's own connections have.
"""

from __future__ import annotations

from typing import Any

SEAL = """
CREATE TABLE seal (
    id INTEGER NOT NULL PRIMARY KEY,
    first_entry INTEGER NOT NULL REFERENCES ledger_entry (id),
    last_entry INTEGER NOT NULL REFERENCES ledger_entry (id),
    root BLOB NOT NULL CHECK (length(root) = 32),
    prev BLOB NOT NULL CHECK (length(prev) = 32),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    sealed_at INTEGER NOT NULL,
    actor_id INTEGER NOT NULL REFERENCES staff (id),
    actor TEXT NOT NULL,
    CHECK (last_entry >= first_entry)
) STRICT"""

GUARDS = (
    """
CREATE TRIGGER seal_follows BEFORE INSERT ON seal BEGIN
    SELECT RAISE(ABORT, 'seal: only creditui seals') WHERE creditui_desk() IS NOT 1;
    SELECT RAISE(ABORT, 'seal: this is not the next seal')
    WHERE NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM seal);
    SELECT RAISE(ABORT, 'seal: it does not begin where the last one ends')
    WHERE NEW.first_entry IS NOT (SELECT coalesce(max(last_entry), 0) + 1 FROM seal);
    SELECT RAISE(ABORT, 'seal: it covers entries that do not exist')
    WHERE NEW.last_entry NOT BETWEEN NEW.first_entry AND (SELECT max(id) FROM ledger_entry);
    SELECT RAISE(ABORT, 'seal: it is not linked to the last one')
    WHERE NEW.prev IS NOT
        coalesce((SELECT digest FROM seal WHERE id = NEW.id - 1), zeroblob(32));
    SELECT RAISE(ABORT, 'seal: time went back')
    WHERE NEW.sealed_at < (SELECT sealed_at FROM seal WHERE id = NEW.id - 1)
        OR NEW.sealed_at < (SELECT at FROM ledger_entry WHERE id = NEW.last_entry);
    SELECT RAISE(ABORT, 'seal: nobody by that name acts here')
    WHERE NOT EXISTS (SELECT 1 FROM staff WHERE id = NEW.actor_id AND username = NEW.actor);
    SELECT RAISE(ABORT, 'seal: the digest is not that of the seal')
    WHERE NEW.digest IS NOT creditui_seal_digest(NEW.prev, NEW.id, NEW.first_entry,
        NEW.last_entry, NEW.root, NEW.sealed_at, NEW.actor);
END""",
    """
CREATE TRIGGER seal_stays BEFORE UPDATE ON seal BEGIN
    SELECT RAISE(ABORT, 'seal: a seal is never changed');
END""",
    """
CREATE TRIGGER seal_remains BEFORE DELETE ON seal BEGIN
    SELECT RAISE(ABORT, 'seal: a seal is never deleted');
END""",
)


def up(migrator: Any, db: Any) -> None:
    """Make the table and its guards."""
    for statement in (SEAL, *GUARDS):
        db.execute_sql(statement.strip())
