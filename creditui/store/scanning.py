"""Verification in the order of ids: nothing missing, nothing stray, everything named is there.

A part is a stretch of ids small enough to be looked at in one go; its Merkle root goes into that of
the seal that covers it. It is SQL, as all that reads the whole ledger is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from creditui.domain.finding import Finding, entry_number, said
from creditui.domain.merkle import EMPTY_ROOT, merkle_root
from creditui.store.engine import Store
from creditui.store.guards import DIGEST, guards_digest


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a stretch of ids holds."""

    root: bytes
    """The Merkle root over its entries' hashes."""
    findings: tuple[Finding, ...]


def scan_entries(store: Store, first: int, last: int) -> Scanned:
    """Look at the entries with ids from `first` to `last`: density, time, what they name."""
    sql = "SELECT id, at, hash FROM ledger_entry WHERE id BETWEEN ? AND ? ORDER BY id"
    rows = store.rows(sql, (first - 1, last))
    found = []
    # Sorting what is in order already is the fastest way to see that it is.
    times = [row[1] for row in rows]
    if times != sorted(times):
        found += _went_back(rows, _put_right(store))
    if rows and rows[0][0] == first - 1:
        del rows[0]
    missing = _gap(first, last, [row[0] for row in rows])
    if missing is not None:
        message = "it is missing"
        found.append(Finding("missing", message, missing, None, f"entry {missing}", "nothing"))
    hashes = [row[2] for row in rows]
    sound = all(isinstance(one, bytes) for one in hashes)
    root = merkle_root(hashes) if sound else EMPTY_ROOT
    return Scanned(root, (*found, *_first(store, first, last)))


def scan_lots(store: Store, first: int, last: int) -> tuple[Finding, ...]:
    """Look at the lots with ids from `first` to `last`: what is left, who made them (R3, R4)."""
    found = []
    missing = _gap(first, last, [row[0] for row in store.rows(_LOT_IDS, (first, last))])
    if missing is not None:
        message = f"lot {missing} is missing"
        found.append(Finding("lot", message, None, None, f"lot {missing}", "nothing"))
    for lot_id, entry_id, left, moved in store.rows(_LOTS_LEFT, (first, last)):
        message = f"after it, what is left in lot {lot_id} is not what its movements add up to"
        entry_id, moved = entry_number(entry_id), said(moved)
        found.append(Finding("left", message, entry_id, None, moved, said(left)))
    for lot_id, made_by, member_id in store.rows(_LOTS_MADE, (first, last)):
        message = f"lot {lot_id} says that this entry made it, which it did not"
        made_by, there = entry_number(made_by), f"lot {lot_id}"
        found.append(Finding("lot", message, made_by, member_id, "no such lot", there))
    for lot_id, made_by, member_id in store.rows(_LOTS_NAMES, (first, last)):
        message = f"lot {lot_id}, which it made, is not of a membership and period of hers"
        made_by, there = entry_number(made_by), f"lot {lot_id}"
        found.append(Finding("name", message, made_by, member_id, "hers", there))
    return tuple(found)


def scan_edges(store: Store, last_entry: int) -> tuple[Finding, ...]:
    """What lies outside of every stretch: ids below 1, movements and lots of no entry; the guards.

    `last_entry` is the newest entry at the time of asking.
    """
    found = []
    digest = guards_digest(store.connection)
    if digest != DIGEST:
        message = "the guards of the ledger were tampered with"
        found.append(Finding("guards", message, None, None, DIGEST, digest))
    for code, made, *names in store.rows(_MAKERS):
        message = f"the person who made {made} is not the one with that number"
        found.append(Finding(code, message, None, None, *(said(_as_text(name)) for name in names)))
    for entry_id, message in store.rows(_STRAY, (last_entry,)):
        entry_id = entry_number(entry_id)
        found.append(Finding("stray", message, entry_id, None, "nothing", message))
    return tuple(found)


def last_entry(store: Store) -> int:
    """The newest entry: how far a verification goes."""
    found: int = store.row("SELECT coalesce(max(id), 0) FROM ledger_entry")[0]
    return found


def entries_after(store: Store, entry_id: int) -> int:
    """How many entries there are after the one with that id."""
    found: int = store.row("SELECT count(*) FROM ledger_entry WHERE id > ?", (entry_id,))[0]
    return found


