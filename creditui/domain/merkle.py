"""Merkle trees over byte strings, hashed as RFC 9162 (Certificate Transparency) does.

A leaf is SHA-256(0x00 || data), a node SHA-256(0x01 || left || right); a tree of n > 1 leaves
splits at the largest power of two below n; the root of no leaves is SHA-256 of nothing. Everything
is computed in one pass over the leaves, in memory for a chunk of them and for the tree's height.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice

EMPTY_ROOT = sha256().digest()

CHUNK = 1 << 14
"""Leaves whose root can be computed apart; `root_of_nodes` puts such roots together."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf that holds `data`."""
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of the node above `left` and `right`."""
    return sha256(b"\1" + left + right).digest()


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """The root over `leaves` (what they hold, not their hashes)."""
    left = iter(leaves)
    # As `leaf_hash`, and `node_hash` below: a call for each would take a tenth longer.
    trees = iter(lambda: [sha256(b"\0" + each).digest() for each in islice(left, CHUNK)], [])
    return root_of_nodes(map(_root_of_tree, trees))


def root_of_nodes(nodes: Iterable[bytes]) -> bytes:
    """The root over hashes: of leaves, or of whole trees of one size that is a power of two.

    Only the last of those trees may be smaller. So a long stretch is cut every `CHUNK` leaves, each
    part is computed where there is a processor free, and their roots give the root of the whole.
    """
    # Whole trees to the left, the largest first; the ones of the count in binary say their sizes.
    left: list[bytes] = []
    for count, node in enumerate(nodes):
        size = count
        while size & 1:
            node = node_hash(left.pop(), node)
            size >>= 1
        left.append(node)
    if not left:
        return EMPTY_ROOT
    root = left.pop()
    while left:
        root = node_hash(left.pop(), root)
    return root


def _root_of_tree(nodes: list[bytes]) -> bytes:
    """The root over at least one node, level by level: faster than node by node, but in memory.

    The last of an odd number goes up as it is, which makes the same tree.
    """
    while len(nodes) > 1:
        pairs = iter(nodes)
        above = [sha256(b"\1" + a + b).digest() for a, b in zip(pairs, pairs, strict=False)]
        nodes = [*above, nodes[-1]] if len(nodes) & 1 else above
    return nodes[0]


def inclusion_path(leaves: Iterable[bytes], index: int, size: int) -> tuple[bytes, ...]:
    """The hashes that lead from leaf `index` (from 0) of `size` leaves to their root, lowest first.

    Raises ValueError where there is no such leaf, or there are fewer leaves than `size`.
    """
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} among {size}")
    return tuple(_path(map(leaf_hash, leaves), index, size))


def root_from_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that `path` leads to from a leaf that holds `leaf` (RFC 9162, section 2.1.3.2).

    Raises ValueError where the path can't be one of that leaf in a tree of that size.
    """
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} among {size}")
    here, last = index, size - 1
    root = leaf_hash(leaf)
    for other in path:
        if last == 0:
            raise ValueError("the path is too long")
        if here & 1 or here == last:
            root = node_hash(other, root)
            while not here & 1 and here:
                here >>= 1
                last >>= 1
        else:
            root = node_hash(root, other)
        here >>= 1
        last >>= 1
    if last:
        raise ValueError("the path is too short")
    return root


def _path(hashes: Iterator[bytes], index: int, size: int) -> list[bytes]:
    """The path within the next `size` leaves; all of them are taken from `hashes`."""
    if size == 1:
        _root(hashes, 1)
        return []
    split = 1 << (size - 1).bit_length() - 1
    if index < split:
        path = _path(hashes, index, split)
        return [*path, _root(hashes, size - split)]
    beside = _root(hashes, split)
    return [*_path(hashes, index - split, size - split), beside]


def _root(hashes: Iterator[bytes], size: int) -> bytes:
    """The root over the next `size` hashes."""
    taken = 0

    def counted() -> Iterator[bytes]:
        nonlocal taken
        for found in islice(hashes, size):
            taken += 1
            yield found

    root = root_of_nodes(counted())
    if taken < size:
        raise ValueError("there are fewer leaves than there should be")
    return root
