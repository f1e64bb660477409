"""A large ledger for benchmarks: entries that keep every rule, written without the guards.

Written so, ten million take minutes; the guards are put back at the end, and a seal for each day
and the index of the search are added with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import apsw

from creditui.domain.ledger import Entry
from creditui.domain.merkle import merkle_root
from creditui.domain.seal import FIRST_PREV, Seal, digest_of
from creditui.store.columns import pack_flags
from creditui.store.engine import migrate, open_store
from creditui.store.seals import insert_seal
from creditui.store.transaction import writing
from tests.benchmarks.made_entries import SERVICES, STAFF, STARTED, MadeStudio
from tests.support.reindexing import reindex

OWNER = (5, "olga", "Olga")
AT_ONCE = 50_000


def fill(path: Path, entries: int) -> None:
    """Write that many entries, with their lots, movements and seals, to a new database."""
    store = open_store(str(path), create=True)
    migrate(store)
    store.close()
    studio = MadeStudio(entries)
    raw = apsw.Connection(str(path))
    raw.execute("PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000; PRAGMA foreign_keys = OFF")
    raw.execute("PRAGMA temp_store = FILE")
    # Without indexes rows only come to the end; one sort each then makes the indexes.
    set_aside = raw.execute(
        "SELECT type, name, sql FROM sqlite_schema"
        " WHERE type = 'trigger' OR (type = 'index' AND sql IS NOT NULL) ORDER BY rowid"
    ).fetchall()
    seals: list[Seal] = []
    with raw:
        for kind, name, _ in set_aside:
            raw.execute(f'DROP {kind} "{name}"')
        _people(raw, len(studio.members))
        for chunk in _chunks(_drafting(studio.entries(), seals), AT_ONCE):
            _write(raw, chunk)
        raw.executemany("UPDATE credit_lot SET left = ? WHERE id = ?", studio.left())
        for _, _, sql in set_aside:
            raw.execute(str(sql))
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    store = open_store(str(path))
    with writing(store):
        for seal in seals:
            insert_seal(store, seal)
        reindex(store)
    store.close()


def _people(raw: apsw.Connection, members: int) -> None:
    raw.executemany(
        "INSERT INTO staff (id, username, name, role) VALUES (?, ?, ?, ?)",
        [(*OWNER, "admin"), *((*person, "manager") for person in STAFF)],
    )
    raw.executemany(
        "INSERT INTO service (id, code, name) VALUES (?, ?, ?)",
        ((n, code, code.capitalize()) for n, code in enumerate(SERVICES, 1)),
    )
    raw.execute("INSERT INTO plan VALUES (1, 'gold', 'Gold', 'month', 'days:200')")
    raw.executemany(
        "INSERT INTO plan_service VALUES (1, ?1, 4, ?1)", ((n,) for n in _SERVICE_IDS.values())
    )
    raw.executemany(
        "INSERT INTO member (id, name) VALUES (?, ?)",
        ((n, f"Member {n}") for n in range(1, members + 1)),
    )
    raw.executemany(
        "INSERT INTO membership (id, member_id, plan_id, started_on) VALUES (?1, ?1, 1, ?2)",
        ((n, str(STARTED)) for n in range(1, members + 1)),
    )


def _chunks(source: Iterable[Entry], size: int) -> Iterator[list[Entry]]:
    entries = iter(source)
    while chunk := list(islice(entries, size)):
        yield chunk


_ENTRY = f"INSERT INTO ledger_entry VALUES ({', '.join('?' * 28)})"
_LOT = "INSERT INTO credit_lot VALUES (?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, 0)"
_MOVEMENT = "INSERT INTO lot_movement VALUES (?, ?, ?, ?)"
_SERVICE_IDS = {code: n for n, code in enumerate(SERVICES, 1)}


def _write(raw: apsw.Connection, entries: list[Entry]) -> None:
    raw.executemany(_ENTRY, map(_row, entries))
    raw.executemany(
        _LOT,
        (
            (
                lot.id, e.id, e.member_id, lot.membership_id, _SERVICE_IDS[e.service], lot.source,
                str(lot.starts_on), lot.expires_on and str(lot.expires_on), lot.granted,
            )
            for e in entries
            for lot in e.new_lots
        ),
    )  # fmt: skip
    raw.executemany(
        _MOVEMENT,
        (
            (e.id, place, movement.lot_id, movement.credits)
            for e in entries
            for place, movement in enumerate(e.movements, 1)
        ),
    )


def _row(e: Entry) -> tuple[object, ...]:
    return (
        e.id, e.seq, e.kind, e.credits, e.member_id, e.membership_id, e.period_id,
        _SERVICE_IDS[e.service], e.actor_id, e.actor, e.actor_name, e.via_id, e.via, e.at,
        str(e.studio_date), e.reason, e.note, e.reference, e.request_id, e.request_digest,
        e.corrects, e.balance_before, e.balance_after, e.allocation_before, e.allocation_after,
        pack_flags(e.flags), e.prev_hash, e.hash,
    )  # fmt: skip


def _drafting(entries: Iterable[Entry], seals: list[Seal]) -> Iterator[Entry]:
    """The entries as they come; each day but the last leaves the seal that its night would make."""
    hashes: list[bytes] = []
    last: Entry | None = None
    for entry in entries:
        if last is not None and entry.studio_date != last.studio_date:
            seals.append(_draft(seals[-1] if seals else None, last, merkle_root(hashes)))
            hashes = []
        hashes.append(entry.hash)
        last = entry
        yield entry


def _draft(before: Seal | None, last: Entry, root: bytes) -> Seal:
    number, first, prev = 1, 1, FIRST_PREV
    if before is not None:
        number, first, prev = before.id + 1, before.last_entry + 1, before.digest
    draft = Seal(number, first, last.id, root, prev, b"", last.at, OWNER[0], OWNER[1])
    return replace(draft, digest=digest_of(draft))
