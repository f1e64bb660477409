"""The people who may sign in (R18). Nobody is ever deleted: entries name them."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from peewee import Field

from creditui.domain.people import Limits, Staff
from creditui.store.engine import Store
from creditui.store.errors import StoreError
from creditui.store.queries import Prepared
from creditui.store.signing_in import read_staff, staff_of
from creditui.store.tables import StaffRow

SYSTEM = "system"
"""Signs what no person does, such as the expiry (R9). Its role is none, so it has no rights."""
IMPORT = "import"
"""Signs history that others made (R24). Its role is none, so it has no rights."""

_EVERYBODY = Prepared(
    StaffRow.select(
        *(StaffRow.id, StaffRow.username, StaffRow.name, StaffRow.role),
        *(StaffRow.disabled, StaffRow.member, StaffRow.limits),
    ).order_by(StaffRow.username)
)


def list_staff(store: Store) -> tuple[Staff, ...]:
    """Everybody by username, the disabled, *system* and *import* too."""
    return tuple(map(staff_of, _EVERYBODY.rows(store)))


def read_signer(store: Store, username: str) -> Staff:
    """*system* or *import*, who sign what no person does (R9, R24).

    Raises LookupError where there is none: the migrations make both, and nobody is ever deleted.
    """
    signer = read_staff(store, username)
    if signer is None:
        raise LookupError(f"the database has no {username} person")
    return signer


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
    staff = Staff(0, username, name, str(role), disabled, member_id, limits)
    staff_id: int = store.run(StaffRow.insert(_values(staff)))
    return replace(staff, id=staff_id)


def update_staff(store: Store, staff: Staff) -> None:
    """Write what changed about a person, inside `writing()`; the username can't change.

    Raises StoreError `missing` where there is nobody with that id, `refused` for a new username.
    """
    if not store.run(StaffRow.update(_values(staff)).where(StaffRow.id == staff.id)):
        raise StoreError("missing", f"There is nobody with the number {staff.id}.")


def _values(staff: Staff) -> dict[Field, Any]:
    limits = None if staff.limits is None else json.dumps(asdict(staff.limits), sort_keys=True)
    return {
        StaffRow.username: staff.username,
        StaffRow.name: staff.name,
        StaffRow.role: str(staff.role),
        StaffRow.disabled: staff.disabled,
        StaffRow.member: staff.member_id,
        StaffRow.limits: limits,
    }
