"""The SSH keys of staff (R21): added, revoked once, never changed otherwise and never deleted."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import fn

from creditui.domain.ssh_key import PublicKey
from creditui.domain.staff_key import StaffKey
from creditui.store.engine import Store
from creditui.store.errors import StoreError
from creditui.store.queries import Prepared, given
from creditui.store.signing_in import key_by_fingerprint, key_of
from creditui.store.tables import StaffKeyRow, StaffRow

_KEYS = (
    StaffKeyRow.select(
        *(StaffKeyRow.id, StaffKeyRow.staff, StaffRow.username),
        *(StaffKeyRow.algorithm, StaffKeyRow.blob, StaffKeyRow.fingerprint, StaffKeyRow.label),
        *(StaffKeyRow.added_by, StaffKeyRow.added_at, StaffKeyRow.expires_on),
        *(StaffKeyRow.revoked_by, StaffKeyRow.revoked_at),
    )
    .join(StaffRow)
    .order_by(StaffRow.username, StaffKeyRow.id)
)
_ALL = Prepared(_KEYS)
_OF_PERSON = Prepared(_KEYS.where(StaffKeyRow.staff == given("staff_id")))


def list_keys(store: Store, staff_id: int | None = None) -> tuple[StaffKey, ...]:
    """All keys, or those of one person, the revoked too: by username, the oldest first."""
    rows = _ALL.rows(store) if staff_id is None else _OF_PERSON.rows(store, staff_id=staff_id)
    return tuple(map(key_of, rows))


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
    last: Any = StaffKeyRow.select(fn.coalesce(fn.max(StaffKeyRow.id), 0) + 1)
    values = {
        StaffKeyRow.id: last,
        StaffKeyRow.staff: staff_id,
        StaffKeyRow.algorithm: key.algorithm,
        StaffKeyRow.blob: key.base64,
        StaffKeyRow.fingerprint: key.fingerprint,
        StaffKeyRow.label: label,
        StaffKeyRow.added_by: added_by,
        StaffKeyRow.added_at: added_at,
        StaffKeyRow.expires_on: expires_on,
    }
    store.run(StaffKeyRow.insert(values))
    added = key_by_fingerprint(store, key.fingerprint)
    if added is None:
        raise StoreError("damaged", "The key that was just added is not there.")
    return added


def revoke(store: Store, key_id: int, by: str, at: int) -> None:
    """Revoke a key, inside `writing()`; `at` is in microseconds of UTC.

    Raises StoreError `missing` where no key with that number can be revoked.
    """
    values = {StaffKeyRow.revoked_by: by, StaffKeyRow.revoked_at: at}
    whole = StaffKeyRow.revoked_at.is_null()
    query = StaffKeyRow.update(values).where((StaffKeyRow.id == key_id) & whole)
    if not store.run(query):
        raise StoreError("missing", f"There is no key {key_id} that could be revoked.")
