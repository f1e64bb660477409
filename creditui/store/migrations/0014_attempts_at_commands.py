"""A refused attempt may be about no member: what a permission says no to can be any command.

The table is made anew, as SQLite lets a column be without a value in no other way.
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
    member_id INTEGER REFERENCES member (id),
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
    WHERE NEW.member_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM member WHERE id = NEW.member_id);
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
    """Make the table with all that it holds, its index and its guards."""
    db.execute_sql("ALTER TABLE refused_attempt RENAME TO refused_before")
    db.execute_sql(ATTEMPT.strip())
    db.execute_sql("INSERT INTO refused_attempt SELECT * FROM refused_before")
    db.execute_sql("DROP TABLE refused_before")
    for statement in (INDEX, *GUARDS):
        db.execute_sql(statement.strip())
