"""Prove that an entry stands under a seal, for somebody who has no database (R23)."""

from __future__ import annotations

from creditui.desk.errors import InputError, StoreError
from creditui.desk.lookup import known_entry
from creditui.desk.session import Desk
from creditui.domain.merkle import inclusion_path
from creditui.domain.people import Permission
from creditui.domain.proof import BadProof, Proof, check_proof
from creditui.store.seals import entry_hashes, seal_over, seals_after
from creditui.store.transaction import reading


def prove(desk: Desk, entry_id: int) -> Proof:
    """The proof that the entry is under the seal that covers it, with every seal after that one.

    Raises InputError for an entry that isn't there or isn't sealed yet, Refused for a person who
    may not, StoreError `damaged` where the ledger is no longer the one that was sealed.
    """
    with reading(desk.store):
        desk.require(Permission.VIEW_STUDIO_LEDGER)
        entry = known_entry(desk, entry_id)
        seal = seal_over(desk.store, entry_id)
        if seal is None:
            raise InputError(
                "not_sealed", f"Entry {entry_id} is not sealed yet; run creditui seal first."
            )
        hashes = entry_hashes(desk.store, seal.first_entry, seal.last_entry)
        try:
            path = inclusion_path(hashes, entry_id - seal.first_entry, seal.entries)
            proof = Proof(entry, path, (seal, *seals_after(desk.store, seal.id)))
            check_proof(proof)
        except (BadProof, ValueError) as error:
            raise StoreError(
                "damaged", "The ledger is not the one that was sealed: run creditui verify."
            ) from error
    return proof
