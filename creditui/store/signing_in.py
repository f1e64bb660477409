"""Who is acting, whether her way in still holds, whether she left a form behind (R14, R18, R21).

Every question at the desk, or every session, begins with this, so it is SQL as it stands: peewee is
not imported for it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from creditui.domain.people import Limits, Staff
from creditui.store.engine import Store

if TYPE_CHECKING:
    from creditui.domain.staff_key import StaffKey

_STAFF = """
    SELECT id, username, name, role, disabled, member_id, limits FROM staff WHERE username = ?"""
_KEY = """
    SELECT staff_key.id, staff_id, username, algorithm, blob, fingerprint, label, added_by,
        added_at, expires_on, revoked_by, revoked_at
    FROM staff_key JOIN staff ON staff.id = staff_key.staff_id"""


def read_staff(store: Store, username: str) -> Staff | None:
    """The person with that username, or None."""
    row = store.row(_STAFF, (username,))
    return None if row is None else staff_of(row)


def read_key(store: Store, key_id: int) -> StaffKey | None:
    """The key with that number, be it revoked or not, or None."""
    row = store.row(f"{_KEY} WHERE staff_key.id = ?", (key_id,))
    return None if row is None else key_of(row)


def key_by_fingerprint(store: Store, fingerprint: str) -> StaffKey | None:
    """The key with that fingerprint, be it revoked or not, or None."""
    row = store.row(f"{_KEY} WHERE fingerprint = ?", (fingerprint,))
    return None if row is None else key_of(row)


def session_ended(store: Store, session_id: str) -> bool:
    """Whether an admin has ended the session with that id."""
    found = store.row("SELECT 1 FROM session_end WHERE session_id = ?", (session_id,))
    return found is not None


def has_drafts(store: Store, staff_id: int, via_id: int | None) -> bool:
    """Whether a form of the person's is kept, be it of a session that goes on."""
    kept = "SELECT 1 FROM draft WHERE staff_id = ? AND via_id IS ? LIMIT 1"
    return store.row(kept, (staff_id, via_id)) is not None


def staff_of(row: Sequence[Any]) -> Staff:
    """The person whose columns these are, in the order of Staff's fields."""
    id, username, name, role, disabled, member_id, limits = row
    own = None if limits is None else Limits(**json.loads(limits))
    return Staff(id, username, name, role, bool(disabled), member_id, own)


def key_of(row: Sequence[Any]) -> StaffKey:
    """The key whose columns these are, in the order of StaffKey's fields."""
    from creditui.domain.staff_key import StaffKey  # mostly nobody came with a key

    columns = list(row)
    columns[9] = None if columns[9] is None else date.fromisoformat(columns[9])
    return StaffKey(*columns)
