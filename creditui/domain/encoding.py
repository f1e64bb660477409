"""The canonical bytes of a ledger entry, version 1, and their hash (R22).

LEDGER.md writes them down, so that anybody can write a second verifier, and `tests/second/` holds
one that was. An encoder that agrees with its vectors agrees with this one.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from hashlib import sha256
from struct import Struct
from unicodedata import normalize

from creditui.domain.ledger import Entry
from creditui.domain.lots import NewLot

LABEL = b"creditui/ledger-entry/v1\0"

_INTEGER = Struct(">q").pack
_LENGTH = Struct(">I").pack
_SOME_INTEGER = Struct(">Bq").pack
_PAIR = Struct(">qq").pack
_MISSING = b"\0"
_PRESENT = b"\1"


def entry_hash(entry: Entry) -> bytes:
    """The 32 bytes that seal `entry` and, through `prev_hash`, the member's entries before it."""
    return sha256(encode_entry(entry)).digest()


def encode_entry(entry: Entry) -> bytes:
    """The canonical bytes of `entry`; its own `hash` is no part of them.

    Raises:
        struct.error: An integer does not fit into 64 bits.
    """
    digest = entry.request_digest
    parts = [
        LABEL,
        entry.prev_hash,
        _PAIR(entry.id, entry.seq),
        _name(entry.kind),
        _PAIR(entry.credits, entry.member_id),
        _optional(entry.membership_id),
        _optional(entry.period_id),
        _name(entry.service),
        _who(entry.actor_id, entry.actor, entry.actor_name, entry.via_id, entry.via),
        _INTEGER(entry.at),
        _date(entry.studio_date),
        _optional_name(entry.reason),
        _text(entry.note),
        _text(entry.reference),
        _text(entry.request_id),
        _LENGTH(len(digest)) + digest,
        _optional(entry.corrects),
        _PAIR(entry.balance_before, entry.balance_after),
        _optional(entry.allocation_before),
        _optional(entry.allocation_after),
        _LENGTH(len(entry.flags)),
        *[_name(flag) for flag in entry.flags],
        _LENGTH(len(entry.movements)),
        *[_PAIR(movement.lot_id, movement.credits) for movement in entry.movements],
        _LENGTH(len(entry.new_lots)),
        *[_new_lot(lot) for lot in entry.new_lots],
    ]
    return b"".join(parts)


@lru_cache(maxsize=1024, typed=True)
def _who(actor_id: int, actor: str, actor_name: str, via_id: int | None, via: str | None) -> bytes:
    """The few people who act in one entry after the other; `typed`, since 1 and 1.0 are not one."""
    ids = _INTEGER(actor_id), _optional(via_id)
    return b"".join((ids[0], _text(actor), _text(actor_name), ids[1], _optional_name(via)))


def _new_lot(lot: NewLot) -> bytes:
    expires = _MISSING if lot.expires_on is None else _PRESENT + _date(lot.expires_on)
    return b"".join(
        (
            _PAIR(lot.id, lot.granted),
            _name(lot.source),
            _date(lot.starts_on),
            expires,
            _optional(lot.membership_id),
            _optional(lot.period_id),
        )
    )


def _text(text: str) -> bytes:
    encoded = text.encode() if text.isascii() else normalize("NFC", text).encode()
    return _LENGTH(len(encoded)) + encoded


@lru_cache(maxsize=1024)
def _name(text: str) -> bytes:
    """`_text`, for the few codes and names that stand in one entry after the other."""
    return _text(text)


def _optional_name(text: str | None) -> bytes:
    return _MISSING if text is None else _PRESENT + _name(text)


def _optional(number: int | None) -> bytes:
    return _MISSING if number is None else _SOME_INTEGER(1, number)


@lru_cache(maxsize=4096)
def _date(day: date) -> bytes:
    return _text(day.isoformat())
