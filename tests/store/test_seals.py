"""Seals in the database: append-only, and only what follows is taken (R23)."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import apsw
import pytest

from creditui.domain.merkle import merkle_root
from creditui.domain.seal import FIRST_PREV, Seal, digest_of
from creditui.store import schema
from creditui.store.engine import migrate, open_store
from creditui.store.entries import read_entry
from creditui.store.errors import StoreError
from creditui.store.seals import (
    entry_hashes,
    insert_seal,
    last_seal,
    newest_entry,
    seal_over,
    seals_after,
)
from creditui.store.transaction import writing
from tests.store.raw import raw_connection
from tests.support.older import filled_at_level
from tests.support.studio import Studio


def next_seal(studio: Studio, last: int = 14, **changes: Any) -> Seal:
    """The seal that would follow, up to the entry `last`, altered by `changes` first."""
    before = last_seal(studio.store)
    first = 1 if before is None else before.last_entry + 1
    blank = Seal(
        id=1 if before is None else before.id + 1,
        first_entry=first,
        last_entry=last,
        root=merkle_root(entry_hashes(studio.store, first, last)),
        prev=FIRST_PREV if before is None else before.digest,
        digest=b"",
        sealed_at=newest_entry(studio.store)[1],
        actor_id=studio.staff("mona").id,
        actor="mona",
    )
    changed = replace(blank, **changes)
    return changed if changed.digest else replace(changed, digest=digest_of(changed))


def put(studio: Studio, seal: Seal) -> Seal:
    with writing(studio.store):
        insert_seal(studio.store, seal)
    return seal


def test_seals_are_read_as_they_were_written(studio: Studio) -> None:
    first = put(studio, next_seal(studio, 10))
    second = put(studio, next_seal(studio))
    assert last_seal(studio.store) == second
    assert seals_after(studio.store, 0) == (first, second)
    assert seals_after(studio.store, 1) == (second,)
    assert [seal_over(studio.store, n) for n in (1, 10, 11, 14)] == [first, first, second, second]
    assert seal_over(studio.store, 15) is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": 3}, "next seal"),
        ({"id": 1}, "next seal"),
        ({"first_entry": 12}, "where the last one ends"),
        ({"first_entry": 10}, "where the last one ends"),
        ({"last_entry": 15}, "do not exist"),
        ({"last_entry": 10}, "do not exist|CHECK"),
        ({"prev": FIRST_PREV}, "not linked"),
        ({"sealed_at": 1}, "time went back"),
        ({"actor": "ada"}, "nobody"),
        ({"actor_id": 99}, "nobody"),
        ({"digest": b"x" * 32}, "digest"),
    ],
)
def test_a_seal_that_does_not_follow_is_refused(
    studio: Studio, changes: dict[str, Any], message: str
) -> None:
    put(studio, next_seal(studio, 10))
    with pytest.raises(StoreError, match=message):
        put(studio, next_seal(studio, **changes))
    assert len(seals_after(studio.store, 0)) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE seal SET root = zeroblob(32)",
        "UPDATE OR REPLACE seal SET id = 9",
        "DELETE FROM seal",
        "INSERT INTO seal SELECT * FROM seal",
        "INSERT OR REPLACE INTO seal SELECT * FROM seal",
        "REPLACE INTO seal SELECT 1, 1, 14, root, prev, digest, sealed_at, actor_id, actor"
        " FROM seal",
    ],
)
def test_a_seal_stays_as_it_is(studio: Studio, sql: str) -> None:
    kept = put(studio, next_seal(studio, 10))
    for functions in (True, False):
        connection = raw_connection(studio, functions=functions)
        with pytest.raises(apsw.Error):
            connection.execute(sql)
        connection.close(True)
    assert seals_after(studio.store, 0) == (kept,)


def test_a_seal_can_not_be_made_without_the_functions(studio: Studio) -> None:
    seal = next_seal(studio)
    connection = raw_connection(studio, functions=False)
    with pytest.raises(apsw.SQLError, match="no such function"):
        connection.execute(
            "INSERT INTO seal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                seal.id,
                seal.first_entry,
                seal.last_entry,
                seal.root,
                seal.prev,
                seal.digest,
                seal.sealed_at,
                seal.actor_id,
                seal.actor,
            ),
        )
    connection.close(True)


def test_a_ledger_from_before_the_seals_keeps_its_entries_and_can_be_sealed(
    studio: Studio, tmp_path: Path
) -> None:
    path, entry = tmp_path / "older.db", read_entry(studio.store, 1)
    assert entry is not None
    studio.store.close()
    filled_at_level(path, "0002_ledger_guards", studio.path)

    with pytest.raises(StoreError, match="creditui init"):
        open_store(str(path))
    studio.store = open_store(str(path), create=True)
    assert migrate(studio.store) == schema.levels()[2:]
    assert read_entry(studio.store, 1) == entry
    assert put(studio, next_seal(studio, 1)).root == merkle_root((entry.hash,))
