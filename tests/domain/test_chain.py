"""A chain follows what honest hashes can't tell: that each entry kept the rules (R9, R22).

The ledger is that of the published vectors, where an entry is changed and has a hash that fits.
"""

from __future__ import annotations

from dataclasses import replace

from creditui.domain.chain import MemberChain
from creditui.domain.encoding import entry_hash
from creditui.domain.finding import Finding
from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.domain.lots import Movement
from tests.second.test_vectors import VECTORS, read_entry

ENTRIES = tuple(read_entry(vector["entry"]) for vector in VECTORS["ledger"])


def follow(entries: tuple[Entry, ...]) -> Finding | None:
    """The first finding, where every hash is that of what its entry says."""
    chain = MemberChain({entry.id: entry for entry in entries}.get)
    prev = ENTRIES[0].prev_hash
    for entry in entries:
        linked = replace(entry, prev_hash=prev)
        prev = entry_hash(linked)
        found = chain.follow(replace(linked, hash=prev))
        if found is not None:
            return found
    return None


def test_the_published_ledger_is_one() -> None:
    assert follow(ENTRIES) is None


def test_what_is_written_off_is_all_that_was_left() -> None:
    before, expired = ENTRIES[:9], ENTRIES[9]
    assert expired.kind is Kind.EXPIRE
    (first, *others) = expired.movements
    kept = Movement(first.lot_id, first.credits + 1)
    part = replace(expired, credits=expired.credits + 1, movements=(kept, *others))
    found = follow((*before, part))
    assert found is not None
    assert (found.code, found.expected, found.found) == ("expiry", "-4", "-3")


def test_text_that_hashes_alike_is_not_the_same() -> None:
    added = replace(ENTRIES[1], reference="\u212a-1")
    assert entry_hash(added) == entry_hash(replace(added, reference="K-1"))
    found = follow((ENTRIES[0], added))
    assert found is not None
    assert (found.code, found.found) == ("text", "'\\u212a-1'")


def test_a_removal_stays_within_its_membership() -> None:
    before, removed = ENTRIES[:5], ENTRIES[5]
    assert removed.kind is Kind.REMOVE
    found = follow((*before, replace(removed, movements=(Movement(3, -1),))))
    assert found is not None
    assert (found.code, found.found) == ("lot", "-1 on lot 3")


def test_a_correction_takes_back_all_that_is_left() -> None:
    added = ENTRIES[:2]
    whole = replace(
        ENTRIES[5], id=3, seq=3, credits=-2, movements=(Movement(4, -2),), corrects=2,
        balance_before=10, balance_after=8,
    )  # fmt: skip
    part = replace(whole, credits=-1, movements=(Movement(4, -1),), balance_after=9)
    assert follow((*added, whole)) is None
    found = follow((*added, part))
    assert found is not None
    assert (found.code, found.expected, found.found) == ("correction", "-2 on lot 4", "-1 on lot 4")
