from __future__ import annotations

from typing import Any

import pytest

from creditui.domain.kinds import Kind, Source
from creditui.domain.people import Actor
from creditui.domain.proposal import GiveBack, Use, Why
from creditui.domain.use import propose_give_back, propose_use
from tests.domain.builders import (
    TODAY,
    context_of,
    days,
    entry,
    lot,
    membership,
    proposal,
    record,
    refusal,
    staff,
)


def test_a_use_burns_down_over_all_her_lots() -> None:
    soon = lot(1, 1, membership_id=2, period_id=5)
    gift, late = lot(2, 1, source=Source.ADD, period_id=None), lot(3, 4, expires_on=days(60))
    done = proposal(propose_use(record(late, gift, soon), Use("massage", 4, " B-7 "), context_of()))
    assert (done.kind, done.credits, done.why) == (Kind.USE, -4, Why(reference="B-7"))
    assert [(c.lot_id, c.credits) for c in done.lots] == [(2, -1), (1, -1), (3, -2)]
    assert (done.balance_before, done.balance_after) == (6, 2)
    assert (done.membership_id, done.period_id) == (None, None)


def test_a_use_of_one_lot_names_its_membership_and_period() -> None:
    done = proposal(propose_use(record(lot()), Use("massage", 1), context_of()))
    assert (done.membership_id, done.period_id) == (1, 1)


@pytest.mark.parametrize(
    ("credits", "code"),
    [(5, ""), (6, "not_enough"), (0, "credits"), (-1, "credits"), (10_000, "credits")],
)
def test_what_can_be_used(credits: int, code: str) -> None:
    decided = propose_use(record(lot(left=5)), Use("massage", credits), context_of())
    if code:
        assert refusal(decided).code == code
    else:
        assert proposal(decided).balance_after == 0


@pytest.mark.parametrize(
    ("facts", "usable"),
    [
        ({"expires_on": TODAY}, True),
        ({"expires_on": days(-1)}, False),
        ({"starts_on": TODAY}, True),
        ({"starts_on": days(1)}, False),
        ({"expires_on": None}, True),
        ({"service": "sauna"}, False),
    ],
)
def test_only_lots_alive_today_are_used(facts: dict[str, Any], usable: bool) -> None:
    decided = propose_use(record(lot(**facts)), Use("massage", 1), context_of())
    if usable:
        proposal(decided)
    else:
        assert "no credits for massage" in refusal(decided).message


def test_credits_can_be_used_whatever_the_standing() -> None:
    held = record(lot(), memberships=(membership(cancelled_on=days(-61)),))
    assert proposal(propose_use(held, Use("massage", 1), context_of())).credits == -1


def test_a_hostile_service_is_named_without_its_controls() -> None:
    assert "\x1b" not in refusal(propose_use(record(), Use("\x1b[2J", 1), context_of())).message


def test_a_hostile_reference_is_refused() -> None:
    decided = propose_use(record(lot()), Use("massage", 1, "a\x1bb"), context_of())
    assert refusal(decided).field == "reference"


USED = entry(Kind.USE, (1, -2), (2, -3))


def test_a_give_back_returns_to_the_lots_in_reverse() -> None:
    held = record(lot(1, 0, granted=2), lot(2, 1, granted=4, expires_on=days(60)))
    done = proposal(propose_give_back(held, USED, None, GiveBack(40, "B-7"), context_of()))
    assert (done.kind, done.credits, done.corrects) == (Kind.GIVE_BACK, 5, 40)
    assert [(c.lot_id, c.credits) for c in done.lots] == [(2, 3), (1, 2)]
    assert (done.balance_before, done.balance_after) == (1, 6)
    assert (done.why.reference, done.flags) == ("B-7", ())


@pytest.mark.parametrize(("away", "late"), [(0, False), (-1, True)])
def test_a_lot_that_expired_since_takes_it_back_expired(away: int, late: bool) -> None:
    held = record(lot(1, 0, expires_on=days(away)), lot(2, 1, expires_on=days(60)))
    done = proposal(propose_give_back(held, USED, None, GiveBack(40), context_of()))
    assert done.credits == 5
    assert done.balance_after - done.balance_before == (3 if late else 5)
    assert done.flags == (("to_expired_lot",) if late else ())


def test_a_use_is_given_back_once_and_only_a_use_is() -> None:
    held = record(lot(1, 5), lot(2, 5))
    twice = refusal(propose_give_back(held, USED, 55, GiveBack(40), context_of()))
    assert twice.code == "already_corrected"
    assert "given back already, by entry 55" in twice.message
    added = entry(Kind.ADD, (1, 5))
    assert (
        refusal(propose_give_back(held, added, None, GiveBack(40), context_of())).code
        == "not_a_use"
    )


@pytest.mark.parametrize(
    ("who", "use", "give_back"),
    [
        ({"role": "staff"}, "", ""),
        ({"role": "auditor"}, "permission", "permission"),
        ({"role": "thief"}, "no_rights", "no_rights"),
        ({"role": "staff", "disabled": True}, "no_rights", "no_rights"),
        # Using her own credits is a visit; giving herself some back is for a colleague to do.
        ({"role": "admin", "member_id": 1}, "", "own_membership"),
    ],
)
def test_who_may_use_and_give_back(who: dict[str, Any], use: str, give_back: str) -> None:
    context, held = context_of(who=Actor(staff(**who))), record(lot(1, 5), lot(2, 5))
    decisions = [
        (propose_use(held, Use("massage", 1), context), use),
        (propose_give_back(held, USED, None, GiveBack(40), context), give_back),
    ]
    for decided, code in decisions:
        if code:
            assert refusal(decided).code == code
        else:
            proposal(decided)
