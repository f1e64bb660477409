"""The two functions that the guards call, and the check that the guards are all there (R23)."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

import apsw

from creditui.domain.encoding import entry_hash
from creditui.domain.ledger import Entry, Kind, NewLot
from creditui.domain.lots import Movement, Source
from creditui.store.errors import StoreError

DIGEST = "43b3f49424125c04ace20409eeed8b898597bd2e9bd33357710c52aa02d850bf"
"""The digest of the guards and of the tables they stand on, at the newest schema."""

GUARDED = """
    SELECT type, name, sql FROM sqlite_schema
    WHERE type IN ('trigger', 'view')
        OR name IN ('ledger_entry', 'lot_movement', 'credit_lot')
    ORDER BY type, name
"""


def check_guards(connection: apsw.Connection) -> None:
    """Raise StoreError where a guard is missing, altered, or one too many."""
    if guards_digest(connection) != DIGEST:
        raise StoreError(
            "damaged",
            "The guards of the ledger were tampered with: restore the last backup, and ask who.",
        )


def guards_digest(connection: apsw.Connection) -> str:
    """The digest of the guards that the database has, in hexadecimal digits."""
    found = sha256()
    for row in connection.execute(GUARDED):
        for part in row:
            found.update(str(part).encode() + b"\0")
    return found.hexdigest()


def add_functions(connection: apsw.Connection) -> None:
    """Give the connection what the guards call; without it nothing can be inserted."""
    safe = apsw.SQLITE_INNOCUOUS
    connection.create_scalar_function("creditui_entry_hash", _entry_hash, flags=safe)
    connection.create_scalar_function("creditui_desk", lambda *_: 1, 0, flags=safe)


def _entry_hash(*columns: Any) -> bytes:
    """The hash of an entry from the columns of its row, as the trigger hands them over."""
    *plain, flags, movements, new_lots, prev_hash = columns
    plain[2] = Kind(plain[2])
    plain[14] = date.fromisoformat(plain[14])
    plain += (unpack_flags(flags), _movements(movements), _new_lots(new_lots), prev_hash, b"")
    return entry_hash(Entry(*plain))


def pack_flags(flags: tuple[str, ...]) -> str:
    """Flags as one column: codes with a comma between them."""
    return ",".join(flags)


def unpack_flags(text: str) -> tuple[str, ...]:
    """What `pack_flags` packed."""
    return tuple(text.split(",")) if text else ()


def _movements(text: str | None) -> tuple[Movement, ...]:
    pairs = (item.split(" ") for item in text.split(",")) if text else ()
    return tuple(Movement(int(lot_id), int(credits)) for lot_id, credits in pairs)


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