def last_lot(store: Store) -> int:
    """The newest lot, or how many there are where that is less: then one of those is missing."""
    ends: tuple[int, int] = store.row(
        "SELECT (SELECT coalesce(max(id), 0) FROM credit_lot), (SELECT count(*) FROM credit_lot)"
    )
    return min(ends)


def _went_back(rows: list[Any], put_right: Mapping[int, int]) -> list[Finding]:
    """The first of these entries (id, instant, hash) that is older than it may be, if one is."""
    message = "it is older than the entry before it"
    for (previous, before, _), (entry_id, at, _) in pairwise(rows):
        least = put_right.get(previous, before)
        if at < least:
            return [Finding("time", message, entry_id, None, f"{least} or later", str(at))]
    return []


def _put_right(store: Store) -> dict[int, int]:
    """The entries after which the clock was put right, and the instant of it (R17)."""
    return dict(store.rows("SELECT last_entry, at FROM clock_record ORDER BY id"))


def _gap(first: int, last: int, ids: list[int]) -> int | None:
    """The first number from `first` to `last` that is not among `ids`.

    None too where one is there twice, as in a damaged table: SQLite finds that (store/altered.py).
    """
    if len(ids) == last - first + 1:
        return None
    here = set(ids)
    return next((number for number in range(first, last + 1) if number not in here), None)


def _first(store: Store, first: int, last: int) -> list[Finding]:
    """The first entry of the stretch that names what is not there, by each of the questions."""
    found = []
    for code, sql in (("name", _NAMES), ("movement", _MOVEMENTS), ("movement", _POSITIONS)):
        row = store.row(sql, (first, last))
        if row is not None:
            entry_id, member_id, message, expected, there = row
            expected, there = _as_text(expected), _as_text(there)
            found.append(Finding(code, message, entry_id, member_id, said(expected), said(there)))
    return found


def _as_text(value: Any) -> Any:
    """What was asked for as bytes, since it may be no text; anything else is as it is."""
    return value.decode(errors="backslashreplace") if isinstance(value, bytes) else value


_LOT_IDS = "SELECT id FROM credit_lot WHERE id BETWEEN ? AND ? ORDER BY id"

# Numbers so large that SQLite can't add them up are no movements; the chain says whose they are.
_MOVED = "coalesce(sum(max(min(m.credits, 1000000000), -1000000000)), 0)"
_LOTS_LEFT = f"""
    SELECT l.id, coalesce(max(m.entry_id), l.made_by), l.left, {_MOVED}
    FROM credit_lot l LEFT JOIN lot_movement m ON m.lot_id = l.id
    WHERE l.id BETWEEN ? AND ?
    GROUP BY l.id HAVING l.left IS NOT {_MOVED} ORDER BY 2 LIMIT 1
"""  # noqa: S608  # our own words

_LOTS_MADE = """
    SELECT l.id, l.made_by, l.member_id FROM credit_lot l
    WHERE l.id BETWEEN ? AND ? AND NOT EXISTS (SELECT 1 FROM lot_movement m
        WHERE m.lot_id = l.id AND m.entry_id = l.made_by AND m.credits = l.granted)
    ORDER BY l.made_by LIMIT 1
"""

_LOTS_NAMES = """
    SELECT l.id, l.made_by, l.member_id FROM credit_lot l
        LEFT JOIN membership h ON h.id = l.membership_id
        LEFT JOIN billing_period p ON p.id = l.period_id
    WHERE l.id BETWEEN ? AND ?
        AND ((l.membership_id IS NOT NULL AND h.member_id IS NOT l.member_id)
            OR (l.period_id IS NOT NULL AND p.membership_id IS NOT l.membership_id))
    ORDER BY l.made_by LIMIT 1
"""

