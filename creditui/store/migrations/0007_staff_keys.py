"""The SSH keys that say who is acting, and sessions that an admin has ended (R21).

A key is never deleted and never added twice, so what an entry rests on can still be told years
later. All that can happen to it is to be revoked, once.
"""

from __future__ import annotations

from typing import Any

KEY = """
CREATE TABLE staff_key (
    id INTEGER NOT NULL PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    algorithm TEXT NOT NULL,
    blob TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    label TEXT NOT NULL,
    added_by TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    expires_on TEXT CHECK (expires_on GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    revoked_by TEXT,
    revoked_at INTEGER,
    CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
) STRICT"""

SESSION_END = """
CREATE TABLE session_end (
    id INTEGER NOT NULL PRIMARY KEY,
    session_id TEXT NOT NULL UNIQUE,
    ended_by TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT"""

INDEXES = (
    "CREATE UNIQUE INDEX staff_key_fingerprint ON staff_key (fingerprint)",
    "CREATE INDEX staff_key_staff ON staff_key (staff_id)",
)

GUARDS = (
    """
CREATE TRIGGER key_follows BEFORE INSERT ON staff_key BEGIN
    SELECT RAISE(ABORT, 'refused: only creditui writes keys') WHERE creditui_desk() IS NOT 1;
    SELECT RAISE(ABORT, 'refused: this is not the next key')
    WHERE NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM staff_key);
    SELECT RAISE(ABORT, 'refused: a new key is not revoked') WHERE NEW.revoked_at IS NOT NULL;
    SELECT RAISE(ABORT, 'refused: this key was added before')
    WHERE EXISTS (SELECT 1 FROM staff_key WHERE fingerprint IS NEW.fingerprint);
END""",
    """
CREATE TRIGGER key_stays BEFORE UPDATE ON staff_key BEGIN
    SELECT RAISE(ABORT, 'refused: only creditui writes keys') WHERE creditui_desk() IS NOT 1;
    SELECT RAISE(ABORT, 'refused: a key can only be revoked, once')
    WHERE OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL
        OR NEW.id IS NOT OLD.id
        OR NEW.staff_id IS NOT OLD.staff_id
        OR NEW.algorithm IS NOT OLD.algorithm
        OR NEW.blob IS NOT OLD.blob
        OR NEW.fingerprint IS NOT OLD.fingerprint
        OR NEW.label IS NOT OLD.label
        OR NEW.added_by IS NOT OLD.added_by
        OR NEW.added_at IS NOT OLD.added_at
        OR NEW.expires_on IS NOT OLD.expires_on;
END""",
    """
CREATE TRIGGER key_remains BEFORE DELETE ON staff_key BEGIN
    SELECT RAISE(ABORT, 'refused: a key is never deleted');
END""",
    """
CREATE TRIGGER session_end_follows BEFORE INSERT ON session_end BEGIN
    SELECT RAISE(ABORT, 'refused: only creditui ends sessions') WHERE creditui_desk() IS NOT 1;
    SELECT RAISE(ABORT, 'refused: this session was ended before')
    WHERE EXISTS (SELECT 1 FROM session_end
        WHERE id IS NEW.id OR session_id IS NEW.session_id);
END""",
    """
CREATE TRIGGER session_end_stays BEFORE UPDATE ON session_end BEGIN
    SELECT RAISE(ABORT, 'refused: the end of a session is never changed');
END""",
    """
CREATE TRIGGER session_end_remains BEFORE DELETE ON session_end BEGIN
    SELECT RAISE(ABORT, 'refused: the end of a session is never deleted');
END""",
)


def up(migrator: Any, db: Any) -> None:
    """Make both tables, their indexes and their guards."""
    for statement in (KEY, SESSION_END, *INDEXES, *GUARDS):
        db.execute_sql(statement.strip())
