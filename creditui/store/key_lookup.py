"""Whether an SSH key lets somebody in, asked by sshd some times with every login (R21).

It opens the database by itself, for reading only, asks in SQL, and imports next to nothing: sshd
asks before it knows who is there, so a stranger must not be able to make it work hard.
"""

from __future__ import annotations

import os

import apsw

from creditui.store.plain_file import no_plain_file, out_of_reach

BUSY_MILLISECONDS = 2000

# The roles are those of domain/people.py and the doors those of domain/door.py, whose import alone
# takes longer than the question; a test holds them together.
_FIND = """
    SELECT staff_key.blob, staff_key.expires_on,
        (SELECT value ->> '$' FROM setting WHERE key = 'timezone')
    FROM staff_key JOIN staff ON staff.id = staff_key.staff_id
    WHERE staff_key.fingerprint = ? AND staff_key.algorithm = ?
        AND staff_key.revoked_at IS NULL AND staff.disabled = 0
        AND staff.role IN ('staff', 'manager', 'admin', 'auditor')
        AND (staff.role = 'auditor') = ?"""


class LookupFailed(Exception):
    """The database could not be asked; `sentence` says why to whoever keeps the host."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def key_holds(database: str, algorithm: str, code: str, fingerprint: str, *, audit: bool) -> bool:
    """Whether the key lets its person in now, by the auditors' door or by the other.

    `code` is the key in base64 and `fingerprint` what OpenSSH shows of it. Raises LookupFailed.
    """
    strange = no_plain_file(database)
    if strange is not None:
        raise LookupFailed(f"{strange} is no plain file")
    try:
        row = _find(database, (fingerprint, algorithm, int(audit)))
    except apsw.Error as error:
        raise LookupFailed(_why(database, error)) from None
    if row is None:
        return False
    blob, expires_on, timezone = row
    if blob != code:
        return False
    return expires_on is None or str(expires_on) >= _today(str(timezone or "UTC"))


def _find(database: str, parameters: tuple[str, str, int]) -> tuple[apsw.SQLiteValue, ...] | None:
    connection = apsw.Connection(database, flags=apsw.SQLITE_OPEN_READONLY)
    try:
        connection.set_busy_timeout(BUSY_MILLISECONDS)
        connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        connection.execute("PRAGMA trusted_schema = OFF; PRAGMA query_only = ON")
        found = connection.execute(_FIND, parameters).fetchall()
        return found[0] if found else None
    finally:
        connection.close(True)


def _today(timezone: str) -> str:
    """The studio date of now, as it is stored; imported late, as few keys have an end."""
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    return datetime.now(UTC).astimezone(ZoneInfo(timezone)).date().isoformat()


def _why(database: str, error: apsw.Error) -> str:
    if not os.path.exists(database):
        return f"there is no database at {database}, or this account may not look there"
    name = out_of_reach(database, read_only=True)
    if name is not None:
        return f"this account may not read {name}"
    if not (os.path.exists(f"{database}-wal") and os.path.exists(f"{database}-shm")):
        return (
            f"{database}-wal and -shm are missing and this account may not make them: "
            "open the database once with an account that may write it"
        )
    return f"{database} could not be read ({type(error).__name__})"
