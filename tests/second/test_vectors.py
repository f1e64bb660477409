"""The published vectors: creditui writes these very bytes, and they hold every kind of value."""

from __future__ import annotations

import json
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from creditui.domain.chain import MemberChain
from creditui.domain.clock_record import ClockRecord
from creditui.domain.clock_record import digest_of as clock_digest_of
from creditui.domain.encoding import encode_entry, entry_hash
from creditui.domain.instant import microseconds
from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.domain.merkle import inclusion_path, merkle_root, root_from_path
from creditui.domain.proof import check_proof, proof_json, read_proof
from creditui.domain.seal import Seal, check_links, digest_of, find_seals, seal_digest
from tests.second.verifier import ENTRY_FIELDS, LOT_FIELDS

VECTORS: dict[str, Any] = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))
ENTRIES = [*VECTORS["entries"], *VECTORS["ledger"]]


def read_entry(facts: dict[str, Any]) -> Entry:
    return read_proof(json.dumps({**VECTORS["proof"], "entry": facts})).entry


def read_seal(facts: dict[str, Any]) -> Seal:
    return read_proof(json.dumps({**VECTORS["proof"], "seals": [facts]})).seals[0]


@pytest.mark.parametrize("vector", ENTRIES, ids=lambda vector: vector["name"])
def test_an_entry_has_the_bytes_and_the_hash_of_its_vector(vector: dict[str, Any]) -> None:
    entry = read_entry(vector["entry"])
    assert encode_entry(entry).hex() == vector["bytes"]
    assert entry_hash(entry) == entry.hash == sha256(bytes.fromhex(vector["bytes"])).digest()


def test_the_ledger_is_one() -> None:
    entries = {facts["id"]: read_entry(facts) for facts in (v["entry"] for v in VECTORS["ledger"])}
    chain = MemberChain(entries.get)
    assert [chain.follow(entry) for entry in entries.values()] == [None] * len(entries)
    for vector in VECTORS["seals"][1:4]:
        seal = read_seal(vector["seal"])
        over = [entries[n].hash for n in range(seal.first_entry, seal.last_entry + 1)]
        assert merkle_root(over) == seal.root


@pytest.mark.parametrize("vector", VECTORS["seals"], ids=lambda vector: vector["name"])
def test_a_seal_has_the_digest_and_the_line_of_its_vector(vector: dict[str, Any]) -> None:
    seal = read_seal(vector["seal"])
    assert digest_of(seal) == seal.digest == sha256(bytes.fromhex(vector["bytes"])).digest()
    assert str(seal.text) == vector["seal"]["text"]
    assert find_seals(vector["seal"]["text"]) == (seal.text,)


def test_the_seals_of_the_ledger_are_a_chain() -> None:
    assert check_links([read_seal(vector["seal"]) for vector in VECTORS["seals"][1:4]]) is None
    assert seal_digest(bytes(32), 1, 1, 1, bytes(32), 0, "é") != seal_digest(
        bytes(32), 1, 1, 1, bytes(32), 0, "e\u0301"
    )


@pytest.mark.parametrize("vector", VECTORS["clock"], ids=lambda vector: vector["name"])
def test_a_clock_record(vector: dict[str, Any]) -> None:
    facts = vector["record"]
    hashes = (bytes.fromhex(facts[name]) for name in ("prev", "digest", "last_hash"))
    record = ClockRecord(
        *(facts["id"], facts["first_entry"], facts["last_entry"]),
        microseconds(datetime.fromisoformat(facts["at"])),
        date.fromisoformat(facts["studio_date"]),
        *(0, facts["actor"], facts["note"]),
        *hashes,
    )
    digest = sha256(bytes.fromhex(vector["bytes"])).digest()
    assert clock_digest_of(record) == record.digest == digest


@pytest.mark.parametrize("vector", VECTORS["trees"], ids=lambda tree: f"{len(tree['leaves'])}")
def test_a_tree_has_the_root_and_the_paths_of_its_vector(vector: dict[str, Any]) -> None:
    leaves = [bytes.fromhex(leaf) for leaf in vector["leaves"]]
    root, size = bytes.fromhex(vector["root"]), len(leaves)
    assert merkle_root(leaves) == root
    for index, written in enumerate(vector["paths"]):
        path = [bytes.fromhex(step) for step in written]
        assert [*inclusion_path(leaves, index, size)] == path
        assert root_from_path(leaves[index], index, size, path) == root


def test_the_proof_of_the_vectors_holds_and_reads_back() -> None:
    proof = read_proof(json.dumps(VECTORS["proof"]))
    assert check_proof(proof, [seal.text for seal in proof.seals]) == proof.seals[0]
    assert proof_json(proof) == VECTORS["proof"]


def test_every_kind_of_entry_is_among_them() -> None:
    assert {vector["entry"]["kind"] for vector in VECTORS["ledger"]} == {*Kind}


def seen(values: list[Any]) -> set[str]:
    """What sorts of values there are."""
    sorts = set()
    for value in values:
        if value is None:
            sorts.add("missing")
        elif isinstance(value, int):
            sorts.add("large" if abs(value) > 2**32 else "small")
            sorts |= {"negative"} if value < 0 else set()
        elif not value:
            sorts.add("empty")
        elif isinstance(value, list):
            sorts.add("several" if len(value) > 1 else "one")
        else:
            sorts.add("letters" if value.isascii() else "beyond ASCII")
    return sorts


SORTS = {
    "text": {"empty", "letters"},
    "text?": {"missing", "empty", "letters"},
    "int": {"small", "large"},
    "int?": {"missing", "small"},
    "bytes": {"empty", "letters"},
}
"""What each kind of field has to be somewhere in the vectors; names and codes are never empty."""
NEVER_EMPTY = {"kind", "studio_date", "source", "starts_on", "expires_on"}


def test_every_field_is_there_in_every_way_that_it_can_be() -> None:
    facts = [vector["entry"] for vector in ENTRIES]
    lots = [lot for entry in facts for lot in entry["new_lots"]]
    lacking = {}
    for shape, rows in ((ENTRY_FIELDS, facts), (LOT_FIELDS, lots)):
        for name, how in shape:
            if name == "at":
                continue  # an instant is written as text in JSON
            wanted = SORTS[how] - ({"empty"} if name in NEVER_EMPTY else set())
            wanted -= {"large"} if shape is LOT_FIELDS else set()
            found = seen([row[name] for row in rows])
            if not wanted <= found:
                lacking[name] = wanted - found
    assert lacking == {}
    assert {"negative"} <= seen([entry["credits"] for entry in facts])
    for name in ("note", "reference", "actor_name"):
        assert {"beyond ASCII"} <= seen([entry[name] for entry in facts])
    for name in ("flags", "movements", "new_lots"):
        assert seen([entry[name] for entry in facts]) >= {"empty", "one"}
    assert max(len(entry["movements"]) for entry in facts) >= 3
    assert max(len(entry["flags"]) for entry in facts) >= 2
