"""The functions that the guards call, and the check that the guards are all there (R23)."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import apsw

from creditui.store.errors import StoreError

DIGEST = "e3653f809728fc5cedac1e81d72b9960ac3a7782419e6eb7d8835a4d1e832059"
"""The digest of the guards and of the tables they stand on, at the newest schema."""

TAMPERED = "The guards of the ledger were tampered with: restore the last backup, and ask who."

GUARDED = """
    SELECT type, name, sql FROM sqlite_schema
    WHERE type IS NOT 'table' AND type IS NOT 'index'
        OR name IN ('ledger_entry', 'lot_movement', 'credit_lot', 'seal', 'refused_attempt',
            'staff_key', 'session_end', 'clock_record')
    ORDER BY type, name
"""


def check_guards(connection: apsw.Connection) -> None:
    """Raise StoreError where a guard is missing, altered, or one too many."""
    if guards_digest(connection) != DIGEST:
        raise StoreError("damaged", TAMPERED)


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
    connection.create_scalar_function("creditui_seal_digest", _seal_digest, flags=safe)
    connection.create_scalar_function("creditui_clock_digest", _clock_digest, 9, flags=safe)
    connection.create_scalar_function("creditui_desk", lambda *_: 1, 0, flags=safe)


# What these ask is imported where something is written: a start need not wait for it.


def _entry_hash(*columns: Any) -> bytes:
    """The hash of an entry from the columns of its row and its movements (R22)."""
    from creditui.store.columns import entry_hash_of

    return entry_hash_of(*columns)


def _seal_digest(*columns: Any) -> bytes:
    """The digest of a seal from the columns of its row, as the trigger hands them over."""
    from creditui.domain.seal import seal_digest

    return seal_digest(*columns)


def _clock_digest(*columns: Any) -> bytes:
    """The digest of a clock record, as the trigger hands its columns over."""
    from creditui.domain.clock_record import record_digest

    return record_digest(*columns)
