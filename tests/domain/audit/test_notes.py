"""Which notes say nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.audit.notes import empty_of_meaning


@pytest.mark.parametrize(
    ("note", "wrong"),
    [
        ("12345", "has no letters"),
        (".....", "has no letters"),
        ("👍👍👍👍👍", "has no letters"),
        ("", "has no letters"),
        ("aaaaa", "is one character again and again"),
        ("AaA aa", "is one character again and again"),
        ("x x x x x", "is one character again and again"),
        ("哈哈哈哈哈", "is one character again and again"),
        ("test test", "is a filler"),
        ("Testing.", "is a filler"),
        ("goodwill credit", "is a filler"),
        ("a b c d e", "is a filler"),
        ("asdfgh", "is a filler"),
        ("massage massage", "is one word again and again"),
        ("asdasdasd", "is one syllable again and again"),
        ("xyxyxyx", "is one syllable again and again"),
    ],
)
def test_a_note_that_says_nothing(note: str, wrong: str) -> None:
    assert empty_of_meaning(note) == wrong


@pytest.mark.parametrize(
    "note",
    [
        "waited twenty minutes",
        "late therapist",
        "refund 12",
        "booking 1234",
        "test booking was charged",
        "banana",
        "therapist ill",
        "等了二十分钟",
        "متأخر جدا",
        "mama called",
    ],
)
def test_a_note_that_can_mean_something(note: str) -> None:
    assert empty_of_meaning(note) is None


@given(st.characters(categories=["L"]), st.integers(5, 60))
def test_one_letter_again_and_again_is_never_a_reason(letter: str, times: int) -> None:
    assert empty_of_meaning(letter * times) is not None
