"""Members' ledgers are read some entries at once: the same ones, wherever one batch ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from creditui.domain.finding import Finding
from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.store import history
from creditui.store.engine import Store, open_store
from creditui.store.entries import read_entry
from creditui.store.history import MemberRange, batches_of, entries_of, member_ranges
from tests.support.studio import WITH_CREDITS, Studio
from tests.support.tampering import unguarded

EVERYBODY = MemberRange(1, 1_000_000, 0)
EACH_SIZE = pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 100])


@pytest.fixture(autouse=True)
def at_once(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "AT_ONCE", size)


def fill(studio: Studio) -> None:
    """Entries of one lot and of several, of a new lot and of none, next to each other."""
    made = [studio.add(n).new_lots[0].id for n in (6, 7, 8)]
    for lots in (made, made[:1], made, made[1:], made[:1]):
        taken = tuple(studio.move(lot_id, -1) for lot_id in lots)
        studio.append(studio.draft(Kind.USE, taken))
        studio.add(2, external_id=WITH_CREDITS[1])


@contextmanager
def read_only(studio: Studio) -> Iterator[Store]:
    studio.store.close()
    store = open_store(studio.url, inspect=True)
    yield store
    store.close()


@EACH_SIZE
def test_entries_are_the_same_however_many_are_read_at_once(studio: Studio) -> None:
    fill(studio)
    entries = [*entries_of(studio.store, EVERYBODY)]
    assert all(isinstance(entry, Entry) for entry in entries)
    order = [(entry.member_id, entry.seq) for entry in entries if isinstance(entry, Entry)]
    assert order == sorted(order)
    assert len(entries) == sum(each.entries for each in member_ranges(studio.store, 5))
    assert any(len(entry.movements) == 3 for entry in entries if isinstance(entry, Entry))
    assert entries == [
        read_entry(studio.store, entry.id) for entry in entries if isinstance(entry, Entry)
    ]


@EACH_SIZE
def test_no_batch_is_empty(studio: Studio) -> None:
    fill(studio)
    assert all(batches_of(studio.store, EVERYBODY))
    assert not [*batches_of(studio.store, MemberRange(500_000, 500_001, 0))]


@EACH_SIZE
@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE ledger_entry SET kind = 'gift' WHERE id = ?", "KeyError"),
        ("UPDATE ledger_entry SET studio_date = '20261120' WHERE id = ?", "ValueError"),
        ("UPDATE ledger_entry SET note = CAST(x'ff' AS TEXT) WHERE id = ?", "UnicodeDecodeError"),
        ("UPDATE credit_lot SET source = 'gift' WHERE made_by = ?", "KeyError"),
    ],
)
def test_one_that_cannot_be_read_hides_no_other(studio: Studio, sql: str, told: str) -> None:
    fill(studio)
    sound = [*entries_of(studio.store, EVERYBODY)]
    broken = [
        number
        for number, entry in enumerate(sound)
        if isinstance(entry, Entry) and len(entry.new_lots) == 1
    ][2]
    entry = sound[broken]
    assert isinstance(entry, Entry)
    studio.store.close()
    with unguarded(studio.path) as connection:
        connection.execute(sql, (entry.id,))
    with read_only(studio) as store:
        read = [*entries_of(store, EVERYBODY)]
    found = read[broken]
    assert isinstance(found, Finding)
    assert (found.code, found.entry_id, found.member_id) == (
        "unreadable",
        entry.id,
        entry.member_id,
    )
    assert told in found.message
    assert read[:broken] == sound[:broken]
    assert read[broken + 1 :] == sound[broken + 1 :]
