"""An entry as the columns of its row, and their hash (R22).

The writer hashes the columns that it sends, and the guard asks for the hash of those that reached
the database: the same function, so that the same columns need not be hashed twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from creditui.domain.encoding import entry_hash
from creditui.domain.kinds import Kind, Source
from creditui.domain.ledger import Entry
from creditui.domain.lots import Movement, NewLot

Column = int | str | bytes | None

Columns = tuple[Column, ...]
"""In the order of Entry's fields but for `hash`: plain integers, text, bytes; dates as YYYY-MM-DD;
flags, movements and new lots packed."""


@lru_cache(maxsize=1, typed=True)
def entry_hash_of(*columns: Column) -> bytes:
    """The hash of the entry that has these columns.

    What the last columns gave is remembered: the guard mostly asks for what was just written.
    `typed`, because 1 and 1.0 are not the same column.
    """
    return entry_hash(entry_of(columns, b""))


def entry_of(columns: Columns, own_hash: bytes) -> Entry:
    """The entry that has these columns and that hash."""
    plain: list[Any] = list(columns)
    plain[2] = Kind(plain[2])
    plain[14] = date.fromisoformat(plain[14])
    plain[25:28] = unpack_flags(plain[25]), _movements(plain[26]), _new_lots(plain[27])
    plain.append(own_hash)
    return Entry(*plain)


@lru_cache(maxsize=4096)
def exact_date(text: str) -> date:
    """The date, for who believes nothing: ValueError where SQL would not compare it as one.

    Python reads 20261204 as a date too; beside texts with hyphens it comes after every one.
    """
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(f"{text!r} is not in the form YYYY-MM-DD")
    return day


def pack_flags(flags: Iterable[str]) -> str:
    """Flags as one column: codes with a comma between them."""
    return ",".join(flags)


def unpack_flags(text: str) -> tuple[str, ...]:
    """What `pack_flags` packed."""
    return tuple(text.split(",")) if text else ()


def pack_movements(movements: Iterable[tuple[int, int]]) -> str | None:
    """Movements, lot id and credits, as the guard packs the rows of `lot_movement`."""
    return ",".join([f"{lot_id} {credits}" for lot_id, credits in movements]) or None


def _movements(text: str | None) -> tuple[Movement, ...]:
    pairs = (item.split(" ") for item in text.split(",")) if text else ()
    return tuple(Movement(int(lot_id), int(credits)) for lot_id, credits in pairs)


def pack_new_lots(lots: Iterable[NewLot]) -> str | None:
    """New lots as the guard packs the rows of `credit_lot`."""
    return ",".join([" ".join(_packed(lot)) for lot in lots]) or None


def _packed(lot: NewLot) -> Iterable[str]:
    yield from (str(lot.id), str(lot.granted), lot.source, lot.starts_on.isoformat())
    for optional in (lot.expires_on, lot.membership_id, lot.period_id):
        yield "-" if optional is None else str(optional)


def _new_lots(text: str | None) -> tuple[NewLot, ...]:
    return tuple(_new_lot(*item.split(" ")) for item in text.split(",")) if text else ()


def _new_lot(
    id: str, granted: str, source: str, starts: str, expires: str, membership: str, period: str
) -> NewLot:
    return NewLot(
        int(id),
        int(granted),
        Source(source),
        date.fromisoformat(starts),
        None if expires == "-" else date.fromisoformat(expires),
        None if membership == "-" else int(membership),
        None if period == "-" else int(period),
    )
