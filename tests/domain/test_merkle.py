"""The Merkle tree against Certificate Transparency's own vectors and RFC 9162's definition."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.merkle import (
    CHUNK,
    EMPTY_ROOT,
    inclusion_path,
    leaf_hash,
    merkle_root,
    root_from_path,
    root_of_nodes,
)

LEAVES = tuple(
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
)
"""The test leaves of the Certificate Transparency project."""

ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""The roots that the same project gives for the first 1, 2, … 8 of them."""


def naive_root(leaves: list[bytes]) -> bytes:
    """MTH as RFC 9162 section 2.1.1 defines it."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    k = split(len(leaves))
    return sha256(b"\1" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def naive_path(leaves: list[bytes], m: int) -> list[bytes]:
    """PATH as RFC 9162 section 2.1.3.1 defines it."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*naive_path(leaves[:k], m), naive_root(leaves[k:])]
    return [*naive_path(leaves[k:], m - k), naive_root(leaves[:k])]


def split(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def leaves_of(size: int) -> list[bytes]:
    return [sha256(bytes([n % 251, n // 251])).digest() for n in range(size)]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_that_were_published(size: int) -> None:
    assert merkle_root(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert merkle_root(()) == EMPTY_ROOT
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("size", range(1, 34))
def test_every_leaf_of_every_small_tree_is_proven(size: int) -> None:
    leaves = leaves_of(size)
    root = naive_root(leaves)
    assert merkle_root(leaves) == root
    for index in range(size):
        path = inclusion_path(iter(leaves), index, size)
        assert list(path) == naive_path(leaves, index)
        assert root_from_path(leaves[index], index, size, path) == root


@given(st.integers(1, 700), st.data())
def test_a_proof_holds_for_its_leaf_and_for_no_other(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    root = merkle_root(leaves)
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_path(leaves, index, size)
    assert root_from_path(leaves[index], index, size, path) == root
    assert root_from_path(b"another", index, size, path) != root
    for n, other in enumerate(path):
        bent = (*path[:n], leaf_hash(other), *path[n + 1 :])
        assert root_from_path(leaves[index], index, size, bent) != root


@given(st.integers(1, 200), st.integers(0, 7))
def test_parts_of_one_size_give_the_root_of_the_whole(size: int, height: int) -> None:
    leaves = leaves_of(size)
    parts = [merkle_root(leaves[n : n + 2**height]) for n in range(0, size, 2**height)]
    assert root_of_nodes(parts) == merkle_root(leaves)


@pytest.mark.parametrize("size", [CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 5])
def test_more_leaves_than_are_held_at_once_have_the_root_of_one_by_one(size: int) -> None:
    leaves = leaves_of(size)
    assert merkle_root(iter(leaves)) == root_of_nodes(map(leaf_hash, leaves))


def test_a_chunk_is_a_power_of_two() -> None:
    assert CHUNK & (CHUNK - 1) == 0


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_a_leaf_that_is_not_there_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_path(LEAVES, index, size)
    with pytest.raises(ValueError, match="no leaf"):
        root_from_path(b"", index, size, ())


def test_a_path_of_the_wrong_length_is_refused() -> None:
    path = inclusion_path(LEAVES, 5, 8)
    with pytest.raises(ValueError, match="too short"):
        root_from_path(LEAVES[5], 5, 8, path[:-1])
    with pytest.raises(ValueError, match="too long"):
        root_from_path(LEAVES[5], 5, 8, (*path, path[0]))
    with pytest.raises(ValueError, match="fewer leaves"):
        inclusion_path(LEAVES, 5, 9)
