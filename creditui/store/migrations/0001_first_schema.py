"""The first schema: the studio, its people and plans, members, lots and the ledger.

Dates are studio dates as YYYY-MM-DD text; instants are whole microseconds of UTC; credits are
integers. A member's `phone_tail` is the end of her phone number, by which it is looked up. The
guards that make the ledger append-only are in 0002.
"""

from __future__ import annotations

from typing import Any

DATE = "GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'"

STUDIO = f"""
CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE reason (
    direction TEXT NOT NULL CHECK (direction IN ('add', 'remove')),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (direction, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE service (
    id INTEGER NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE plan (
    id INTEGER NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    period TEXT NOT NULL CHECK (period IN ('month', 'week', 'once')),
    expires TEXT NOT NULL
) STRICT;

CREATE TABLE plan_service (
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    service_id INTEGER NOT NULL REFERENCES service (id),
    credits INTEGER NOT NULL CHECK (credits >= 0),
    position INTEGER NOT NULL,
    PRIMARY KEY (plan_id, service_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
    id INTEGER NOT NULL PRIMARY KEY,
    external_id TEXT UNIQUE,
    name TEXT NOT NULL,
    email TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    phone_tail TEXT NOT NULL DEFAULT '',
    joined_on TEXT CHECK (joined_on {DATE})
) STRICT;
CREATE INDEX member_email ON member (lower(email)) WHERE email <> '';
CREATE INDEX member_phone_tail ON member (phone_tail) WHERE phone_tail <> '';

CREATE TABLE staff (
    id INTEGER NOT NULL PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    member_id INTEGER REFERENCES member (id),
    limits TEXT
) STRICT;
"""

MEMBERSHIPS = f"""
CREATE TABLE membership (
    id INTEGER NOT NULL PRIMARY KEY,
    external_id TEXT UNIQUE,
    member_id INTEGER NOT NULL REFERENCES member (id),
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    started_on TEXT NOT NULL CHECK (started_on {DATE}),
    ends_on TEXT CHECK (ends_on {DATE} AND ends_on >= started_on),
    cancelled_on TEXT CHECK (cancelled_on {DATE}),
    paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    past_due INTEGER NOT NULL DEFAULT 0 CHECK (past_due IN (0, 1))
) STRICT;
CREATE INDEX membership_member ON membership (member_id);

CREATE TABLE billing_period (
    id INTEGER NOT NULL PRIMARY KEY,
    membership_id INTEGER NOT NULL REFERENCES membership (id),
    starts_on TEXT NOT NULL CHECK (starts_on {DATE}),
    ends_on TEXT NOT NULL CHECK (ends_on {DATE} AND ends_on >= starts_on),
    UNIQUE (membership_id, starts_on)
) STRICT;

CREATE TABLE period_service (
    period_id INTEGER NOT NULL REFERENCES billing_period (id),
    service_id INTEGER NOT NULL REFERENCES service (id),
    expires_on TEXT CHECK (expires_on {DATE}),
    PRIMARY KEY (period_id, service_id)
) STRICT, WITHOUT ROWID;
"""

