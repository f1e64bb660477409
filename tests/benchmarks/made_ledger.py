"""A made-up ledger for benchmarks: the entries of a large studio, written without the guards.

Most are uses, one in twenty an adjustment by one of thirty people. Their hashes are made up too:
no reader that is measured looks at them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

import apsw

from creditui.domain.ledger import microseconds
from creditui.store.engine import migrate, open_store

STARTED = date(2021, 1, 1)
DAYS = 2000
TODAY = STARTED + timedelta(days=DAYS)
NOTES = (
    "waited twenty minutes for a late therapist",
    "the room was cold and the shower did not work",
    "first visit, a gift from the front desk",
    "booked twice by mistake, see the ticket",
    "policy: no show without a call",
)
REASONS = ("recovery", "promotion", "correction", "goodwill")


def fill(path: Path, entries: int) -> None:
    """Write that many entries, with their lots and movements, to a new database."""
    store = open_store(str(path), create=True)
    migrate(store)
    store.close()
    raw = apsw.Connection(str(path))
    raw.execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA foreign_keys = OFF")
    triggers = raw.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid"
    ).fetchall()
    with raw:
        for name, _ in triggers:
            raw.execute(f'DROP TRIGGER "{name}"')
        _people(raw, entries)
        for chunk in _chunks(_acts(entries), 50_000):
            raw.executemany(_ENTRY, [entry for entry, _, _ in chunk])
            raw.executemany(_LOT, [lot for _, lot, _ in chunk if lot])
            raw.executemany(_MOVEMENT, [movement for _, _, movement in chunk])
        for _, sql in triggers:
            raw.execute(str(sql))
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()


_ENTRY = f"INSERT INTO ledger_entry VALUES ({', '.join('?' * 28)})"
_LOT = f"INSERT INTO credit_lot VALUES ({', '.join('?' * 11)})"
_MOVEMENT = "INSERT INTO lot_movement VALUES (?, 1, ?, ?)"


def _people(raw: apsw.Connection, entries: int) -> None:
    raw.executemany(
        "INSERT INTO staff (id, username, name, role) VALUES (?, ?, ?, 'manager')",
        ((10 + n, f"staff{n}", f"Staff {n}") for n in range(30)),
    )
    raw.executemany(
        "INSERT INTO service (id, code, name) VALUES (?, ?, ?)",
        ((n, f"service{n}", f"Service {n}") for n in range(1, 6)),
    )
    raw.executemany(
        "INSERT INTO member (id, name) VALUES (?, ?)",
        ((n, f"Member {n}") for n in range(1, entries // 100 + 2)),
    )


def _chunks(source: Iterator[tuple], size: int) -> Iterator[list[tuple]]:  # type: ignore[type-arg]
    while chunk := list(islice(source, size)):
        yield chunk


def _acts(entries: int) -> Iterator[tuple]:  # type: ignore[type-arg]
    """Rows of the entry, of the lot it makes (or None) and of its movement."""
    rng = random.Random(1)
    members = entries // 100 + 1
    seqs = [0] * (members + 1)
    held: list[int] = [0] * (members + 1)
    start = microseconds(datetime(STARTED.year, 1, 1, 9, tzinfo=UTC))
    uses: list[tuple[int, int, int]] = []
    lot_id = 0
    for id in range(1, entries + 1):
        member = rng.randrange(1, members + 1)
        chance = rng.random()
        service, actor, reason, note, flags, corrects, via = (
            rng.randint(1, 5),
            1,
            None,
            "",
            "",
            None,
            None,
        )
        if not held[member] or chance < 0.15:
            kind, credits = "allocation", rng.choice((4, 4, 8, 8, 12))
        elif chance < 0.19:
            kind, actor, credits = (
                "add",
                10 + int(30 * rng.random() ** 2),
                rng.choice((1, 1, 1, 2, 3, 5, 50)),
            )
            reason, note = rng.choice(REASONS), rng.choice(NOTES)
            flags = rng.choice(("", "", "", "over_allocation", "short_expiry,paused"))
            via = 10 if chance < 0.1505 else None
        elif chance < 0.20:
            kind, actor, credits = (
                "remove",
                10 + int(30 * rng.random() ** 2),
                -rng.choice((1, 1, 2)),
            )
            reason, note = rng.choice(("correction", "policy")), rng.choice(NOTES)
        elif chance < 0.23 and uses:
            corrects, member, service = uses.pop()
            kind, credits, actor = "give_back", 1, 10 + rng.randrange(4)
        else:
            kind, credits, actor = "use", -1, 10 + rng.randrange(4)
            if chance > 0.95:
                uses.append((id, member, service))
        lot = None
        day = STARTED + timedelta(days=id * DAYS // (entries + 1))
        if kind in ("allocation", "add"):
            lot_id += 1
            held[member] = lot_id
            lot = (lot_id, id, member, None, None, service, kind, day.isoformat(), None, credits, 0)
        seqs[member] += 1
        at = start + id * (DAYS * 86_400_000_000 // (entries + 1))
        digest = rng.randbytes(32)
        row = (
            id, seqs[member], kind, credits, member, None, None, service,
            actor, f"staff{actor - 10}", f"Staff {actor - 10}", via, via and "staff0",
            at, day.isoformat(), reason, note, f"B-{id}" if kind == "use" else "",
            digest.hex(), digest, corrects, 5, 5 + max(credits, -5), None, None, flags,
            digest, digest,
        )  # fmt: skip
        yield row, lot, (id, held[member] or 1, credits)
