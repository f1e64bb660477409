"""The page of the Membership tab: its columns, its line of time, its words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from creditui.domain.standing import Standing, StandingView
from creditui.tui.marks import Inked, pieces
from creditui.tui.screens.member.sheet import when
from creditui.tui.screens.member.standing import said, said_briefly, soon
from creditui.tui.screens.member.timeline import Timeline

TODAY = date(2026, 11, 20)


def plain(text: Inked) -> str:
    return "".join(piece for piece, _ in pieces(text))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "through Fri 20 Nov, today ! soon"),
        (1, "through Sat 21 Nov, tomorrow ! soon"),
        (14, "through Fri 4 Dec, in 14 days ! soon"),
        (15, "through Sat 5 Dec, in 15 days"),
        (99, "through Sat 27 Feb, in 99 days"),
        (100, "through Sun 28 Feb"),
        (700, "through Fri 20 Oct 2028"),
        (None, "no expiry"),
    ],
)
def test_an_expiry_is_said_with_its_distance_and_marked_where_it_is_soon(
    days: int | None, words: str
) -> None:
    expires_on = None if days is None else TODAY + timedelta(days=days)
    assert plain(when(expires_on, TODAY)) == words
    assert soon(expires_on, TODAY) is ("soon" in words)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "through Fri 20 Nov, that day ! soon"),
        (1, "through Sat 21 Nov, next day ! soon"),
        (14, "through Fri 4 Dec, in 14 days ! soon"),
        (15, "through Sat 5 Dec, in 15 days"),
        (None, "no expiry"),
    ],
)
def test_through_when_as_seen_from_a_day_of_the_past(days: int | None, words: str) -> None:
    expires_on = None if days is None else TODAY + timedelta(days=days)
    assert plain(when(expires_on, TODAY, past=True)) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(12, "through Wed 2 Dec ! soon"), (15, "through Sat 5 Dec"), (None, "no expiry")],
)
def test_through_when_in_few_words(days: int | None, words: str) -> None:
    expires_on = None if days is None else TODAY + timedelta(days=days)
    assert plain(when(expires_on, TODAY, short=True)) == words


def test_a_scale_of_the_past_names_its_first_day() -> None:
    scale = Timeline.over(TODAY, (TODAY + timedelta(days=42),), 43, past=True)
    assert scale.scale == "20 Nov        4 Dec         18 Dec"


def test_a_scale_names_its_ticks() -> None:
    scale = Timeline.over(TODAY, (TODAY + timedelta(days=42),), 43)
    assert scale.scale == "today         4 Dec         18 Dec"
    assert (
        plain(scale.line(TODAY + timedelta(days=14)))
        == "━" * 14 + "┥" + " " * 13 + "·" + " " * 13 + "·"
    )


def test_what_runs_out_beyond_the_scale_or_never_is_an_arrow() -> None:
    scale = Timeline.over(TODAY, (TODAY + timedelta(days=400),), 30)
    assert scale.days == 112
    for expires_on in (TODAY + timedelta(days=400), None):
        assert plain(scale.line(expires_on)) == "━" * 29 + "▸"


def test_today_is_its_first_cell() -> None:
    scale = Timeline.over(TODAY, (), 29)
    assert plain(scale.line(TODAY))[0] == "┥"
    assert scale.days == 28


@given(
    st.integers(0, 80),
    st.lists(st.integers(0, 500), max_size=5),
    st.one_of(st.none(), st.integers(0, 500)),
)
def test_a_line_fills_its_width_exactly(width: int, lots: list[int], days: int | None) -> None:
    timeline = Timeline.over(TODAY, tuple(TODAY + timedelta(days=n) for n in lots), width)
    line = plain(timeline.line(None if days is None else TODAY + timedelta(days=days)))
    assert cell_len(line) == (width if width >= 2 else 0)
    assert cell_len(timeline.scale) <= width


@given(st.integers(0, 300), st.integers(0, 300))
def test_what_expires_later_never_ends_sooner_on_the_line(first: int, second: int) -> None:
    timeline = Timeline.over(TODAY, (TODAY + timedelta(days=90),), 40)
    early, late = sorted((first, second))
    lengths = [plain(timeline.line(TODAY + timedelta(days=n))).rstrip(" ·") for n in (early, late)]
    assert len(lengths[0]) <= len(lengths[1])


@pytest.mark.parametrize(
    ("standing", "label", "decides", "brief"),
    [
        (Standing.ACTIVE, "active", None, "● active"),
        (
            Standing.IN_GRACE,
            "cancelled, 12 days of grace",
            TODAY + timedelta(days=12),
            "● grace, 12 days",
        ),
        (Standing.IN_GRACE, "cancelled, last day of grace", TODAY, "● grace, last day"),
        (Standing.AFTER_GRACE, "cancelled, grace over", TODAY, "● cancelled"),
    ],
)
def test_a_standing_in_a_narrow_column(
    standing: Standing, label: str, decides: date | None, brief: str
) -> None:
    view = StandingView(standing, "●", label, decides, adjustable=True)
    assert plain(said_briefly(view, TODAY)) == brief
    without_unit = said_briefly(view, TODAY)[:2]
    assert cell_len(plain(without_unit)) <= len("no membership")
    assert plain(said(view)) == f"● {label}"
