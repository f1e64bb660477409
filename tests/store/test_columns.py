"""The columns of an entry say all that its hash covers, and no two differ unseen (R22)."""

import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.encoding import entry_hash
from creditui.domain.kinds import Flag, Kind
from creditui.domain.ledger import Entry
from creditui.domain.lots import Movement
from creditui.store.columns import entry_hash_of, entry_of
from tests.store.raw import columns_of
from tests.support.any_entry import DAYS, NEW_LOTS, NUMBERS

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DIGESTS = st.binary(min_size=32, max_size=32)

ENTRIES = st.builds(
    Entry,
    id=NUMBERS,
    seq=NUMBERS,
    kind=st.sampled_from(Kind),
    credits=NUMBERS,
    member_id=NUMBERS,
    membership_id=st.none() | NUMBERS,
    period_id=st.none() | NUMBERS,
    service=TEXTS,
    actor_id=NUMBERS,
    actor=TEXTS,
    actor_name=TEXTS,
    via_id=st.none() | NUMBERS,
    via=st.none() | TEXTS,
    at=NUMBERS,
    studio_date=DAYS,
    reason=st.none() | TEXTS,
    note=TEXTS,
    reference=TEXTS,
    request_id=TEXTS,
    request_digest=DIGESTS,
    corrects=st.none() | NUMBERS,
    balance_before=NUMBERS,
    balance_after=NUMBERS,
    allocation_before=st.none() | NUMBERS,
    allocation_after=st.none() | NUMBERS,
    flags=st.lists(st.sampled_from(Flag).map(str), max_size=3).map(tuple),
    movements=st.lists(st.builds(Movement, NUMBERS, NUMBERS), max_size=3).map(tuple),
    new_lots=st.lists(NEW_LOTS, max_size=2).map(tuple),
    prev_hash=DIGESTS,
    hash=DIGESTS,
)


@given(ENTRIES)
def test_an_entry_is_whole_in_its_columns_and_hashes_the_same(entry: Entry) -> None:
    columns = columns_of(entry)
    assert entry_of(columns, entry.hash) == entry
    assert entry_hash_of(*columns) == entry_hash(entry)
    assert entry_hash_of(*columns) == entry_hash(entry), "remembered"


@given(ENTRIES, ENTRIES)
def test_what_is_remembered_of_one_entry_is_never_said_of_another(one: Entry, two: Entry) -> None:
    for entry in (one, two, one):
        assert entry_hash_of(*columns_of(entry)) == entry_hash(entry)


@given(ENTRIES)
def test_a_float_is_not_taken_for_the_integer_that_was_hashed(entry: Entry) -> None:
    columns: list[Any] = list(columns_of(entry))
    columns[1] = 1
    entry_hash_of(*columns)
    columns[1] = 1.0
    with pytest.raises(struct.error, match="required argument is not an integer"):
        entry_hash_of(*columns)
