"""Who may sign in (R18). Nobody is ever deleted: entries name them."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from creditui.domain.people import Limits, Staff
from creditui.store.engine import Store
from creditui.store.errors import StoreError

SYSTEM = "system"
"""Signs what no person does, such as the expiry (R9). Its role is none, so it has no rights."""
IMPORT = "import"
"""Signs history that others made (R24). Its role is none, so it has no rights."""

# Every question at the desk begins with who asks: SQL as it stands, not put together each time.
_READ = "SELECT id, username, name, role, disabled, member_id, limits FROM staff"


def read_staff(store: Store, username: str) -> Staff | None:
    """The person with that username, or None."""
    return _first(store, f"{_READ} WHERE username = ?", username)


def read_staff_by_id(store: Store, staff_id: int) -> Staff | None:
    """The person with that id, or None."""
    return _first(store, f"{_READ} WHERE id = ?", staff_id)


def list_staff(store: Store) -> tuple[Staff, ...]:
    """Everybody by username, the disabled, *system* and *import* too."""
    return tuple(map(_staff, store.rows(f"{_READ} ORDER BY username")))


def insert_staff(
    store: Store,
    username: str,
    name: str,
    role: str,
    *,
    disabled: bool = False,
    member_id: int | None = None,
    limits: Limits | None = None,
) -> Staff:
    """Add a person, inside `writing()`; raises StoreError `refused` where the username is taken."""
    from creditui.store.tables import StaffRow

    values = {
        "username": username,
        "name": name,
        "role": str(role),
        "disabled": disabled,
        "member_id": member_id,
        "limits": dump_limits(limits),
    }
    staff_id = store.run(StaffRow.insert(values))
    return Staff(staff_id, username, name, str(role), disabled, member_id, limits)


def update_staff(store: Store, staff: Staff) -> None:
    """Write what changed about a person, inside `writing()`; the username can't change.

    Raises StoreError `missing` where there is nobody with that id, `refused` for a new username.
    """
    from creditui.store.tables import StaffRow

    values = {
        "username": staff.username,
        "name": staff.name,
        "role": str(staff.role),
        "disabled": staff.disabled,
        "member_id": staff.member_id,
        "limits": dump_limits(staff.limits),
    }
    if not store.run(StaffRow.update(values).where(StaffRow.id == staff.id)):
        raise StoreError("missing", f"There is nobody with the number {staff.id}.")


def dump_limits(limits: Limits | None) -> str | None:
    """Limits as they are kept: JSON, or nothing for those of the role (R19)."""
    return None if limits is None else json.dumps(asdict(limits), sort_keys=True)


def load_limits(text: str | None) -> Limits | None:
    """What `dump_limits` wrote."""
    return None if text is None else Limits(**json.loads(text))


def _first(store: Store, sql: str, wanted: str | int) -> Staff | None:
    row = store.row(sql, (wanted,))
    return None if row is None else _staff(row)


def _staff(row: tuple[Any, ...]) -> Staff:
    id, username, name, role, disabled, member_id, limits = row
    return Staff(id, username, name, role, bool(disabled), member_id, load_limits(limits))