LEDGER = f"""
CREATE TABLE ledger_entry (
    id INTEGER NOT NULL PRIMARY KEY,
    seq INTEGER NOT NULL CHECK (seq >= 1),
    kind TEXT NOT NULL CHECK (kind IN (
        'opening', 'allocation', 'use', 'give_back', 'add', 'remove', 'expire', 'extend')),
    credits INTEGER NOT NULL,
    member_id INTEGER NOT NULL REFERENCES member (id),
    membership_id INTEGER REFERENCES membership (id),
    period_id INTEGER REFERENCES billing_period (id),
    service_id INTEGER NOT NULL REFERENCES service (id),
    actor_id INTEGER NOT NULL REFERENCES staff (id),
    actor TEXT NOT NULL,
    actor_name TEXT NOT NULL,
    via_id INTEGER REFERENCES staff (id),
    via TEXT,
    at INTEGER NOT NULL,
    studio_date TEXT NOT NULL CHECK (studio_date {DATE}),
    reason TEXT,
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    reference TEXT NOT NULL DEFAULT '',
    request_id TEXT NOT NULL UNIQUE,
    request_digest BLOB NOT NULL CHECK (length(request_digest) = 32),
    corrects INTEGER UNIQUE REFERENCES ledger_entry (id),
    balance_before INTEGER NOT NULL CHECK (balance_before >= 0),
    balance_after INTEGER NOT NULL CHECK (balance_after >= 0),
    allocation_before INTEGER CHECK (allocation_before >= 0),
    allocation_after INTEGER CHECK (allocation_after >= 0),
    flags TEXT NOT NULL DEFAULT '',
    prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    UNIQUE (member_id, seq),
    CHECK ((via_id IS NULL) = (via IS NULL)),
    CHECK ((allocation_before IS NULL) = (allocation_after IS NULL)),
    CHECK (kind NOT IN ('add', 'remove') OR (reason IS NOT NULL AND length(trim(note)) >= 5)),
    CHECK (kind NOT IN ('add', 'allocation', 'give_back') OR credits > 0),
    CHECK (kind NOT IN ('remove', 'use', 'expire') OR credits < 0),
    CHECK (kind <> 'opening' OR credits <> 0),
    CHECK (kind <> 'extend' OR credits = 0),
    CHECK (kind <> 'give_back' OR corrects IS NOT NULL)
) STRICT;
CREATE INDEX ledger_entry_actor ON ledger_entry (actor_id, studio_date);
CREATE INDEX ledger_entry_period ON ledger_entry (period_id, service_id)
    WHERE allocation_after IS NOT NULL;

CREATE TABLE credit_lot (
    id INTEGER NOT NULL PRIMARY KEY,
    made_by INTEGER NOT NULL REFERENCES ledger_entry (id) DEFERRABLE INITIALLY DEFERRED,
    member_id INTEGER NOT NULL REFERENCES member (id),
    membership_id INTEGER REFERENCES membership (id),
    period_id INTEGER REFERENCES billing_period (id),
    service_id INTEGER NOT NULL REFERENCES service (id),
    source TEXT NOT NULL CHECK (source IN ('allocation', 'opening', 'add')),
    starts_on TEXT NOT NULL CHECK (starts_on {DATE}),
    expires_on TEXT CHECK (expires_on {DATE}),
    granted INTEGER NOT NULL CHECK (granted >= 1),
    left INTEGER NOT NULL DEFAULT 0 CHECK (left >= 0 AND left <= granted)
) STRICT;
CREATE INDEX credit_lot_member ON credit_lot (member_id, service_id);
CREATE INDEX credit_lot_made_by ON credit_lot (made_by);
CREATE INDEX credit_lot_expiry ON credit_lot (expires_on) WHERE left > 0 AND expires_on IS NOT NULL;

CREATE TABLE lot_movement (
    entry_id INTEGER NOT NULL REFERENCES ledger_entry (id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 1),
    lot_id INTEGER NOT NULL REFERENCES credit_lot (id),
    credits INTEGER NOT NULL CHECK (credits <> 0),
    PRIMARY KEY (entry_id, position),
    UNIQUE (entry_id, lot_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lot_movement_lot ON lot_movement (lot_id, entry_id);
"""

# How members are found; store/search_index.py writes it and says what each part is for.
SEARCH = """
CREATE VIRTUAL TABLE member_text USING fts5 (
    text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
);
CREATE TABLE member_name (
    member_id INTEGER NOT NULL PRIMARY KEY REFERENCES member (id),
    name TEXT NOT NULL
) STRICT;
CREATE TABLE member_word (
    later INTEGER NOT NULL CHECK (later IN (0, 1)),
    word TEXT NOT NULL,
    name TEXT NOT NULL,
    member_id INTEGER NOT NULL,
    PRIMARY KEY (later, word, name, member_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE name_word (
    word TEXT NOT NULL PRIMARY KEY,
    backward TEXT NOT NULL,
    members INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE trigram (
    letters TEXT NOT NULL PRIMARY KEY,
    members INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX name_word_backward ON name_word (backward, word, members);
"""


def up(migrator: Any, db: Any) -> None:
    """Make every table."""
    for script in (STUDIO, MEMBERSHIPS, LEDGER, SEARCH):
        for statement in script.split(";\n"):
            if statement.strip():
                db.execute_sql(statement)
