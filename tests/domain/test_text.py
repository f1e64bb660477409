from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.phone import like_phone, phone_digits, same_phone
from creditui.domain.text import digits, fold, squeeze, tidy, unfit, visible, words

FIT = [
    "",
    "Maya Okafor",
    "Zoë",
    "王小明",
    "محمد علي",
    "[bold red]",
    "[@click=app.quit]x[/]",
    "=1+1",
    "'; DROP TABLE member; --",
    "👩‍🦰 Ann",
    "می‌خواهم",
]


@pytest.mark.parametrize("text", FIT)
def test_text_that_only_looks_dangerous_is_kept(text: str) -> None:
    assert unfit(text) is None
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a\x1b[2J", "control character (␛ as character 2)"),
        ("\x00", "control character (␀"),
        ("\x7f", "control character (␡"),
        ("a\x9b31m", "control character (‹U+009B›"),
        ("\x85", "control character"),
        ("Maya\nOkafor", "line break or tab (␊ as character 5)"),
        ("Maya\tOkafor", "line break or tab"),
        ("a\u2028b", "line break or tab"),
        ("a\u202eb", "direction control (‹U+202E›"),
        ("a\u2066b", "direction control"),
        ("a\u2069b", "direction control"),
        ("a\u200eb", "direction control"),
        ("a\u200fb", "direction control"),
        ("a\u061cb", "direction control"),
        ("a\ud800b", "half of a character"),
        ("\udcff", "half of a character"),
    ],
)
def test_what_a_terminal_would_obey_is_refused(text: str, word: str) -> None:
    refused = unfit(text)
    assert refused is not None
    assert word in refused
    assert unfit(refused) is None
    assert unfit(visible(text)) is None


def test_the_longest_text_is_kept_and_one_more_is_not() -> None:
    assert unfit("x" * 500) is None
    assert unfit("x" * 501) == "This text has 501 characters; at most 500 can be kept."
    assert unfit("x" * 301, longest=300) is not None


def test_line_breaks_and_tabs_pass_where_they_are_asked_for() -> None:
    assert unfit("one\n\ttwo\r\n", multiline=True) is None
    assert unfit("one\x1b", multiline=True) is not None
    assert unfit("one\x0b", multiline=True) is not None


def test_a_long_text_is_cut_where_it_is_quoted() -> None:
    assert visible("x" * 100, longest=10) == "x" * 9 + "…"


@given(st.text(st.characters()))
def test_what_is_shown_is_always_fit(text: str) -> None:
    assert unfit(visible(text)) is None


def test_tidy_composes_and_folds_white_space() -> None:
    assert tidy("  Zoe\u0308 \u00a0 Mu\u0308ller\n") == "Zoë Müller"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë", "zoe"),
        ("José GARCÍA", "jose garcia"),
        ("Łukasz", "lukasz"),
        ("Müller", "muller"),
        ("Straße", "strasse"),
        ("Søren Ærø", "soren aero"),
        ("Đặng Þór", "dang thor"),
        ("İstanbul Işık", "istanbul isik"),
        ("O’Brien", "o'brien"),
        ("Anne–Marie", "anne-marie"),
        ("Ⅷ ﬁn", "viii fin"),
        ("王小明", "王小明"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("[bold red]", "[bold red]"),
        ("  a \t b ", "a b"),
    ],
)
def test_fold_takes_case_and_accents_away(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(st.characters()))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_ignores_how_accents_are_written(text: str) -> None:
    composed, parted = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed) == fold(parted)


def test_words_are_joined_and_in_their_parts() -> None:
    assert words("Anne-Marie O'Brien") == (
        "annemarie",
        "anne",
        "marie",
        "obrien",
        "o",
        "brien",
    )
    assert words("王小明") == ("王小明", "小明", "明")
    assert words(" J. R. Smith ") == ("j", "r", "smith")
    assert words("हिन्दी") == (fold("हिन्दी"),)
    assert words("=+[]") == ()
    assert squeeze("o'brien") == "obrien"


def test_digits_of_every_script() -> None:
    assert digits("+44 (0)7700-900123") == "4407700900123"
    assert digits("٠٧٧") == "077"
    assert digits("²½") == ""


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("07700 900123", "07700900123"),
        ("(07700) 900.123", "07700900123"),
        ("+44 7700-900123", "447700900123"),
        ("+44 (0)7700 900123", "447700900123"),
        ("0044 7700 900123", "447700900123"),
        ("(+44) 7700900123", "447700900123"),
        ("", ""),
    ],
)
def test_a_phone_is_its_digits(written: str, dialled: str) -> None:
    assert phone_digits(written) == dialled
    if dialled:
        assert same_phone(written, "+44 7700 900123")
        assert same_phone("07700900123", written)


def test_few_digits_are_nobodys_phone() -> None:
    assert not same_phone("900123", "07700 900123")
    assert same_phone("0900 123 4", "07700 9001234")
    assert not same_phone("", "")
    assert like_phone("+44")
    assert like_phone("(0)7700")
    assert not like_phone("+")
    assert not like_phone("a7")
