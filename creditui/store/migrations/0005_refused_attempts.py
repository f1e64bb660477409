"""Refused attempts: acts that a rule or a permission said no to (R2, R18).

They are append-only like the ledger, and guarded like it: an attempt takes the next number, is
signed by somebody at this desk (or by a name that nobody here has), and is written only by
creditui's own connections. What was asked for is kept as it was typed, so it names no other table.
"""

from __future__ import annotations

from typing import Any

ATTEMPT = """
CREATE TABLE refused_attempt (
    id INTEGER NOT NULL PRIMARY KEY,
    actor_id INTEGER REFERENCES staff (id),
    actor TEXT NOT NULL,
    via TEXT,
    at INTEGER NOT NULL,
    studio_date TEXT NOT NULL CHECK (studio_date GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    member_id INTEGER NOT NULL REFERENCES member (id),
    membership_id INTEGER,
    period_id INTEGER,
    service TEXT NOT NULL,
    act TEXT NOT NULL,
    credits INTEGER,
    entry_id INTEGER,
    code TEXT NOT NULL,
    field TEXT NOT NULL,
    message TEXT NOT NULL,
    request_id TEXT NOT NULL
) STRICT"""

INDEX = "CREATE INDEX refused_attempt_request ON refused_attempt (request_id)"

GUARDS = (
    """
CREATE TRIGGER attempt_follows BEFORE INSERT ON refused_attempt BEGIN
    SELECT RAISE(ABORT, 'refused: only creditui writes attempts') WHERE creditui_desk() IS NOT 1;
    SELECT RAISE(ABORT, 'refused: this is not the next attempt')
    WHERE NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM refused_attempt);
    SELECT RAISE(ABORT, 'refused: nobody by that name acts here')
    WHERE NEW.actor_id IS NOT (SELECT id FROM staff WHERE username = NEW.actor);
    SELECT RAISE(ABORT, 'refused: no such member')
    WHERE NOT EXISTS (SELECT 1 FROM member WHERE id = NEW.member_id);
END""",
    """
CREATE TRIGGER attempt_stays BEFORE UPDATE ON refused_attempt BEGIN
    SELECT RAISE(ABORT, 'refused: an attempt is never changed');
END""",
    """
CREATE TRIGGER attempt_remains BEFORE DELETE ON refused_attempt BEGIN
    SELECT RAISE(ABORT, 'refused: an attempt is never deleted');
END""",
)


def up(migrator: Any, db: Any) -> None:
    """Make the table, its index and its guards."""
    for statement in (ATTEMPT, INDEX, *GUARDS):
        db.execute_sql(statement.strip())
