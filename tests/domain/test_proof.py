"""Proofs: whatever is altered, moved or left out, they no longer hold (R23)."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.encoding import entry_hash
from creditui.domain.ledger import Entry
from creditui.domain.merkle import inclusion_path, merkle_root
from creditui.domain.proof import BadProof, Proof, check_proof, entry_facts, proof_json, read_proof
from creditui.domain.seal import FIRST_PREV, Seal, SealText, digest_of
from tests.domain.test_encoding import FULL, PLAIN


def seal_over(entries: list[Entry], before: Seal | None = None) -> Seal:
    blank = Seal(
        1 if before is None else before.id + 1,
        entries[0].id,
        entries[-1].id,
        merkle_root([entry.hash for entry in entries]),
        FIRST_PREV if before is None else before.digest,
        b"",
        PLAIN.at,
        0,
        "mona",
    )
    return replace(blank, digest=digest_of(blank))


def entries_of(first: int, size: int) -> list[Entry]:
    """Entries with their own hashes; a proof does not look at their links."""
    blank = [replace(FULL, id=number, seq=number) for number in range(first, first + size)]
    return [replace(entry, hash=entry_hash(entry)) for entry in blank]


def proof_of(size: int, index: int, later: int = 2) -> Proof:
    entries = entries_of(1, size)
    seals = [seal_over(entries)]
    for n in range(later):
        seals.append(seal_over(entries_of(size + 1 + n, 1), seals[-1]))
    path = inclusion_path([entry.hash for entry in entries], index, size)
    return Proof(entries[index], path, tuple(seals))


@given(st.integers(1, 40), st.data())
def test_a_proof_holds_for_each_of_its_seals_also_after_a_file(
    size: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, size - 1))
    proof = proof_of(size, index)
    read = read_proof(json.dumps(proof_json(proof)))
    assert read == proof
    for seal in proof.seals:
        assert check_proof(read, (seal.text,)) == proof.seals[0]


def test_every_field_that_the_hash_covers_is_in_it() -> None:
    names = {name.removesuffix("_id") for name in Entry.__dataclass_fields__}
    assert {name.removesuffix("_id") for name in entry_facts(FULL)} == names


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda p: replace(p, seals=()), "names no seal"),
        (lambda p: replace(p, seals=p.seals[1:]), "does not cover"),
        (lambda p: replace(p, seals=(p.seals[0], p.seals[2])), "no chain"),
        (lambda p: replace(p, path=p.path[1:]), "does not fit"),
        (lambda p: replace(p, path=(*p.path, bytes(32))), "does not fit"),
        (lambda p: replace(p, path=(bytes(32), *p.path[1:])), "not among"),
        (lambda p: replace(p, entry=replace(p.entry, credits=9)), "Entry 3 was changed"),
        (lambda p: replace(p, entry=entries_of(4, 1)[0]), "not among"),
        (
            lambda p: replace(p, seals=(replace(p.seals[0], actor="eve"), *p.seals[1:])),
            "Seal 1 was changed",
        ),
    ],
)
def test_what_does_not_hold_says_why(change: Any, message: str) -> None:
    with pytest.raises(BadProof, match=message):
        check_proof(change(proof_of(6, 2)))


def test_a_seal_that_is_not_in_the_chain_is_not_reached() -> None:
    other = seal_over(entries_of(1, 5)).text
    with pytest.raises(BadProof, match="does not lead"):
        check_proof(proof_of(6, 2), (other,))


def test_a_list_of_seals_may_hold_older_and_newer_ones_than_the_proof() -> None:
    proof = proof_of(6, 2)
    there = proof.seals[0].text
    newer = SealText(proof.seals[-1].id + 1, 99, bytes(32))
    assert check_proof(proof, (newer, there)) == proof.seals[0]
    with pytest.raises(BadProof, match=f"made before seal {newer.id} and ends at seal"):
        check_proof(proof, (newer,))


def test_one_seal_that_is_another_is_enough() -> None:
    proof = proof_of(6, 2)
    good, other = proof.seals[0].text, replace(proof.seals[-1].text, digest=bytes(32))
    with pytest.raises(BadProof, match="as you have it"):
        check_proof(proof, (good, other))


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_a_file_from_elsewhere_never_breaks_the_reader(value: object) -> None:
    whole = proof_json(proof_of(3, 1))
    for name in ("entry", "path", "seals"):
        with pytest.raises(BadProof):
            check_proof(read_proof(json.dumps({**whole, name: value})))


OTHERWISE: dict[str, Any] = {
    "a field more": lambda facts: facts["entry"]["movements"][0].update(note="paid"),
    "a field more beside it": lambda facts: facts.update(verdict="holds"),
    "the line of another seal": lambda facts: facts["seals"][0].update(
        text=str(seal_over(entries_of(9, 1)).text)
    ),
    "a number that is true": lambda facts: facts["entry"].update(corrects=True),
    "a date without hyphens": lambda facts: facts["entry"].update(studio_date="20261120"),
    "an instant of another zone": lambda facts: facts["entry"].update(
        at=facts["entry"]["at"].replace("Z", "+00:00")
    ),
    "a hash in capitals": lambda facts: facts["entry"].update(hash=facts["entry"]["hash"].upper()),
    "a hash with a blank": lambda facts: facts["path"].insert(0, " " + facts["path"].pop(0)),
}


@pytest.mark.parametrize("what", OTHERWISE)
def test_what_says_the_same_in_other_words_is_no_proof(what: str) -> None:
    facts = json.loads(json.dumps(proof_json(proof_of(6, 2))))
    assert check_proof(read_proof(json.dumps(facts))).id == 1
    OTHERWISE[what](facts)
    with pytest.raises(BadProof, match="no proof"):
        read_proof(json.dumps(facts))


def test_what_is_said_twice_is_no_proof() -> None:
    written = json.dumps(proof_json(proof_of(6, 2)))
    twice = written.replace('"credits": 2,', '"credits": 80, "credits": 2,', 1)
    assert twice != written
    with pytest.raises(BadProof, match="no proof"):
        read_proof(twice)


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"format": 1' + "0" * 5_000 + "}", "1e999", "NaN"]
)
def test_what_is_deep_or_large_is_no_proof(text: str) -> None:
    with pytest.raises(BadProof, match="no proof"):
        read_proof(text)


def test_text_in_another_form_of_the_same_hash_does_not_hold() -> None:
    proof = proof_of(6, 2)
    other = replace(proof.entry, note=proof.entry.note.replace("ë", "e\u0308"))
    assert entry_hash(other) == entry_hash(proof.entry)
    with pytest.raises(BadProof, match="was changed"):
        check_proof(replace(proof, entry=other))


def test_hashes_of_another_length_do_not_hold() -> None:
    """Bytes could move from a hash, which has no length before it, into the number after it."""
    proof = proof_of(1, 0, later=0)
    entry = replace(proof.entry, prev_hash=proof.entry.prev_hash[:-1])
    moved = replace(entry, hash=entry_hash(entry))
    seal = seal_over([moved])
    with pytest.raises(BadProof, match="Entry 1 was changed"):
        check_proof(Proof(moved, (), (seal,)))
    short = replace(proof.seals[0], prev=bytes(31))
    with pytest.raises(BadProof, match="Seal 1 was changed"):
        check_proof(replace(proof, seals=(replace(short, digest=digest_of(short)),)))


@pytest.mark.parametrize("sealed_at", [-1, 2**62])
def test_a_seal_of_a_time_that_there_is_not_does_not_hold(sealed_at: int) -> None:
    proof = proof_of(1, 0, later=0)
    seal = replace(proof.seals[0], sealed_at=sealed_at)
    with pytest.raises(BadProof, match="a time that there is not"):
        check_proof(replace(proof, seals=(replace(seal, digest=digest_of(seal)),)))
