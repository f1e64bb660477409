"""The guards of the ledger (R23): triggers that refuse whatever would not follow.

An act comes in as its new lots (empty), its movements and, last, its entry. The entry's triggers
check the whole act and apply it to the lots; nothing else ever changes what is left in a lot. The
triggers call two functions that only creditui's own connections have, so another program can't
insert at all, and the entry's hash is checked by the one encoder there is. They do not lean on
foreign keys or on any setting of the connection. A migration that rebuilds a guarded table must
make its triggers again.
"""

from __future__ import annotations

from typing import Any

NEXT_ENTRY = "(SELECT coalesce(max(id), 0) + 1 FROM ledger_entry)"

MOVEMENTS = """
    (SELECT group_concat(lot_id || ' ' || credits, ',') FROM (
        SELECT lot_id, credits FROM lot_movement WHERE entry_id = NEW.id ORDER BY position))"""

NEW_LOTS = """
    (SELECT group_concat(concatenated, ',') FROM (
        SELECT l.id || ' ' || l.granted || ' ' || l.source || ' ' || l.starts_on || ' '
            || coalesce(l.expires_on, '-') || ' ' || coalesce(l.membership_id, '-') || ' '
            || coalesce(l.period_id, '-') AS concatenated
        FROM lot_movement m JOIN credit_lot l ON l.id = m.lot_id
        WHERE m.entry_id = NEW.id AND l.made_by = NEW.id ORDER BY m.position))"""

ALIVE = """l.starts_on <= NEW.studio_date
        AND (l.expires_on IS NULL OR l.expires_on >= NEW.studio_date)"""

