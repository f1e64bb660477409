"""Clock records: the way on after acts under a clock that stood ahead (R17, R23).

An entry's instant may be before that of the entry before it only where a record of the clock stands
between the two, and only down to the record's own instant. Records are append-only, chained and
guarded as seals are; a seal's digest covers the records before its last entry.
"""

from __future__ import annotations

from typing import Any

CLOCK_RECORD = """
CREATE TABLE clock_record (
    id INTEGER NOT NULL PRIMARY KEY,
    first_entry INTEGER NOT NULL REFERENCES ledger_entry (id),
    last_entry INTEGER NOT NULL REFERENCES ledger_entry (id),
    at INTEGER NOT NULL,
    studio_date TEXT NOT NULL,
    actor_id INTEGER NOT NULL REFERENCES staff (id),
    actor TEXT NOT NULL,
    note TEXT NOT NULL,
    prev BLOB NOT NULL CHECK (length(prev) = 32),
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    CHECK (last_entry >= first_entry)
) STRICT"""

LAST_INSTANT = """
        coalesce((SELECT at FROM clock_record WHERE last_entry = {0} ORDER BY id DESC LIMIT 1),
            (SELECT at FROM ledger_entry WHERE id = {0}))"""

GUARDS = (
    f"""
CREATE TRIGGER clock_follows BEFORE INSERT ON clock_record BEGIN
    SELECT RAISE(ABORT, 'clock: only creditui keeps records') WHERE creditui_desk() IS NOT 1;
    SELECT RAISE(ABORT, 'clock: this is not the next record')
    WHERE NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM clock_record);
    SELECT RAISE(ABORT, 'clock: it does not end with the last entry')
    WHERE NEW.last_entry IS NOT (SELECT max(id) FROM ledger_entry);
    SELECT RAISE(ABORT, 'clock: it is not before the last entry')
    WHERE NEW.at >= {LAST_INSTANT.format("NEW.last_entry")};
    SELECT RAISE(ABORT, 'clock: it goes back behind an entry that it does not name')
    WHERE NEW.at < (SELECT at FROM ledger_entry WHERE id = NEW.first_entry - 1)
        OR EXISTS (SELECT 1 FROM clock_record
            WHERE NEW.first_entry - 1 BETWEEN first_entry AND last_entry);
    SELECT RAISE(ABORT, 'clock: it names an entry that is not ahead of it')
    WHERE EXISTS (SELECT 1 FROM ledger_entry e
        WHERE e.id BETWEEN NEW.first_entry AND NEW.last_entry AND e.at <= NEW.at
            AND NOT EXISTS (SELECT 1 FROM clock_record c
                WHERE e.id BETWEEN c.first_entry AND c.last_entry));
    SELECT RAISE(ABORT, 'clock: it is not linked to the last one')
    WHERE NEW.prev IS NOT
        coalesce((SELECT digest FROM clock_record WHERE id = NEW.id - 1), zeroblob(32));
    SELECT RAISE(ABORT, 'clock: nobody by that name acts here')
    WHERE NOT EXISTS (SELECT 1 FROM staff WHERE id = NEW.actor_id AND username = NEW.actor);
    SELECT RAISE(ABORT, 'clock: the digest is not that of the record')
    WHERE NEW.digest IS NOT creditui_clock_digest(NEW.prev, NEW.id, NEW.first_entry,
        NEW.last_entry, NEW.at, (SELECT hash FROM ledger_entry WHERE id = NEW.last_entry),
        NEW.studio_date, NEW.actor, NEW.note);
END""",  # noqa: S608
    """
CREATE TRIGGER clock_stays BEFORE UPDATE ON clock_record BEGIN
    SELECT RAISE(ABORT, 'clock: a record is never changed');
END""",
    """
CREATE TRIGGER clock_remains BEFORE DELETE ON clock_record BEGIN
    SELECT RAISE(ABORT, 'clock: a record is never deleted');
END""",
)

CHANGED = {
    "entry_follows": (
        (
            "(SELECT at FROM ledger_entry WHERE id = NEW.id - 1);",
            f"{LAST_INSTANT.format('NEW.id - 1')};",
        ),
    ),
    "seal_follows": (
        (
            "WHERE NEW.sealed_at < (SELECT sealed_at FROM seal WHERE id = NEW.id - 1)\n",
            "WHERE (NEW.sealed_at < (SELECT sealed_at FROM seal WHERE id = NEW.id - 1)\n"
            "            AND NOT EXISTS (SELECT 1 FROM clock_record WHERE last_entry\n"
            "                BETWEEN NEW.first_entry - 1 AND NEW.last_entry - 1))\n",
        ),
        (
            "NEW.last_entry, NEW.root, NEW.sealed_at, NEW.actor);",
            "NEW.last_entry, NEW.root, NEW.sealed_at, NEW.actor,\n"
            "        (SELECT digest FROM clock_record WHERE last_entry < NEW.last_entry\n"
            "            ORDER BY id DESC LIMIT 1));",
        ),
    ),
}
"""What stands in a guard, and what shall stand there."""


def up(migrator: Any, db: Any) -> None:
    """Make the table and its guards, and let the two others know of it."""
    for statement in (CLOCK_RECORD, *GUARDS):
        db.execute_sql(statement.strip())
    for name, changes in CHANGED.items():
        sql = db.execute_sql("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()[0]
        for old, new in changes:
            if sql.count(old) != 1:
                raise ValueError(f"the guard {name} is not the one that was made")
            sql = sql.replace(old, new)
        db.execute_sql(f"DROP TRIGGER {name}")
        db.execute_sql(sql)
