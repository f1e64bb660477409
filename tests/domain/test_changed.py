from __future__ import annotations

from dataclasses import replace

from creditui.domain.adjust import propose_add, propose_remove
from creditui.domain.allocate import propose_set
from creditui.domain.changed import differences
from creditui.domain.membership import MemberRecord
from creditui.domain.proposal import Proposal
from tests.domain.builders import (
    add,
    context_of,
    days,
    lot,
    membership,
    period,
    proposal,
    record,
    remove,
    set_to,
)


def removal(held: MemberRecord, credits: int = 3) -> Proposal:
    return proposal(propose_remove(held, remove(credits), context_of()))


def test_nothing_changed_says_nothing() -> None:
    held = record(lot(1, 4))
    assert differences(removal(held), removal(held)) == ()


def test_a_use_meanwhile_is_told_in_figures() -> None:
    said = differences(removal(record(lot(1, 4))), removal(record(lot(1, 3))))
    assert said[0] == "You saw a balance of 4; it is now 3."
    assert "You saw a balance of 1 afterwards; it would now be 0." in said
    assert any("Lot 1 (through Mon 30 Nov 2026); it is now 3" in sentence for sentence in said)


def test_other_lots_are_named() -> None:
    both = record(lot(1, 2), lot(2, 2, expires_on=days(60)))
    said = differences(removal(record(lot(1, 4))), removal(both))
    assert any(
        "Lot 2" in sentence and "would now be touched, by -1" in sentence for sentence in said
    )
    said = differences(removal(both), removal(record(lot(1, 4))))
    assert any("Lot 2" in sentence and "no longer" in sentence for sentence in said)


def test_another_allocation_meanwhile_is_told() -> None:
    seen = proposal(propose_set(record(), set_to(10), context_of()))
    now = proposal(propose_set(record(periods=(period(allocated=9),)), set_to(10), context_of()))
    said = differences(seen, now)
    assert "You saw an allocation of 8; it is now 9." in said
    assert "You saw a change of +2; it would now be +1." in said


def test_a_caution_that_comes_or_goes_is_told() -> None:
    paused = record(memberships=(membership(paused=True),))
    before, after = (
        proposal(propose_add(held, add(), context_of())) for held in (record(), paused)
    )
    assert differences(before, after) == ("New: The membership is paused.",)
    assert differences(after, before) == ("No longer so: The membership is paused.",)


def test_a_caution_in_other_words_is_told_once() -> None:
    held = (record(), record(lot(1, 3)))
    before, after = (proposal(propose_add(each, add(credits=20), context_of())) for each in held)
    said = differences(before, after)
    assert [sentence for sentence in said if "billing period" in sentence] == [
        f"Now: {after.cautions[0].message}"
    ]


def test_a_caution_that_stays_is_not_told_again_with_its_new_figures() -> None:
    few, more = record(), record(lot(1, 4))
    seen, now = (proposal(propose_add(held, add(credits=9), context_of())) for held in (few, more))
    assert seen.cautions != now.cautions
    said = differences(seen, now)
    assert not [sentence for sentence in said if sentence.startswith(("New:", "No longer"))]
    assert "You saw a balance of 0; it is now 4." in said


def test_another_expiry_is_told() -> None:
    seen, now = (
        proposal(propose_add(record(), add(expires_on=day), context_of()))
        for day in (days(1), days(2))
    )
    (said,) = differences(seen, now)
    assert said == (
        "You saw credits through Wed 18 Nov 2026; they would now be through Thu 19 Nov 2026."
    )


def test_any_other_difference_has_a_sentence_too() -> None:
    seen = removal(record(lot(1, 4)))
    assert differences(seen, replace(seen, membership_id=2)) == (
        "This would now be another act than you saw; read it again.",
    )