REFUSALS = f"""
    SELECT RAISE(ABORT, 'ledger: this is not the next entry')
    WHERE NEW.id IS NOT {NEXT_ENTRY};
    SELECT RAISE(ABORT, 'ledger: this is not the member''s next entry')
    WHERE NEW.seq IS NOT
        (SELECT coalesce(max(seq), 0) + 1 FROM ledger_entry WHERE member_id = NEW.member_id);
    SELECT RAISE(ABORT, 'ledger: not linked to the member''s last entry')
    WHERE NEW.prev_hash IS NOT coalesce(
        (SELECT hash FROM ledger_entry WHERE member_id = NEW.member_id AND seq = NEW.seq - 1),
        zeroblob(32));
    SELECT RAISE(ABORT, 'ledger: the request was applied before')
    WHERE EXISTS (SELECT 1 FROM ledger_entry WHERE request_id = NEW.request_id);
    SELECT RAISE(ABORT, 'ledger: time went back')
    WHERE NEW.at < (SELECT at FROM ledger_entry WHERE id = NEW.id - 1);
    SELECT RAISE(ABORT, 'ledger: the entry can''t be corrected, or was already')
    WHERE NEW.corrects IS NOT NULL AND (
        EXISTS (SELECT 1 FROM ledger_entry WHERE corrects = NEW.corrects)
        OR NOT EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.corrects
            AND member_id = NEW.member_id AND service_id = NEW.service_id
            AND (NEW.kind = 'give_back') = (kind = 'use')));
    SELECT RAISE(ABORT, 'ledger: nobody by that name acts here')
    WHERE NOT EXISTS (SELECT 1 FROM staff WHERE id = NEW.actor_id AND username = NEW.actor)
        OR (NEW.via_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM staff WHERE id = NEW.via_id AND username = NEW.via));
    SELECT RAISE(ABORT, 'ledger: no such member or service')
    WHERE NOT EXISTS (SELECT 1 FROM member WHERE id = NEW.member_id)
        OR NOT EXISTS (SELECT 1 FROM service WHERE id = NEW.service_id);
    SELECT RAISE(ABORT, 'ledger: not the member''s membership')
    WHERE NEW.membership_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM membership WHERE id = NEW.membership_id AND member_id = NEW.member_id);
    SELECT RAISE(ABORT, 'ledger: not the member''s billing period')
    WHERE NEW.period_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM billing_period p JOIN membership s ON s.id = p.membership_id
        WHERE p.id = NEW.period_id AND s.member_id = NEW.member_id
            AND s.id = coalesce(NEW.membership_id, s.id));
    SELECT RAISE(ABORT, 'ledger: the credits are not the sum of the movements')
    WHERE NEW.credits IS NOT (SELECT sum(credits) FROM lot_movement WHERE entry_id = NEW.id)
        OR (SELECT count(*) <> max(position) FROM lot_movement WHERE entry_id = NEW.id);
    SELECT RAISE(ABORT, 'ledger: a movement does not fit the entry')
    FROM lot_movement m LEFT JOIN credit_lot l ON l.id = m.lot_id
    WHERE m.entry_id = NEW.id AND (l.id IS NULL
        OR l.member_id <> NEW.member_id OR l.service_id <> NEW.service_id
        OR l.left + m.credits NOT BETWEEN 0 AND l.granted
        OR (NEW.kind <> 'extend' AND (m.credits < 0) <> (NEW.credits < 0))
        OR (NEW.kind = 'expire' AND (l.expires_on IS NULL OR l.expires_on >= NEW.studio_date))
        OR (l.made_by = NEW.id AND m.credits <> l.granted)
        OR (l.made_by <> NEW.id AND m.credits > 0 AND NEW.kind NOT IN ('give_back', 'extend')
            AND (NEW.kind NOT IN ('add', 'allocation') OR NEW.corrects IS NULL)));
    SELECT RAISE(ABORT, 'ledger: a new lot does not fit the entry')
    FROM credit_lot l WHERE l.made_by = NEW.id AND (
        NOT EXISTS (SELECT 1 FROM lot_movement WHERE entry_id = NEW.id AND lot_id = l.id)
        OR NEW.kind NOT IN ('opening', 'allocation', 'add', 'extend')
        OR (NEW.kind IN ('add', 'allocation') AND l.source <> NEW.kind)
        OR (l.membership_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM membership WHERE id = l.membership_id AND member_id = NEW.member_id))
        OR (l.period_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM billing_period WHERE id = l.period_id
                AND membership_id = l.membership_id)));
    SELECT RAISE(ABORT, 'ledger: the balance before is another')
    WHERE NEW.balance_before IS NOT (SELECT coalesce(sum(l.left), 0) FROM credit_lot l
        WHERE l.member_id = NEW.member_id AND l.service_id = NEW.service_id AND {ALIVE});
    SELECT RAISE(ABORT, 'ledger: the balance after does not follow')
    WHERE NEW.balance_after IS NOT NEW.balance_before + (SELECT coalesce(sum(m.credits), 0)
        FROM lot_movement m JOIN credit_lot l ON l.id = m.lot_id
        WHERE m.entry_id = NEW.id AND {ALIVE});
    SELECT RAISE(ABORT, 'ledger: the hash is not that of the entry')
    WHERE NEW.hash IS NOT creditui_entry_hash(
        NEW.id, NEW.seq, NEW.kind, NEW.credits, NEW.member_id, NEW.membership_id, NEW.period_id,
        (SELECT code FROM service WHERE id = NEW.service_id),
        NEW.actor_id, NEW.actor, NEW.actor_name, NEW.via_id, NEW.via, NEW.at, NEW.studio_date,
        NEW.reason, NEW.note, NEW.reference, NEW.request_id, NEW.request_digest, NEW.corrects,
        NEW.balance_before, NEW.balance_after, NEW.allocation_before, NEW.allocation_after,
        NEW.flags, {MOVEMENTS}, {NEW_LOTS}, NEW.prev_hash);"""  # noqa: S608

