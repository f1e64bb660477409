"""What holds of every proposal, whatever she holds and whatever is asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.adjust import propose_add, propose_remove
from creditui.domain.allocate import propose_set
from creditui.domain.changed import differences
from creditui.domain.correct import propose_correction
from creditui.domain.expire import expirations
from creditui.domain.kinds import Kind
from creditui.domain.lots import Lot, balance
from creditui.domain.proposal import Correct, Decision, GiveBack, Proposal, Use
from creditui.domain.refusal import Refusal
from creditui.domain.use import propose_give_back, propose_use
from tests.domain.builders import (
    GOOD_WHY,
    TODAY,
    add,
    after,
    context_of,
    lot,
    membership,
    period,
    proposal,
    record,
    refusal,
    remove,
    set_to,
    written,
)
from tests.domain.strategies import lots

AMOUNT = st.integers(-1, 20)
MEMBERSHIPS = (membership(), membership(id=2))


@given(lots(), AMOUNT, st.sampled_from(["massage", "sauna"]))
def test_every_proposal_agrees_with_itself(held: list[Lot], n: int, service: str) -> None:
    known = record(*held, memberships=MEMBERSHIPS)
    decisions: list[Decision] = [
        propose_add(known, add(n, service=service), context_of()),
        propose_remove(known, remove(n, service=service), context_of()),
        propose_set(known, set_to(n), context_of()),
        propose_use(known, Use(service, n), context_of()),
        *expirations(known, TODAY),
    ]
    for decided in decisions:
        if isinstance(decided, Refusal):
            assert refusal(decided).code
            continue
        done = proposal(decided)
        applied = after(known, done)
        assert done.balance_before == balance(known.lots, done.service, TODAY)
        assert done.balance_after == balance(applied.lots, done.service, TODAY)
        assert all(each.left >= 0 for each in applied.lots)
        assert differences(done, done) == ()


@given(lots(), st.integers(1, 20))
def test_a_removal_takes_what_is_left_or_nothing(held: list[Lot], n: int) -> None:
    known = record(*held, memberships=MEMBERSHIPS)
    mine = [each for each in held if each.membership_id == 1]
    decided = propose_remove(known, remove(n), context_of())
    assert isinstance(decided, Proposal) is (n <= balance(mine, "massage", TODAY))


@given(lots(), st.integers(1, 20))
def test_a_use_given_back_restores_every_lot(held: list[Lot], n: int) -> None:
    known = record(*held, memberships=MEMBERSHIPS)
    used = propose_use(known, Use("massage", n), context_of())
    if isinstance(used, Refusal):
        return
    then = after(known, used)
    back = proposal(propose_give_back(then, written(used), None, GiveBack(40), context_of()))
    assert back.credits == n
    assert after(then, back).lots == known.lots


@given(lots(), st.integers(1, 20))
def test_a_removal_corrected_restores_every_lot(held: list[Lot], n: int) -> None:
    known = record(*held, memberships=MEMBERSHIPS)
    removed = propose_remove(known, remove(n), context_of())
    if isinstance(removed, Refusal):
        return
    then = after(known, removed)
    back = propose_correction(then, written(removed), None, Correct(40, GOOD_WHY), context_of())
    assert after(then, proposal(back)).lots == known.lots


@given(lots(), st.integers(1, 8), st.integers(0, 8))
def test_an_add_corrected_takes_back_what_is_not_used(held: list[Lot], n: int, used: int) -> None:
    known = record(*held, memberships=MEMBERSHIPS)
    added = proposal(propose_add(known, add(n), context_of()))
    then = after(known, added)
    spent = propose_use(then, Use("massage", used), context_of())
    if isinstance(spent, Proposal):
        then = after(then, spent)
    new = then.lot(1000)
    assert new is not None
    decided = propose_correction(then, written(added), None, Correct(40, GOOD_WHY), context_of())
    if new.left == 0:
        assert refusal(decided).code == "nothing_left"
    else:
        assert proposal(decided).credits == -new.left


@given(st.integers(0, 8), st.integers(1, 10))
def test_a_set_up_and_down_again_restores_the_balance(used: int, more: int) -> None:
    held = lot(1, 8 - used, granted=8, used=used)
    known = record(held, periods=(period(allocated=8, used=used),))
    up = proposal(propose_set(known, set_to(8 + more), context_of()))
    then = after(known, up)
    down = proposal(propose_set(then, set_to(8), context_of()))
    assert (up.kind, down.kind) == (Kind.ALLOCATION, Kind.REMOVE)
    assert (down.allocation_before, down.allocation_after) == (8 + more, 8)
    assert down.balance_after == up.balance_before == 8 - used
    lowest = propose_set(then, set_to(used), context_of())
    assert proposal(lowest).balance_after == 0
    if used:
        assert refusal(propose_set(then, set_to(used - 1), context_of())).code == "below_used"


@given(lots())
def test_writing_off_what_expired_changes_no_balance_and_ends(held: list[Lot]) -> None:
    known = record(*held)
    before = {s: balance(known.lots, s, TODAY) for s in ("massage", "sauna")}
    for done in expirations(known, TODAY):
        assert proposal(done).balance_before == done.balance_after == before[done.service]
        known = after(known, done)
    assert expirations(known, TODAY) == ()
    assert {s: balance(known.lots, s, TODAY) for s in before} == before
