"""Seal the ledger: close what was entered since the last seal under one hash (R23)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from creditui.desk.errors import StoreError
from creditui.desk.session import Desk
from creditui.domain.instant import microseconds
from creditui.domain.merkle import merkle_root
from creditui.domain.people import Permission
from creditui.domain.seal import FIRST_PREV, Seal, digest_of
from creditui.store.seals import (
    entry_hashes,
    insert_seal,
    last_seal,
    newest_clock,
    newest_entry,
)
from creditui.store.transaction import reading, writing


@dataclass(frozen=True, slots=True)
class Sealed:
    """What one run did."""

    entries: int
    """How many entries were sealed; 0 where there were none to seal."""
    seal: Seal | None
    """The newest seal, made now or before; None where the ledger is empty."""


def seal(desk: Desk) -> Sealed:
    """Seal every entry since the last seal. Safe to repeat: with nothing new, nothing is written.

    Others may write meanwhile: the hashes are read first, and the seal is only then written. Raises
    Refused for a person who may not, StoreError where entries are missing.
    """
    with reading(desk.store):
        desk.require(Permission.SEAL)
        before = last_seal(desk.store)
        first = 1 if before is None else before.last_entry + 1
        last, at = newest_entry(desk.store)
        if last < first:
            return Sealed(0, before)
        root = merkle_root(_counted(desk, first, last))
    return _write(desk, before, Seal(0, first, last, root, FIRST_PREV, b"", at, 0, ""))


def _counted(desk: Desk, first: int, last: int) -> Iterator[bytes]:
    """The hashes of the entries from `first` to `last`, all of them."""
    found = 0
    for entry_hash in entry_hashes(desk.store, first, last):
        found += 1
        yield entry_hash
    if found != last - first + 1:
        raise StoreError(
            "damaged", "Entries are missing, so nothing was sealed: run creditui verify."
        )


def _write(desk: Desk, before: Seal | None, draft: Seal) -> Sealed:
    """Write the seal, signed and dated now; where somebody sealed meanwhile, hers is the answer.

    It names who really made it: with `--as` the admin (R21).
    """
    with writing(desk.store):
        moment = desk.require(Permission.SEAL)
        newest = last_seal(desk.store)
        if newest != before:
            return Sealed(0, newest)
        maker = moment.actor.via or moment.actor.staff
        clock = newest_clock(desk.store, draft.last_entry)
        put_right = before is None or clock != before.clock
        made = replace(
            draft,
            id=1 if before is None else before.id + 1,
            prev=FIRST_PREV if before is None else before.digest,
            sealed_at=max(
                microseconds(moment.instant),
                draft.sealed_at,
                0 if put_right or before is None else before.sealed_at,
            ),
            actor_id=maker.id,
            actor=maker.username,
            clock=clock,
        )
        made = replace(made, digest=digest_of(made))
        insert_seal(desk.store, made)
    return Sealed(made.entries, made)
