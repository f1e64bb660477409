"""The SSH keys of staff (R21): added, revoked once, never changed otherwise and never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from creditui.domain.ssh_key import PublicKey
from creditui.domain.staff_key import StaffKey
from creditui.store.engine import Store
from creditui.store.errors import StoreError

_SELECT = """
    SELECT staff_key.id, staff_id, username, algorithm, blob, fingerprint, label, added_by,
        added_at, expires_on, revoked_by, revoked_at
    FROM staff_key JOIN staff ON staff.id = staff_key.staff_id"""

_INSERT = """
    INSERT INTO staff_key
        (id, staff_id, algorithm, blob, fingerprint, label, added_by, added_at, expires_on)
    VALUES ((SELECT coalesce(max(id), 0) + 1 FROM staff_key), ?, ?, ?, ?, ?, ?, ?, ?)"""
_REVOKE = """
    UPDATE staff_key SET revoked_by = ?, revoked_at = ? WHERE id = ? AND revoked_at IS NULL
    RETURNING id"""


def list_keys(store: Store, staff_id: int | None = None) -> tuple[StaffKey, ...]:
    """All keys, or those of one person, the revoked too: by username, the oldest first."""
    where = "WHERE ?1 IS NULL OR staff_id = ?1 ORDER BY username, staff_key.id"
    return tuple(map(_key, store.rows(f"{_SELECT} {where}", (staff_id,))))


def key_by_fingerprint(store: Store, fingerprint: str) -> StaffKey | None:
    """The key with that fingerprint, be it revoked or not, or None."""
    row = store.row(f"{_SELECT} WHERE fingerprint = ?", (fingerprint,))
    return None if row is None else _key(row)


def insert_key(
    store: Store,
    staff_id: int,
    key: PublicKey,
    *,
    label: str,
    added_by: str,
    added_at: int,
    expires_on: date | None,
) -> StaffKey:
    """Add a key, inside `writing()`; `added_at` is in microseconds of UTC.

    Raises StoreError `refused` where the key was added before, to whomever.
    """
    row = (
        *(staff_id, key.algorithm, key.base64, key.fingerprint, label, added_by, added_at),
        None if expires_on is None else expires_on.isoformat(),
    )
    store.execute(_INSERT, row)
    added = key_by_fingerprint(store, key.fingerprint)
    if added is None:
        raise StoreError("damaged", "The key that was just added is not there.")
    return added


def revoke(store: Store, key_id: int, by: str, at: int) -> None:
    """Revoke a key, inside `writing()`; `at` is in microseconds of UTC.

    Raises StoreError `missing` where no key with that number can be revoked.
    """
    if store.row(_REVOKE, (by, at, key_id)) is None:
        raise StoreError("missing", f"There is no key {key_id} that could be revoked.")


def read_key(store: Store, key_id: int) -> StaffKey | None:
    """The key with that number, or None."""
    row = store.row(f"{_SELECT} WHERE staff_key.id = ?", (key_id,))
    return None if row is None else _key(row)


def session_ended(store: Store, session_id: str) -> bool:
    """Whether an admin has ended the session with that id."""
    found = store.row("SELECT 1 FROM session_end WHERE session_id = ?", (session_id,))
    return found is not None


def _key(row: Sequence[Any]) -> StaffKey:
    id, staff_id, username, algorithm, blob, fingerprint, label, *rest = row
    added_by, added_at, expires_on, revoked_by, revoked_at = rest
    return StaffKey(
        id,
        staff_id,
        username,
        algorithm,
        blob,
        fingerprint,
        label,
        added_by,
        added_at,
        None if expires_on is None else date.fromisoformat(expires_on),
        revoked_by,
        revoked_at,
    )
