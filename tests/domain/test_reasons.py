from __future__ import annotations

import pytest

from creditui.domain.proposal import Why
from creditui.domain.reasons import DEFAULT_REASONS, Direction, Reason, check_why
from tests.domain.builders import refusal


@pytest.mark.parametrize(
    ("direction", "code", "allowed"),
    [
        (Direction.ADD, "recovery", True),
        (Direction.ADD, "promotion", True),
        (Direction.ADD, "correction", True),
        (Direction.ADD, "goodwill", True),
        (Direction.ADD, "policy", False),
        (Direction.REMOVE, "correction", True),
        (Direction.REMOVE, "policy", True),
        (Direction.REMOVE, "goodwill", False),
        (Direction.ADD, " Goodwill ", True),
        (Direction.ADD, "", False),
        (Direction.ADD, "whim", False),
    ],
)
def test_a_reason_counts_for_its_direction(direction: Direction, code: str, allowed: bool) -> None:
    checked = check_why(Why(code, "Enough said"), direction, DEFAULT_REASONS)
    if allowed:
        assert isinstance(checked, Why)
        assert checked.reason == code.strip().lower()
    else:
        assert refusal(checked).field == "reason"


@pytest.mark.parametrize(
    ("note", "allowed"),
    [
        ("abcd", False),
        ("abcde", True),
        ("a b c d", False),
        ("a b c d e", True),
        ("     ", False),
        ("ab\u200b\u200bcd", False),
        ("x" * 500, True),
        ("x" * 501, False),
        (" " * 300 + "x" * 500 + " ", True),
        ("مرحبا", True),
        ("two\nlines here", False),
        ("tab\there", False),
        ("esc \x1b[2J here", False),
        ("nul \0 here", False),
        ("c1 \x9b2J here", False),
        ("bidi \u202e here", False),
        ("[bold red]markup[/] stays", True),
        ("=1+1 stays text", True),
    ],
)
def test_a_note_says_something_and_nothing_hostile(note: str, allowed: bool) -> None:
    checked = check_why(Why("goodwill", note), Direction.ADD, DEFAULT_REASONS)
    if allowed:
        assert checked == Why("goodwill", note.strip())
    else:
        assert refusal(checked).field == "note"
        assert refusal(checked).message.isprintable()


@pytest.mark.parametrize(
    ("reference", "allowed"), [("", True), ("x" * 100, True), ("x" * 101, False), ("a\nb", False)]
)
def test_a_reference_is_short_and_on_one_line(reference: str, allowed: bool) -> None:
    checked = check_why(Why("goodwill", "Enough said", reference), Direction.ADD, DEFAULT_REASONS)
    assert isinstance(checked, Why) is allowed
    if not allowed:
        assert refusal(checked).field == "reference"


def test_text_is_kept_in_the_form_that_is_hashed() -> None:
    checked = check_why(Why("goodwill", "Cafe\u0301 was shut"), Direction.ADD, DEFAULT_REASONS)
    assert isinstance(checked, Why)
    assert checked.note == "Caf\u00e9 was shut"


def test_a_studio_can_have_reasons_of_its_own() -> None:
    own = (Reason(Direction.ADD, "raffle", "Raffle", "Won at the fair."),)
    assert isinstance(check_why(Why("raffle", "Number 12"), Direction.ADD, own), Why)
    assert "raffle" in refusal(check_why(Why("goodwill", "Number 12"), Direction.ADD, own)).message
    assert (
        "an admin" in refusal(check_why(Why("raffle", "Number 12"), Direction.REMOVE, own)).message
    )
