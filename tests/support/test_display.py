"""The screen of the pseudo-terminal: widths, frames, the alternate screen, noise."""

import pytest

from tests.support.display import Display, Place

FAMILY = "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}"


def shown(*parts: str, columns: int = 20, rows: int = 3) -> Display:
    display = Display(columns, rows)
    for part in parts:
        display.feed(part.encode())
    return display


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("漢字", 4),
        ("e\u0301", 1),
        ("q\u0307\u0323", 1),
        ("❤\ufe0f", 2),
        (FAMILY, 2),
        ("👍🏽", 2),
        ("🇬🇧", 2),
        ("क्षि", 2),
        ("שלום", 4),
        ("a\u200bb", 2),
    ],
)
def test_a_text_takes_its_columns_and_stays_whole(text: str, width: int) -> None:
    display = shown(text, "|")
    assert display.find("|") == Place(width, 0)
    assert display.lines()[0].endswith("|")
    assert len("".join(display.cells(0)).rstrip("| ")) >= 1


def test_what_follows_a_joined_character_is_not_lost() -> None:
    assert shown(f"x{FAMILY}y").lines()[0] == f"x{FAMILY}y"


def test_a_mark_that_comes_later_joins_its_letter() -> None:
    assert shown("漢", "\u0301", "|").cells(0)[:3] == ["漢\u0301", "", "|"]
    assert shown("e", "\u0301|").lines()[0] == "é|"


def test_half_a_wide_character_painted_over_leaves_a_blank() -> None:
    assert shown("漢字", "\x1b[1;1Hx").cells(0)[:4] == ["x", " ", "字", ""]
    assert shown("漢字", "\x1b[1;2Hx").cells(0)[:4] == [" ", "x", "字", ""]


def test_a_wide_character_that_does_not_fit_at_the_edge_keeps_the_row_whole() -> None:
    display = shown("abcd漢", columns=5)
    assert all(len(display.cells(row)) == 5 for row in range(3))


def test_find_counts_columns_not_characters() -> None:
    assert shown("漢字 left").find("left") == Place(5, 0)
    assert shown("漢字").find("right") is None


def test_a_frame_shows_all_at_once() -> None:
    display = shown("\x1b[?2026hhalf")
    assert display.lines()[0] == ""
    display.feed(b" done\x1b[?2026l")
    assert display.lines()[0] == "half done"


def test_a_frame_that_is_never_ended_shows_in_the_end() -> None:
    display = shown("\x1b[?2026hhalf")
    display.flush()
    assert display.lines()[0] == "half"


def test_leaving_the_alternate_screen_shows_the_first_again() -> None:
    display = shown("before", "\x1b[?1049h\x1b[Hinside")
    assert display.lines()[0] == "inside"
    display.feed(b"\x1b[?1049l after")
    assert display.lines()[0] == "before after"


@pytest.mark.parametrize(
    "noise",
    ["\x1b[>1u", "\x1b[<u", "\x1b[?2026$p", "\x1bP+q544e\x1b\\", "\x1b]11;?\x07", "\x1b[>0q"],
)
def test_sequences_that_paint_nothing_leave_no_trace(noise: str) -> None:
    assert shown(f"a{noise}b").lines()[0] == "ab"


def test_titles_and_modes_are_kept() -> None:
    display = shown("\x1b]0;Desk\x07\x1b[?2004h\x1b[?25l")
    assert display.title == "Desk"
    assert display.mode(2004)
    assert not display.cursor_shown
