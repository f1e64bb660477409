"""The published vectors of seals, version 1: these bytes and lines never change (R23)."""

from base64 import b32encode
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.seal import (
    FIRST_PREV,
    BadSeal,
    Seal,
    SealText,
    check_links,
    digest_of,
    find_seals,
)

BLANK = Seal(1, 1, 14, bytes(range(32)), FIRST_PREV, b"", 1_795_176_000_000_000, 4, "mona")
FIRST = replace(BLANK, digest=digest_of(BLANK))
BYTES = (
    b"creditui/seal/v1\0"
    + bytes(32)
    + bytes.fromhex("0000000000000001 0000000000000001 000000000000000e")
    + bytes(range(32))
    + bytes.fromhex("000660b3fbca1000")
    + b"\0\0\0\x04mona"
)
DIGEST = "7ac6ee0f6a5476e58d018c6f5ab353432c5b7a90a5ef9b1d2c713958fc4202fc"
LINE = "creditui-seal:v1:1:14:PLDO-4D3K-KR3O-LDIB-RRXV-VM2T-IMWF-W6UQ-UXXZ-WHJM-OE4V-R7CC-AL6A-AMIL"


def following(seal: Seal, **changes: object) -> Seal:
    """The seal after `seal`, over three entries."""
    blank = replace(
        seal,
        id=seal.id + 1,
        first_entry=seal.last_entry + 1,
        last_entry=seal.last_entry + 3,
        prev=seal.digest,
        sealed_at=seal.sealed_at + 1,
    )
    changed = replace(blank, **changes)  # type: ignore[arg-type]
    return replace(changed, digest=digest_of(changed))


def test_the_digest_is_sha256_of_the_published_bytes() -> None:
    assert digest_of(BLANK) == sha256(BYTES).digest()
    assert FIRST.digest.hex() == DIGEST


def test_the_line_is_as_published_and_reads_back() -> None:
    assert str(FIRST.text) == LINE
    assert find_seals(LINE) == (FIRST.text,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", 2),
        ("first_entry", 2),
        ("last_entry", 15),
        ("root", bytes(32)),
        ("prev", b"x" * 32),
        ("sealed_at", 5),
        ("actor", "ada"),
    ],
)
def test_every_part_counts(field: str, value: object) -> None:
    assert digest_of(replace(FIRST, **{field: value})) != FIRST.digest  # type: ignore[arg-type]


@given(st.integers(1, 10**17), st.integers(1, 10**17), st.binary(min_size=32, max_size=32))
def test_every_line_reads_back(number: int, last: int, digest: bytes) -> None:
    text = SealText(number, last, digest)
    assert find_seals(str(text)) == (text,)
    assert find_seals(f"Dear auditor,\n  {text}\nregards") == (text,)


@pytest.mark.parametrize(
    "written",
    [
        LINE.lower(),
        LINE.replace("-", " ").replace("creditui seal", "creditui-seal"),
        LINE.replace("O", "0").replace("I", "1").replace("B", "8"),
        "creditui-seal:v1:1:14:" + LINE.rpartition(":")[2].replace("-", ""),
    ],
)
def test_the_ways_in_which_people_copy_do_not_matter(written: str) -> None:
    assert find_seals(written) == (FIRST.text,)


def test_several_are_found_in_one_file() -> None:
    second = following(FIRST).text
    assert find_seals(f"{LINE}\n{second}\n") == (FIRST.text, second)


@pytest.mark.parametrize("letter", range(len("creditui-seal:v1:"), len(LINE)))
def test_one_wrong_letter_is_noticed(letter: int) -> None:
    wrong = "7" if LINE[letter] != "7" else "6"
    with pytest.raises(BadSeal):
        find_seals(LINE[:letter] + wrong + LINE[letter + 1 :])


@pytest.mark.parametrize("text", ["", "creditui-seal:v1:", LINE[:-1], LINE + "A", "creditui-seal"])
def test_what_is_no_seal_is_said(text: str) -> None:
    with pytest.raises(BadSeal):
        find_seals(text)


def test_a_letter_that_no_digest_has_is_noticed_whatever_its_check_says() -> None:
    said = f"creditui-seal:v1:1:14:{'9' * 52}"
    check = b32encode(sha256(said.encode()).digest()).decode()[:4]
    with pytest.raises(BadSeal, match="letter by letter"):
        find_seals(said + check)


def test_a_bad_line_among_good_ones_is_not_passed_over() -> None:
    with pytest.raises(BadSeal):
        find_seals(f"{LINE}\n{LINE[:-9]}\n")


def test_seals_that_follow_are_a_chain() -> None:
    second = following(FIRST)
    assert check_links((FIRST, second, following(second))) is None
    assert check_links((following(second),), second) is None
    assert check_links(()) is None


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": 3}, "seal 2 is missing"),
        ({"prev": bytes(32)}, "not linked"),
        ({"first_entry": 16}, "does not begin"),
        ({"first_entry": 14}, "does not begin"),
        ({"last_entry": 14}, "does not begin"),
        ({"sealed_at": 1}, "older"),
    ],
)
def test_a_seal_that_does_not_follow_is_named(changes: dict[str, object], message: str) -> None:
    assert message in (check_links((FIRST, following(FIRST, **changes))) or "")


def test_a_seal_that_was_changed_is_named() -> None:
    second = replace(following(FIRST), actor="ada")
    assert "seal 2 was changed" in (check_links((FIRST, second)) or "")