LEDGER = (
    f"CREATE TRIGGER entry_follows BEFORE INSERT ON ledger_entry BEGIN {REFUSALS}\nEND",
    """
CREATE TRIGGER entry_applies AFTER INSERT ON ledger_entry BEGIN
    UPDATE credit_lot SET left = left
        + (SELECT credits FROM lot_movement WHERE entry_id = NEW.id AND lot_id = credit_lot.id)
    WHERE id IN (SELECT lot_id FROM lot_movement WHERE entry_id = NEW.id);
END""",
    """
CREATE TRIGGER entry_stays BEFORE UPDATE ON ledger_entry BEGIN
    SELECT RAISE(ABORT, 'ledger: an entry is never changed');
END""",
    """
CREATE TRIGGER entry_remains BEFORE DELETE ON ledger_entry BEGIN
    SELECT RAISE(ABORT, 'ledger: an entry is never deleted');
END""",
    f"""
CREATE TRIGGER movement_comes_first BEFORE INSERT ON lot_movement BEGIN
    SELECT RAISE(ABORT, 'ledger: only creditui writes movements') WHERE creditui_desk() IS NOT 1;
    SELECT RAISE(ABORT, 'ledger: a movement comes before its entry')
    WHERE NEW.entry_id IS NOT {NEXT_ENTRY};
    SELECT RAISE(ABORT, 'ledger: the entry moves that lot already')
    WHERE EXISTS (SELECT 1 FROM lot_movement WHERE entry_id = NEW.entry_id
        AND (lot_id = NEW.lot_id OR position = NEW.position));
END""",  # noqa: S608
    """
CREATE TRIGGER movement_stays BEFORE UPDATE ON lot_movement BEGIN
    SELECT RAISE(ABORT, 'ledger: a movement is never changed');
END""",
    """
CREATE TRIGGER movement_remains BEFORE DELETE ON lot_movement BEGIN
    SELECT RAISE(ABORT, 'ledger: a movement is never deleted');
END""",
    f"""
CREATE TRIGGER lot_starts_empty BEFORE INSERT ON credit_lot BEGIN
    SELECT RAISE(ABORT, 'ledger: only creditui makes lots') WHERE creditui_desk() IS NOT 1;
    SELECT RAISE(ABORT, 'ledger: a lot starts empty, with the next number, for the next entry')
    WHERE NEW.left <> 0 OR NEW.made_by IS NOT {NEXT_ENTRY}
        OR NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM credit_lot);
END""",  # noqa: S608
    """
CREATE TRIGGER lot_stays BEFORE UPDATE ON credit_lot BEGIN
    SELECT RAISE(ABORT, 'ledger: a lot is never changed') WHERE
        (NEW.id, NEW.made_by, NEW.member_id, NEW.membership_id, NEW.period_id, NEW.service_id,
            NEW.source, NEW.starts_on, NEW.expires_on, NEW.granted)
        IS NOT (OLD.id, OLD.made_by, OLD.member_id, OLD.membership_id, OLD.period_id,
            OLD.service_id, OLD.source, OLD.starts_on, OLD.expires_on, OLD.granted);
    SELECT RAISE(ABORT, 'ledger: what is left in a lot changes only with an entry')
    WHERE NEW.left IS NOT (SELECT coalesce(sum(m.credits), 0) FROM lot_movement m
        WHERE m.lot_id = OLD.id AND m.entry_id <= (SELECT max(id) FROM ledger_entry));
END""",
    """
CREATE TRIGGER lot_remains BEFORE DELETE ON credit_lot BEGIN
    SELECT RAISE(ABORT, 'ledger: a lot is never deleted');
END""",
)
"""What entries, movements and lots must be, and that they stay."""

KEPT = {
    "service": ("code",),
    "staff": ("username",),
    "member": (),
    "plan": ("code",),
    "membership": ("member_id",),
    "billing_period": ("membership_id", "starts_on"),
}
"""What entries speak of: such a row is never deleted; its id and these columns never change."""

UNIQUE = {
    "service": "code IS NEW.code",
    "staff": "username IS NEW.username",
    "member": "external_id = NEW.external_id",
    "plan": "code IS NEW.code",
    "membership": "external_id = NEW.external_id",
    "billing_period": "membership_id IS NEW.membership_id AND starts_on IS NEW.starts_on",
}
"""How a second row would take the first one's place: REPLACE deletes without a trigger."""


def kept(table: str) -> tuple[str, ...]:
    """The triggers that keep the rows of `table` in their place."""
    fixed = ("id", *KEPT[table])
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in fixed)
    twin = f"SELECT 1 FROM {table} WHERE {UNIQUE[table]}"  # noqa: S608
    return (
        f"""
CREATE TRIGGER {table}_remains BEFORE DELETE ON {table} BEGIN
    SELECT RAISE(ABORT, '{table}: never deleted, the ledger speaks of it');
END""",
        f"""
CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} BEGIN
    SELECT RAISE(ABORT, '{table}: the ledger speaks of it by this key') WHERE {changed};
    SELECT RAISE(ABORT, '{table}: another one has this key')
    WHERE EXISTS ({twin} AND id <> OLD.id);
END""",
        f"""
CREATE TRIGGER {table}_is_new BEFORE INSERT ON {table} BEGIN
    SELECT RAISE(ABORT, '{table}: another one has this key')
    WHERE EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) OR EXISTS ({twin});
END""",  # noqa: S608
    )


def up(migrator: Any, db: Any) -> None:
    """Make every guard, and the two people who sign what nobody does (R9, R24)."""
    for statement in (*LEDGER, *(sql for table in KEPT for sql in kept(table))):
        db.execute_sql(statement.strip())
    for username, name in (("system", "System"), ("import", "Import")):
        db.execute_sql(
            "INSERT INTO staff (username, name, role) VALUES (?, ?, 'system')", (username, name)
        )
