"""Adjustments summed up: the table, the plot, and the entries behind a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.tui.screens.audit.period import Period, PeriodDialog
from creditui.tui.screens.audit.plot import SummaryPlot, ticks
from creditui.tui.screens.audit.total_names import cut_short
from creditui.tui.screens.audit.totals import TotalsScreen
from creditui.tui.screens.studio.pane import StudioPane
from creditui.tui.screens.studio.screen import StudioLedgerScreen
from creditui.tui.widgets.field import Field
from tests.support.studio import Studio
from tests.support.visitor import Visitor, by_size, visiting
from tests.tui.screens.reading import a_story, act, add, same_studio

SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        a_story(studio)
        act(studio, add(3, "Waited in the rain"), "alice")
        yield studio


def labels(somebody: Visitor) -> list[str]:
    return [row.label for row in somebody.screen.listing.rows]


@pytest.mark.parametrize("size", SIZES, ids=by_size)
async def test_the_table_and_the_plot_are_seen_at_once(
    studio: Studio, size: tuple[int, int]
) -> None:
    async with visiting(studio, "audrey", size=size) as audrey:
        await audrey.press("down", "g", "t")
        assert audrey.at(TotalsScreen)
        assert labels(audrey) == ["mona", "alice"]
        assert audrey.line("▸ mona").split()[2:] == ["5", "+6", "-1", "+5"] or size[0] >= 106
        assert "█" in audrey.text.replace("█ added", "")
        assert "░" in audrey.text.replace("░ removed", "")
        plot = audrey.screen.query_one(SummaryPlot)
        assert [bar.label for bar in plot.drawn] == ["mona", "alice"]
        assert plot.region.bottom <= size[1] - 1


async def test_digits_arrows_and_tab_change_between_the_four(studio: Studio) -> None:
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "g", "t", "2")
        assert set(labels(audrey)) == {"goodwill", "policy", "correction", "promotion"}
        await audrey.press("3")
        assert labels(audrey) == ["massage"]
        await audrey.press("right")
        assert labels(audrey) == ["2026-11-16"]
        assert "16 Nov" in audrey.text
        await audrey.press("tab")
        assert audrey.screen.by == "person"
        await audrey.press("left", "shift+tab")
        assert audrey.screen.by == "service"


@pytest.mark.parametrize("digit", "1234")
async def test_a_line_leads_to_exactly_its_entries(studio: Studio, digit: str) -> None:
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "g", "t", digit)
        row = audrey.screen.listing.highlighted
        await audrey.press("enter")
        assert audrey.at(StudioLedgerScreen)
        entries = [each.entry for each in audrey.screen.query_one(StudioPane).listing.rows]
        assert len(entries) == row.entries
        assert sum(entry.credits for entry in entries) == row.net
        await audrey.press("escape")
        assert audrey.at(TotalsScreen)


async def test_the_plot_follows_the_theme_and_the_size(studio: Studio) -> None:
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "g", "t")
        dark = audrey.app.export_screenshot()
        await audrey.press("f2")
        assert audrey.app.export_screenshot() != dark
        await audrey.resize(60, 20)
        assert "█" in audrey.text.replace("█ added", "")


async def test_an_empty_period_says_so_and_draws_nothing(studio: Studio) -> None:
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "g", "t", "p")
        await audrey.write("2020-01-01")
        await audrey.press("down")
        await audrey.write("2020-01-31")
        await audrey.press("enter")
        assert "Nobody adjusted anything" in audrey.text
        assert "█" not in audrey.text.replace("█ added", "")
        await audrey.press("enter")
        assert audrey.at(TotalsScreen)


async def test_lines_are_called_what_forms_call_them(studio: Studio) -> None:
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "g", "t", "2")
        assert "Goodwill" in audrey.text
        await audrey.press("3")
        assert "▸ Massage" in audrey.text


@pytest.mark.parametrize("size", SIZES, ids=by_size)
async def test_weeks_that_the_period_cuts_are_marked(studio: Studio, size: tuple[int, int]) -> None:
    async with visiting(studio, "audrey", size=size) as audrey:
        await audrey.press("down", "g", "t", "4")
        assert "16 Nov, to 20 Nov" in audrey.line("▸")
        assert "* cut by the period" in audrey.text
        await audrey.press("p")
        await audrey.write("2026-11-18")
        await audrey.press("enter")
        assert "16 Nov, from" in audrey.line("▸")
        await audrey.press("1")
        assert "cut by" not in audrey.text


def test_a_week_is_cut_at_either_end_or_not_at_all() -> None:
    today = date(2026, 11, 22)  # a Sunday
    period = Period(date(2026, 10, 24), today)
    assert cut_short("2026-10-19", period, today) == ", from 24 Oct"
    assert cut_short("2026-10-26", period, today) == ""
    assert cut_short("2026-11-16", period, today) == ""
    short = Period(date(2026, 11, 17), date(2026, 11, 18))
    assert cut_short("2026-11-16", short, today) == ", from 17 Nov to 18 Nov"


@pytest.mark.parametrize("size", SIZES, ids=by_size)
async def test_the_figures_stand_right_below_few_bars(
    studio: Studio, size: tuple[int, int]
) -> None:
    async with visiting(studio, "audrey", size=size) as audrey:
        await audrey.press("down", "g", "t")
        plot = audrey.screen.query_one(SummaryPlot)
        assert plot.region.height <= 2 * len(plot.drawn)
        await audrey.press("4")
        assert plot.region.height > 4


@given(st.integers(-(10**9), 0), st.integers(0, 10**9))
def test_ticks_are_few_whole_and_within(low: int, high: int) -> None:
    found = ticks(low, high)
    assert 0 in found
    assert 1 <= len(found) <= 6
    assert all(low <= figure <= high for figure in found)


async def test_keys_wait_for_the_table_they_are_meant_for(studio: Studio) -> None:
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "g")
        with audrey.waiting_for_the_desk():
            await audrey.pilot.press("t", "down", "enter")
        await audrey.settle()
        assert audrey.at(StudioLedgerScreen)
        assert "who:alice" in audrey.screen.field.value


async def test_keys_that_ask_for_another_table_wait_for_none_that_is_being_read(
    studio: Studio,
) -> None:
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "g")
        with audrey.waiting_for_the_desk():
            await audrey.pilot.press("t", "4", "right", "right", "down", "enter")
            assert audrey.screen.by == "reason"
        await audrey.settle()
        assert audrey.at(StudioLedgerScreen)
        line = audrey.screen.field.value
        await audrey.press("escape")
        assert f"reason:{labels(audrey)[1]}" in line


async def test_they_come_after_what_was_typed_before_them(studio: Studio) -> None:
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "g")
        with audrey.waiting_for_the_desk():
            await audrey.pilot.press("t", "p", "1", "tab", "2")
            assert audrey.at(TotalsScreen)
        await audrey.settle()
        assert audrey.at(PeriodDialog)
        assert [field.value[-1] for field in audrey.screen.query(Field)] == ["1", "2"]
