"""A chain follows what honest hashes can't tell: that each entry kept the rules (R9, R22).

The ledger is that of the published vectors, where an entry is changed and has a hash that fits.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

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
        ENTRIES[5], id=3, seq=3, credits=-2, movements=(Movement(4, -2),), corrects=2, period_id=6,
        balance_before=10, balance_after=8,
    )  # fmt: skip
    part = replace(whole, credits=-1, movements=(Movement(4, -1),), balance_after=9)
    assert follow((*added, whole)) is None
    found = follow((*added, part))
    assert found is not None
    assert (found.code, found.expected, found.found) == ("correction", "-2 on lot 4", "-1 on lot 4")


LOTS: dict[str, tuple[dict[str, object], str]] = {
    "of no membership": ({"membership_id": None}, "membership none, billing period 6"),
    "of another period": ({"period_id": 7}, "membership 5, billing period 7"),
    "from an earlier day on": ({"starts_on": date(2026, 11, 1)}, "2026-11-01"),
}


@pytest.mark.parametrize("which", LOTS)
def test_a_lot_is_of_the_membership_and_the_day_of_its_entry(which: str) -> None:
    changes, there = LOTS[which]
    first, added = ENTRIES[:2]
    lot = replace(added.new_lots[0], **changes)  # type: ignore[arg-type]
    found = follow((first, replace(added, new_lots=(lot,))))
    assert found is not None
    assert (found.entry_id, found.code, found.found) == (2, "lot", there)


def test_who_makes_a_lot_takes_from_no_other() -> None:
    first, added = ENTRIES[:2]
    moved = (*added.movements, Movement(3, -1))
    found = follow((first, replace(added, credits=1, movements=moved, balance_after=9)))
    assert found is not None
    assert (found.code, found.found) == ("lot", "+2 on lot 4, -1 on lot 3")


def test_a_lot_holds_something_when_it_is_made() -> None:
    first, added = ENTRIES[:2]
    empty = replace(added.new_lots[0], id=9, granted=0)
    moved = (*added.movements, Movement(9, 0))
    found = follow((first, replace(added, movements=moved, new_lots=(*added.new_lots, empty))))
    assert found is not None
    assert (found.code, found.expected, found.found) == ("lot", "1", "0")


def test_a_correction_is_of_the_membership_and_period_that_it_corrects() -> None:
    before, back = ENTRIES[:4], ENTRIES[4]
    found = follow((*before, replace(back, period_id=6)))
    assert found is not None
    assert (found.code, found.expected) == ("correction", "membership 5, billing period none")


def test_only_who_sets_a_period_s_allocation_says_one() -> None:
    before, raised, used = ENTRIES[:2], ENTRIES[2], ENTRIES[3]
    none = replace(raised, period_id=None, new_lots=(replace(raised.new_lots[0], period_id=None),))
    said = replace(used, period_id=6, allocation_before=12, allocation_after=3)
    for entries in ((*before, none), (*before, raised, said)):
        found = follow(entries)
        assert found is not None
        assert (found.entry_id, found.code) == (entries[-1].id, "allocation")


def test_no_allocation_is_below_0() -> None:
    before, removed = ENTRIES[:5], ENTRIES[5]
    lowered = replace(removed, allocation_before=0, allocation_after=-1, period_id=7)
    found = follow((*before, lowered))
    assert found is not None
    assert (found.code, found.found) == ("allocation", "-1")


def test_a_later_entry_has_a_higher_number() -> None:
    first, second = ENTRIES[:2]
    assert follow((replace(first, id=2), replace(second, id=3))) is None
    found = follow((replace(first, id=2), replace(second, id=1)))
    assert found is not None
    assert (found.code, found.entry_id, found.expected) == ("sequence", 1, "above 2")


def test_what_is_written_off_is_more_than_nothing() -> None:
    before, expired = ENTRIES[:9], ENTRIES[9]
    more = replace(expired, movements=(*expired.movements, Movement(4, 0)))
    assert follow((*before, expired)) is None
    found = follow((*before, more))
    assert found is not None
    assert found.code == "lot"
