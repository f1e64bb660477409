"""Proofs that an entry is under a seal, checked by anybody without the database (R23).

A proof is JSON: the entry with every field that its hash covers, the path from its hash to the
root of the seal over it (`merkle.py`), and that seal with all those after it (`seal.py`). Whoever
has the line of any of these seals knows, if the proof holds, that the entry stood so in the ledger.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from creditui.domain.encoding import entry_hash
from creditui.domain.entry_rules import check_text
from creditui.domain.instant import instant_text, microseconds
from creditui.domain.kinds import Kind, Source
from creditui.domain.ledger import GENESIS, Entry
from creditui.domain.lots import Movement, NewLot
from creditui.domain.merkle import root_from_path
from creditui.domain.seal import Seal, SealText, check_links, check_seal, digest_of

FORMAT = "creditui-proof/v1"


class BadProof(ValueError):
    """The proof does not hold; the message is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Proof:
    """An entry, the path to the root of its seal, and the seals from that one on."""

    entry: Entry
    path: tuple[bytes, ...]
    seals: tuple[Seal, ...]


def check_proof(proof: Proof, kept: Sequence[SealText] = ()) -> Seal:
    """The seal over the entry, where the proof holds.

    With seals that were `kept` elsewhere it must lead to one of them at least, and none of them may
    be another than the proof has. Raises BadProof where it does not hold.
    """
    entry = proof.entry
    if not proof.seals:
        raise BadProof("The proof names no seal.")
    seal = proof.seals[0]
    if not seal.first_entry <= entry.id <= seal.last_entry:
        raise BadProof(f"Seal {seal.id} does not cover entry {entry.id}.")
    own_hash = entry_hash(entry)
    if own_hash != entry.hash or len(entry.prev_hash) != len(GENESIS) or check_text(entry):
        raise BadProof(f"Entry {entry.id} was changed: its hash is not that of what it says.")
    try:
        root = root_from_path(own_hash, entry.id - seal.first_entry, seal.entries, proof.path)
    except ValueError as error:
        raise BadProof(f"The path does not fit the seal: {error}.") from None
    if root != seal.root:
        raise BadProof(f"Entry {entry.id} is not among those that seal {seal.id} covers.")
    broken = check_seal(seal)
    if broken is not None:
        raise BadProof(f"S{broken[1:]}.")
    broken = check_links(proof.seals[1:], seal)
    if broken is not None:
        raise BadProof(f"The seals are no chain: {broken}.")
    if kept:
        _compare(proof, kept)
    return seal


def _compare(proof: Proof, kept: Sequence[SealText]) -> None:
    """Raise BadProof unless the proof leads to one of the seals, and contradicts none."""
    there = {seal.id: seal.text for seal in proof.seals}
    first, last = min(there), max(there)
    for text in kept:
        if there.get(text.id, text) != text:
            raise BadProof(f"The proof does not lead to seal {text.id} as you have it.")
    if any(text.id in there for text in kept):
        return
    newest = max(text.id for text in kept)
    if newest > last:
        raise BadProof(
            f"The proof was made before seal {newest} and ends at seal {last}: have it made again,"
            f" or give seal {last}."
        )
    raise BadProof(
        f"Seal {newest} is older than entry {proof.entry.id}, which seal {first} was the first to"
        " cover: give a later one."
    )


def proof_json(proof: Proof) -> dict[str, object]:
    """The proof as JSON has it."""
    return {
        "format": FORMAT,
        "entry": entry_facts(proof.entry),
        "path": [each.hex() for each in proof.path],
        "seals": [seal_facts(seal) for seal in proof.seals],
    }


