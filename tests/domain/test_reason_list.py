"""The list of reasons: what can be on it, and that it never ends up empty (R15)."""

import pytest

from creditui.domain.reason_list import (
    MOST_REASONS,
    BadReason,
    find_reason,
    with_reason,
    with_words,
    without,
)
from creditui.domain.reasons import DEFAULT_REASONS, Direction, Reason, choices, reason_name

BIRTHDAY = Reason(Direction.ADD, "birthday", "Birthday", "A present for her. Say which.")


def test_one_more_stands_at_the_end() -> None:
    assert with_reason(DEFAULT_REASONS, BIRTHDAY) == (*DEFAULT_REASONS, BIRTHDAY)


def test_the_same_code_may_stand_for_both_directions() -> None:
    policy = Reason(Direction.ADD, "policy", "Policy", "The studio's policy gives them.")
    assert with_reason(DEFAULT_REASONS, policy)[-1] == policy


def test_words_are_tidied() -> None:
    untidy = Reason(Direction.ADD, "birthday", "  Birth   day ", " A present.\n")
    kept = with_reason(DEFAULT_REASONS, untidy)[-1]
    assert (kept.name, kept.purpose) == ("Birth day", "A present.")


@pytest.mark.parametrize(
    ("code", "name", "purpose", "told"),
    [
        ("goodwill", "Goodwill", "Again.", "goodwill is a reason to add already; edit it"),
        ("", "None", "Nothing.", "A code is 1 to 20 letters"),
        ("Birthday", "Birthday", "A present.", "A code is 1 to 20 letters"),
        ("1st", "First", "The first.", "a letter first, not '1st'"),
        ("a b", "A", "B.", "not 'a b'"),
        ("a" * 21, "A", "B.", "A code is 1 to 20 letters"),
        ("é", "A", "B.", "A code is 1 to 20 letters"),
        ("birthday\n", "A", "B.", "A code is 1 to 20 letters"),
        ("birthday", " ", "B.", "A reason needs a name"),
        ("birthday", "A", "", "A reason needs a purpose"),
        ("birthday", "A" * 31, "B.", "The name can't be kept: This text has 31 characters"),
        ("birthday", "A", "B" * 121, "The purpose can't be kept: This text has 121"),
        ("birthday", "\x1b[31mA", "B.", "The name can't be kept: This text holds a control"),
        ("birthday", "A", "B\u202e.", "The purpose can't be kept: This text holds a hidden"),
    ],
)
def test_what_cannot_be_on_it_is_told(code: str, name: str, purpose: str, told: str) -> None:
    with pytest.raises(BadReason) as raised:
        with_reason(DEFAULT_REASONS, Reason(Direction.ADD, code, name, purpose))
    assert told in str(raised.value)


def test_a_direction_has_so_many_at_the_most() -> None:
    many = [Reason(Direction.ADD, f"r{n}", "R", "P.") for n in range(MOST_REASONS)]
    with pytest.raises(BadReason, match="There are 20 reasons to add; drop one"):
        with_reason(many, BIRTHDAY)
    assert with_reason(many, Reason(Direction.REMOVE, "r", "R", "P."))


def test_new_words_leave_the_place_and_what_was_not_given() -> None:
    old = DEFAULT_REASONS[1]
    changed = with_words(DEFAULT_REASONS, old, "Offer", None)
    assert changed[1] == Reason(old.direction, old.code, "Offer", old.purpose)
    assert changed[:1] + changed[2:] == DEFAULT_REASONS[:1] + DEFAULT_REASONS[2:]


@pytest.mark.parametrize(("name", "purpose"), [("", None), (None, " ")])
def test_new_words_are_never_none_at_all(name: str | None, purpose: str | None) -> None:
    with pytest.raises(BadReason, match="needs a"):
        with_words(DEFAULT_REASONS, DEFAULT_REASONS[0], name, purpose)


def test_a_dropped_one_keeps_its_name_and_comes_back_under_its_code() -> None:
    goodwill = find_reason(DEFAULT_REASONS, Direction.ADD, "goodwill")
    left = without(DEFAULT_REASONS, goodwill)
    assert reason_name("goodwill", 1, left) == "Goodwill"
    assert goodwill not in choices(left, Direction.ADD)
    with pytest.raises(BadReason, match="'goodwill' is no reason to add"):
        find_reason(left, Direction.ADD, "goodwill")
    back = with_reason(left, goodwill)
    assert len(back) == len(DEFAULT_REASONS)
    assert choices(back, Direction.ADD)[-1] == goodwill


def test_the_last_of_a_direction_stays() -> None:
    policy = find_reason(DEFAULT_REASONS, Direction.REMOVE, "policy")
    left = without(DEFAULT_REASONS, policy)
    assert [each.code for each in choices(left, Direction.REMOVE)] == ["correction"]
    with pytest.raises(BadReason, match="the only reason to remove; add another one first"):
        without(left, find_reason(left, Direction.REMOVE, "correction"))


def test_a_code_counts_only_for_its_direction() -> None:
    with pytest.raises(BadReason, match="'goodwill' is no reason to remove; there is: correction"):
        find_reason(DEFAULT_REASONS, Direction.REMOVE, "goodwill")
