"""The SSH keys of staff (R21): added, revoked once, never changed otherwise and never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from creditui.domain.staff_key import StaffKey
from creditui.store.engine import Store

_SELECT = """
    SELECT staff_key.id, staff_id, username, algorithm, blob, fingerprint, label, added_by,
        added_at, expires_on, revoked_by, revoked_at
    FROM staff_key JOIN staff ON staff.id = staff_key.staff_id"""


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