# The names of people and services never change, so entries keep naming them; a person's full name
# may change, and the entry keeps the one of the time. A name is asked for as bytes: it may be no
# text, and is shown all the same.
_NAMES = """
    SELECT e.id, e.member_id, CASE
            WHEN a.username IS NOT e.actor THEN 'its actor is not the person with that number'
            WHEN v.username IS NOT e.via THEN 'its admin is not the person with that number'
            WHEN s.id IS NULL THEN 'its service is not there'
            WHEN m.id IS NULL THEN 'its member is not there'
            WHEN e.membership_id IS NOT NULL AND h.member_id IS NOT e.member_id
                THEN 'its membership is not the member''s'
            ELSE 'its billing period is not the member''s, or not of its membership' END,
        CAST(CASE
            WHEN a.username IS NOT e.actor THEN coalesce(a.username, 'somebody')
            WHEN v.username IS NOT e.via THEN coalesce(v.username, 'nobody')
            WHEN s.id IS NULL THEN 'a service'
            WHEN m.id IS NULL THEN 'a member'
            ELSE 'one of hers' END AS BLOB),
        CAST(CASE
            WHEN a.username IS NOT e.actor THEN e.actor
            WHEN v.username IS NOT e.via THEN coalesce(e.via, 'nobody')
            WHEN s.id IS NULL THEN 'number ' || e.service_id
            WHEN m.id IS NULL THEN 'number ' || e.member_id
            WHEN e.membership_id IS NOT NULL AND h.member_id IS NOT e.member_id
                THEN 'number ' || e.membership_id
            ELSE 'number ' || e.period_id END AS BLOB)
    FROM ledger_entry e
        LEFT JOIN staff a ON a.id = e.actor_id LEFT JOIN staff v ON v.id = e.via_id
        LEFT JOIN service s ON s.id = e.service_id LEFT JOIN member m ON m.id = e.member_id
        LEFT JOIN membership h ON h.id = e.membership_id
        LEFT JOIN billing_period p ON p.id = e.period_id
        LEFT JOIN membership ph ON ph.id = p.membership_id
    WHERE e.id BETWEEN ? AND ? AND (a.username IS NOT e.actor OR v.username IS NOT e.via
        OR s.id IS NULL OR m.id IS NULL
        OR (e.membership_id IS NOT NULL AND h.member_id IS NOT e.member_id)
        OR (e.period_id IS NOT NULL AND (ph.member_id IS NOT e.member_id
            OR ph.id IS NOT coalesce(e.membership_id, ph.id))))
    ORDER BY e.id LIMIT 1
"""

_MOVEMENTS = """
    SELECT m.entry_id, e.member_id, CASE
            WHEN e.id IS NULL THEN 'it is missing, but its movements are there'
            WHEN l.id IS NULL THEN 'it moves a lot that is not there'
            ELSE 'it moves a lot of another member or service' END,
        CASE WHEN e.id IS NULL THEN 'an entry' ELSE 'a lot of hers' END,
        CAST(CASE WHEN e.id IS NULL THEN 'nothing' ELSE 'lot ' || m.lot_id END AS BLOB)
    FROM lot_movement m LEFT JOIN ledger_entry e ON e.id = m.entry_id
        LEFT JOIN credit_lot l ON l.id = m.lot_id
    WHERE m.entry_id BETWEEN ? AND ? AND (e.id IS NULL OR l.id IS NULL
        OR l.member_id IS NOT e.member_id OR l.service_id IS NOT e.service_id)
    ORDER BY m.entry_id LIMIT 1
"""

_POSITIONS = """
    SELECT m.entry_id, NULL, 'its movements are not numbered from 1', count(*), max(m.position)
    FROM lot_movement m WHERE m.entry_id BETWEEN ? AND ?
    GROUP BY m.entry_id HAVING count(*) <> max(m.position) ORDER BY m.entry_id LIMIT 1
"""

_MAKERS = """
    SELECT code, made, CAST(m.actor AS BLOB), CAST(a.username AS BLOB)
    FROM (SELECT 'seal' AS code, 'seal ' || id AS made, actor, actor_id FROM seal
        UNION ALL SELECT 'clock', 'clock record ' || id, actor, actor_id FROM clock_record) m
    LEFT JOIN staff a ON a.id = m.actor_id WHERE m.actor IS NOT a.username LIMIT 1
"""

_STRAY = """
    SELECT * FROM (SELECT id, 'its number is below 1' FROM ledger_entry WHERE id < 1 LIMIT 1)
    UNION ALL
    SELECT * FROM (SELECT entry_id, 'movements belong to an entry that is not there'
        FROM lot_movement
        WHERE entry_id < 1
            OR entry_id > max(?, (SELECT coalesce(max(id), 0) FROM ledger_entry)) LIMIT 1)
    UNION ALL
    SELECT * FROM (SELECT made_by, 'a lot has a number below 1' FROM credit_lot
        WHERE id < 1 LIMIT 1)
"""