def read_proof(text: str) -> Proof:
    """The proof that `proof_json` wrote; raises BadProof where the text is none.

    It has to say what `proof_json` says, in its words: no other fields, forms of a date or numbers.
    """
    try:
        read = json.loads(text, object_pairs_hook=_object)
        if read["format"] != FORMAT:
            raise BadProof(f"This is no proof of the form {FORMAT}.")
        path = tuple(bytes.fromhex(each) for each in read["path"])
        seals = tuple(_seal(each) for each in read["seals"])
        proof = Proof(_entry(read["entry"]), path, seals)
        entry_hash(proof.entry)
        for seal in seals:
            digest_of(seal)
        if _written(proof_json(proof)) != _written(read):
            raise ValueError("what was left out of account would be believed by who reads it")
        return proof
    except BadProof:
        raise
    except Exception as error:
        # Whatever is not as it should be in a file from elsewhere makes it no proof.
        raise BadProof("This is no proof: name a file that creditui prove wrote.") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON: no name twice, and nothing that is true or false, which would count."""
    named = dict(pairs)
    if len(named) != len(pairs) or any(isinstance(value, bool) for value in named.values()):
        raise ValueError("no object of a proof")
    return named


def _written(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def seal_facts(seal: Seal) -> dict[str, object]:
    """A seal as JSON has it, with its line."""
    return {
        "id": seal.id,
        "first_entry": seal.first_entry,
        "last_entry": seal.last_entry,
        "root": seal.root.hex(),
        "prev": seal.prev.hex(),
        "digest": seal.digest.hex(),
        "sealed_at": instant_text(seal.instant),
        "actor": seal.actor,
        "text": str(seal.text),
        **({} if seal.clock is None else {"clock": seal.clock.hex()}),
    }


def entry_facts(entry: Entry) -> dict[str, object]:
    """An entry with every field that its hash covers, as JSON has it."""
    return {
        "id": entry.id,
        "seq": entry.seq,
        "kind": entry.kind.value,
        "credits": entry.credits,
        "member": entry.member_id,
        "membership": entry.membership_id,
        "period": entry.period_id,
        "service": entry.service,
        "actor_id": entry.actor_id,
        "actor": entry.actor,
        "actor_name": entry.actor_name,
        "via_id": entry.via_id,
        "via": entry.via,
        "at": instant_text(entry.instant),
        "studio_date": entry.studio_date.isoformat(),
        "reason": entry.reason,
        "note": entry.note,
        "reference": entry.reference,
        "request_id": entry.request_id,
        "request_digest": entry.request_digest.hex(),
        "corrects": entry.corrects,
        "balance_before": entry.balance_before,
        "balance_after": entry.balance_after,
        "allocation_before": entry.allocation_before,
        "allocation_after": entry.allocation_after,
        "flags": list(entry.flags),
        "movements": [{"lot": m.lot_id, "credits": m.credits} for m in entry.movements],
        "new_lots": [_lot_facts(lot) for lot in entry.new_lots],
        "prev_hash": entry.prev_hash.hex(),
        "hash": entry.hash.hex(),
    }


def _lot_facts(lot: NewLot) -> dict[str, object]:
    return {
        "id": lot.id,
        "granted": lot.granted,
        "source": lot.source.value,
        "starts_on": lot.starts_on.isoformat(),
        "expires_on": None if lot.expires_on is None else lot.expires_on.isoformat(),
        "membership": lot.membership_id,
        "period": lot.period_id,
    }


def _entry(facts: Mapping[str, Any]) -> Entry:
    """What `entry_facts` wrote."""
    named = dict(facts)
    named["kind"] = Kind(named["kind"])
    named["at"] = _instant(named["at"])
    named["studio_date"] = date.fromisoformat(named["studio_date"])
    named["flags"] = tuple(named["flags"])
    named["movements"] = tuple(Movement(m["lot"], m["credits"]) for m in named["movements"])
    named["new_lots"] = tuple(_new_lot(lot) for lot in named["new_lots"])
    for name in ("request_digest", "prev_hash", "hash"):
        named[name] = bytes.fromhex(named[name])
    for name in ("member", "membership", "period"):
        named[f"{name}_id"] = named.pop(name)
    return Entry(**named)


def _new_lot(facts: Mapping[str, Any]) -> NewLot:
    expires_on = facts["expires_on"]
    return NewLot(
        facts["id"],
        facts["granted"],
        Source(facts["source"]),
        date.fromisoformat(facts["starts_on"]),
        None if expires_on is None else date.fromisoformat(expires_on),
        facts["membership"],
        facts["period"],
    )


def _seal(facts: Mapping[str, Any]) -> Seal:
    return Seal(
        id=facts["id"],
        first_entry=facts["first_entry"],
        last_entry=facts["last_entry"],
        root=bytes.fromhex(facts["root"]),
        prev=bytes.fromhex(facts["prev"]),
        digest=bytes.fromhex(facts["digest"]),
        sealed_at=_instant(facts["sealed_at"]),
        actor_id=0,
        actor=facts["actor"],
        clock=bytes.fromhex(facts["clock"]) if "clock" in facts else None,
    )


def _instant(text: str) -> int:
    return microseconds(datetime.fromisoformat(text))
