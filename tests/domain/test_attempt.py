"""What is kept of an act that was refused."""

from datetime import date

import pytest

from creditui.domain.attempt import LARGEST_KEPT, Asked, asked_of, say_asked
from creditui.domain.proposal import Act, Add, Correct, GiveBack, Remove, SetAllocation, Use, Why

WHY = Why("goodwill", "a sentence", "")


@pytest.mark.parametrize(
    ("act", "asked", "said"),
    [
        (
            Add(1, "massage", 6, date(2026, 12, 4), WHY),
            Asked("add", "massage", 6, 1),
            "add 6 massage",
        ),
        (Remove(2, "massage", 3, WHY), Asked("remove", "massage", 3, 2), "remove 3 massage"),
        (
            SetAllocation(7, "massage", 10, WHY),
            Asked("set", "massage", 10, None, 7),
            "set massage to 10",
        ),
        (Correct(12, WHY), Asked("correct", entry_id=12), "correct entry 12"),
        (Use("massage", 1), Asked("use", "massage", 1), "use 1 massage"),
        (GiveBack(9), Asked("give_back", entry_id=9), "give back entry 9"),
    ],
)
def test_what_each_act_asks_for(act: Act, asked: Asked, said: str) -> None:
    assert asked_of(act) == asked
    assert say_asked(asked) == said


def test_a_number_beyond_reason_is_kept_as_the_largest() -> None:
    assert asked_of(Use("massage", 10**30)).credits == LARGEST_KEPT
    assert asked_of(Use("massage", -(10**30))).credits == -LARGEST_KEPT


def test_hostile_text_is_kept_visible_and_short() -> None:
    asked = asked_of(Use("\x1b[2J" + "x" * 5_000, 1))
    assert "\x1b" not in asked.service
    assert len(asked.service) <= 80
