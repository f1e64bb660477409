"""What a verification asks of the lots that an entry takes from is what the rules decide (R6, R11).

So both are held against each other, by property; and a table says what is found where they differ.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.adjust import propose_add, propose_remove
from creditui.domain.allocate import propose_set
from creditui.domain.correct import propose_correction
from creditui.domain.finding import Finding
from creditui.domain.held import Held, check_taken, check_taken_back, held_of
from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.domain.lots import Lot, NewLot
from creditui.domain.membership import MemberRecord
from creditui.domain.proposal import Correct, Proposal, Use
from creditui.domain.use import propose_use
from tests.domain.builders import (
    GOOD_WHY,
    TODAY,
    add,
    after,
    context_of,
    days,
    entry,
    lot,
    membership,
    proposal,
    record,
    remove,
    set_to,
    written,
)
from tests.domain.strategies import lots

CREDITS = st.integers(1, 20)
MEMBERSHIPS = (membership(), membership(id=2))


def held(each: Lot) -> Held:
    """The lot as a chain holds it."""
    made = NewLot(
        each.id, each.granted, each.source, each.starts_on, each.expires_on,
        each.membership_id, each.period_id,
    )  # fmt: skip
    return replace(held_of(made, each.service), left=each.left)


def taken(known: MemberRecord, act: Entry) -> Finding | None:
    """What is found of an entry that takes from the lots of `known`."""
    chain = {each.id: held(each) for each in known.lots}
    alive = [
        chain[each.id]
        for each in known.lots
        if each.service == act.service and each.left and each.alive(TODAY)
    ]
    return check_taken(act, alive, chain)


@given(lots(), CREDITS, st.sampled_from([1, 2]), st.sampled_from([None, 1, 2, 3]))
def test_what_is_removed_was_in_reach(
    of: list[Lot], n: int, where: int, chosen: int | None
) -> None:
    known = record(*of, memberships=MEMBERSHIPS)
    lot_id = known.lots[chosen].id if chosen is not None and chosen < len(known.lots) else None
    act = remove(n, membership_id=where, lot_id=lot_id)
    done = propose_remove(known, act, context_of())
    assert not isinstance(done, Proposal) or taken(known, written(done)) is None


@given(lots(), CREDITS)
def test_what_is_used_is_in_order(of: list[Lot], n: int) -> None:
    known = record(*of, memberships=MEMBERSHIPS)
    done = propose_use(known, Use("massage", n), context_of())
    assert not isinstance(done, Proposal) or taken(known, written(done)) is None


@given(lots(), st.integers(0, 8))
def test_what_a_period_gives_back_is_its_own(of: list[Lot], to: int) -> None:
    known = record(*of, memberships=MEMBERSHIPS)
    done = propose_set(known, set_to(to), context_of())
    lowers = isinstance(done, Proposal) and done.kind is Kind.REMOVE
    assert not lowers or taken(known, written(proposal(done))) is None


@given(lots(), CREDITS, CREDITS)
def test_what_is_taken_back_is_all_that_is_left(of: list[Lot], n: int, used: int) -> None:
    known = record(*of, memberships=MEMBERSHIPS)
    added = proposal(propose_add(known, add(n), context_of()))
    then = after(known, added)
    spent = propose_use(then, Use("massage", used), context_of())
    then = after(then, spent) if isinstance(spent, Proposal) else then
    old = written(added)
    done = propose_correction(then, old, None, Correct(40, GOOD_WHY), context_of())
    if isinstance(done, Proposal):
        chain = {each.id: held(each) for each in then.lots}
        assert check_taken_back(written(done), old, chain) is None


KNOWN = record(
    lot(1, 2, expires_on=days(5)),
    lot(2, 3, expires_on=days(9)),
    lot(3, 3, expires_on=days(1), membership_id=2, period_id=7),
    lot(4, 3, starts_on=days(1), expires_on=days(4)),
    lot(5, 3, expires_on=days(-1)),
    memberships=MEMBERSHIPS,
)
LOWERED = {"period_id": 1, "allocation_before": 8, "allocation_after": 4}


@pytest.mark.parametrize(
    ("act", "code", "expected"),
    [
        (entry(Kind.USE, (3, -1)), None, ""),
        (entry(Kind.USE, (1, -1)), "order", "-1 on lot 3"),
        (entry(Kind.REMOVE, (1, -2), (2, -1)), None, ""),
        (entry(Kind.REMOVE, (2, -1), (1, -2)), "order", "-2 on lot 1, -1 on lot 2"),
        (entry(Kind.REMOVE, (1, -1), (2, -2)), "order", "-2 on lot 1, -1 on lot 2"),
        (entry(Kind.REMOVE, (3, -3), (1, -1)), "order", "-2 on lot 1, -2 on lot 2"),
        (entry(Kind.REMOVE, (2, -1)), None, ""),
        (entry(Kind.REMOVE, (3, -1)), "lot", "a lot of its membership that has started"),
        (entry(Kind.REMOVE, (4, -1)), "lot", "a lot of its membership that has started"),
        (entry(Kind.REMOVE, (4, -3), (1, -1), **LOWERED), None, ""),
        (entry(Kind.REMOVE, (1, -2), (2, -2), **LOWERED), "order", "-3 on lot 4, -1 on lot 1"),
        (entry(Kind.REMOVE, (2, -1), **LOWERED), "order", "-1 on lot 4"),
    ],
)
def test_what_is_out_of_order_or_reach_is_found(
    act: Entry, code: str | None, expected: str
) -> None:
    found = taken(KNOWN, act)
    assert (found.code if found else None, found.expected if found else "") == (code, expected)


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        ([(2, -1), (1, -2)], None),
        ([(1, -2), (2, -1)], "-1 on lot 2, -2 on lot 1"),
        ([(2, -1), (1, -1)], "-1 on lot 2, -2 on lot 1"),
        ([(2, -1)], "-1 on lot 2, -2 on lot 1"),
    ],
)
def test_a_correction_takes_no_less_than_is_left(
    moved: list[tuple[int, int]], expected: str | None
) -> None:
    chain = {each.id: held(each) for each in KNOWN.lots}
    came = entry(Kind.OPENING, (1, 4), (2, 1), (5, 3))
    found = check_taken_back(entry(Kind.REMOVE, *moved, corrects=40), came, chain)
    assert (found.expected if found else None) == expected
