"""The published vectors of the ledger's encoding, version 1: these bytes never change (R22)."""

from dataclasses import fields, replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.encoding import LABEL, encode_entry, entry_hash
from creditui.domain.kinds import Kind, Source
from creditui.domain.ledger import GENESIS, Entry
from creditui.domain.lots import Movement, NewLot

PLAIN = Entry(
    id=1,
    seq=1,
    kind=Kind.OPENING,
    credits=8,
    member_id=7,
    membership_id=None,
    period_id=None,
    service="massage",
    actor_id=2,
    actor="import",
    actor_name="Import",
    via_id=None,
    via=None,
    at=1_795_176_000_000_000,
    studio_date=date(2026, 11, 20),
    reason=None,
    note="",
    reference="",
    request_id="r-1",
    request_digest=bytes(32),
    corrects=None,
    balance_before=0,
    balance_after=8,
    allocation_before=None,
    allocation_after=None,
    flags=(),
    movements=(Movement(3, 8),),
    new_lots=(NewLot(3, 8, Source.OPENING, date(2026, 11, 1), None, None, None),),
    prev_hash=GENESIS,
    hash=b"",
)
FULL = replace(
    PLAIN,
    id=2,
    seq=2,
    kind=Kind.ADD,
    credits=2,
    membership_id=5,
    period_id=6,
    actor_id=4,
    actor="mona",
    actor_name="Mona Meyer",
    via_id=9,
    via="ada",
    reason="goodwill",
    note="Sauna was cold, Zoë promised two",
    reference="T-17",
    request_id="r-2",
    request_digest=bytes(range(32)),
    corrects=1,
    balance_before=8,
    balance_after=10,
    allocation_before=8,
    allocation_after=10,
    flags=("over_allocation", "short_expiry"),
    movements=(Movement(4, 3), Movement(3, -1)),
    new_lots=(NewLot(4, 3, Source.ADD, date(2026, 11, 20), date(2026, 12, 4), 5, 6),),
    prev_hash=bytes(range(32, 64)),
)

PLAIN_BYTES = (
    b"creditui/ledger-entry/v1\0"
    + bytes(32)
    + bytes.fromhex("0000000000000001 0000000000000001")
    + b"\0\0\0\x07opening"
    + bytes.fromhex("0000000000000008 0000000000000007 00 00")
    + b"\0\0\0\x07massage"
    + bytes.fromhex("0000000000000002")
    + b"\0\0\0\x06import\0\0\0\x06Import"
    + bytes.fromhex("00 00 000660b3fbca1000")
    + b"\0\0\0\x0a2026-11-20"
    + bytes.fromhex("00 00000000 00000000")
    + b"\0\0\0\x03r-1"
    + bytes.fromhex("00000020")
    + bytes(32)
    + bytes.fromhex("00 0000000000000000 0000000000000008 00 00")
    + bytes.fromhex("00000000")
    + bytes.fromhex("00000001 0000000000000003 0000000000000008")
    + bytes.fromhex("00000001 0000000000000003 0000000000000008")
    + b"\0\0\0\x07opening\0\0\0\x0a2026-11-01"
    + bytes.fromhex("00 00 00")
)

PLAIN_HASH = "e05107533bdb89e64eaef0335a2aff464e62cb6a4f3ecbef51faef83221a30da"
FULL_LENGTH = 487
FULL_HASH = "066b0d5c7e1d0b7b876c07c9b1d4a9e4b6b2f52197713d5d1d19067fb7d554f3"


def test_the_first_vector_byte_for_byte() -> None:
    assert encode_entry(PLAIN) == PLAIN_BYTES


def test_the_hashes_of_both_vectors() -> None:
    assert entry_hash(PLAIN).hex() == PLAIN_HASH
    assert entry_hash(FULL).hex() == FULL_HASH
    assert len(encode_entry(FULL)) == FULL_LENGTH


def test_the_hash_is_sha256_of_the_bytes_and_starts_from_the_previous_one() -> None:
    encoded = encode_entry(FULL)
    assert encoded.startswith(LABEL + FULL.prev_hash)
    assert entry_hash(FULL) == sha256(encoded).digest()


CHANGES = {
    "id": 3,
    "seq": 3,
    "kind": Kind.REMOVE,
    "credits": -2,
    "member_id": 8,
    "membership_id": None,
    "period_id": None,
    "service": "reformer",
    "actor_id": 5,
    "actor": "mono",
    "actor_name": "Mona Meier",
    "via_id": None,
    "via": None,
    "at": FULL.at + 1,
    "studio_date": date(2026, 11, 21),
    "reason": None,
    "note": "Sauna was cold, Zoë promised 2",
    "reference": "T-18",
    "request_id": "r-3",
    "request_digest": bytes(32),
    "corrects": None,
    "balance_before": 9,
    "balance_after": 11,
    "allocation_before": None,
    "allocation_after": None,
    "flags": ("over_allocation",),
    "movements": (Movement(3, -1), Movement(4, 3)),
    "new_lots": (),
    "prev_hash": bytes(32),
}


def test_the_changes_name_every_field_but_the_hash_itself() -> None:
    assert [*CHANGES, "hash"] == [field.name for field in fields(Entry)]


@pytest.mark.parametrize("field", CHANGES)
def test_every_field_counts(field: str) -> None:
    assert entry_hash(replace(FULL, **{field: CHANGES[field]})) != entry_hash(FULL)  # type: ignore[arg-type]


LOT = FULL.new_lots[0]
LOT_CHANGES = {
    "id": 5,
    "granted": 4,
    "source": Source.OPENING,
    "starts_on": date(2026, 11, 19),
    "expires_on": None,
    "membership_id": None,
    "period_id": None,
}


@pytest.mark.parametrize("field", LOT_CHANGES)
def test_every_field_of_a_new_lot_counts(field: str) -> None:
    assert [f.name for f in fields(NewLot)] == list(LOT_CHANGES)
    altered = replace(LOT, **{field: LOT_CHANGES[field]})  # type: ignore[arg-type]
    assert entry_hash(replace(FULL, new_lots=(altered,))) != entry_hash(FULL)


def test_its_own_hash_is_no_part_of_it() -> None:
    assert encode_entry(replace(FULL, hash=b"x" * 32)) == encode_entry(FULL)


def test_two_ways_to_write_one_letter_are_the_same() -> None:
    composed, apart = "Zo\u00eb", "Zoe\u0308"
    assert entry_hash(replace(FULL, note=composed)) == entry_hash(replace(FULL, note=apart))


@given(st.text(), st.text(), st.text(), st.text())
def test_text_can_not_move_from_one_field_into_the_next(a: str, b: str, c: str, d: str) -> None:
    one = replace(FULL, note=a, reference=b)
    other = replace(FULL, note=c, reference=d)
    same = encode_entry(replace(FULL, note=a)) == encode_entry(replace(FULL, note=c)) and (
        encode_entry(replace(FULL, note=b)) == encode_entry(replace(FULL, note=d))
    )
    assert (encode_entry(one) == encode_entry(other)) == same


def test_nothing_is_not_the_same_as_empty() -> None:
    assert entry_hash(replace(FULL, reason=None)) != entry_hash(replace(FULL, reason=""))
    assert entry_hash(replace(FULL, corrects=None)) != entry_hash(replace(FULL, corrects=0))
