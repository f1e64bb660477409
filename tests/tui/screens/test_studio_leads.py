"""From an entry of the studio's ledger, with one key each, to what it names; and to a date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from creditui.domain.proposal import Use
from creditui.tui.screens.history.screen import HistoryScreen
from creditui.tui.screens.ledger.explain import ExplainScreen
from creditui.tui.screens.ledger.lots import LotsScreen
from creditui.tui.screens.studio.pane import StudioPane
from creditui.tui.screens.studio.screen import StudioLedgerScreen
from creditui.tui.widgets.windowed import Windowed
from tests.support.studio import Studio
from tests.support.visitor import Visitor, visiting
from tests.tui.screens.reading import (
    a_story,
    act,
    add,
    many_entries,
    more_periods,
    same_studio,
)


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        yield studio


async def opens(somebody: Visitor, line: str = "", entry_id: int | None = None) -> None:
    somebody.app.push_screen(StudioLedgerScreen(line, entry_id))
    await somebody.settle()


def here(somebody: Visitor) -> int:
    row = somebody.screen.query_one(StudioPane).highlighted
    assert row is not None
    return int(row.entry.id)


def under_cursor(somebody: Visitor) -> object:
    listing: Windowed[object] = somebody.screen.query_one(Windowed)
    return listing.window.key_at(listing.cursor)


async def test_p_goes_to_the_entrys_own_period_and_back(studio: Studio) -> None:
    more_periods(studio)
    past = studio.store.row(
        "SELECT e.id, e.period_id FROM ledger_entry e JOIN service s ON s.id = e.service_id"
        " JOIN billing_period p ON p.id = e.period_id"
        " WHERE p.starts_on = '2026-09-01' AND s.code = 'reformer'"
    )
    async with visiting(studio) as mona:
        await opens(mona, "type:opening", past[0])
        await mona.press("p")
        assert mona.at(HistoryScreen)
        assert under_cursor(mona) == (past[1], "reformer")
        await mona.press("escape")
        assert here(mona) == past[0]


async def test_p_takes_the_period_of_the_lots_where_the_entry_has_none(studio: Studio) -> None:
    act(studio, add(2, "Sauna was cold on Tuesday"))
    used = act(studio, Use("massage", 9), "alice")
    assert used.period_id is None
    async with visiting(studio) as mona:
        await opens(mona, "type:use")
        await mona.press("p")
        assert mona.at(HistoryScreen)
        assert under_cursor(mona) == (1, "massage")


async def test_p_says_so_where_there_is_none(studio: Studio) -> None:
    act(studio, add(1, "A gift of no period"))
    async with visiting(studio) as mona:
        await opens(mona)
        await mona.press("p")
        assert mona.at(StudioLedgerScreen)
        assert "neither have its lots" in mona.told[-1]


async def test_b_shows_the_whole_life_of_each_lot_and_enter_an_entry_of_it(studio: Studio) -> None:
    told = a_story(studio)
    async with visiting(studio, size=(120, 40)) as mona:
        await opens(mona, "type:use")
        await mona.press("b")
        assert mona.at(LotsScreen)
        assert f"Lots of entry {told['use'].id}" in mona.text
        assert "8 granted: 3 used" in mona.text
        assert " ← here" in mona.line(f"Use, entry {told['use'].id}")
        lots = {movement.lot_id for movement in told["use"].movements}
        assert all(f"Lot {number}," in mona.text for number in lots)
        await mona.press("up", "enter")
        assert "UTC" in mona.text
        await mona.press("escape", "escape")
        assert here(mona) == told["use"].id


async def test_a_line_of_a_lot_that_is_no_entry_opens_nothing(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await opens(mona)
        await mona.press("b", "home", "enter")
        assert mona.at(LotsScreen)
        assert "UTC" not in mona.text
        await mona.press("escape")
        assert mona.at(StudioLedgerScreen)


async def test_x_explains_the_balance(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await opens(mona)
        await mona.press("x")
        assert mona.at(ExplainScreen)


async def test_d_goes_to_a_date_and_up_from_there_to_newer_entries(studio: Studio) -> None:
    many_entries(studio, 250)
    old = studio.store.row("SELECT max(id) FROM ledger_entry")[0]
    studio.clock.advance(days=3)
    many = [act(studio, add(1, f"Later gift {n}")).id for n in range(3)]
    async with visiting(studio) as mona:
        await opens(mona, "type:add")
        await mona.press("d")
        await mona.write("20 no")
        assert "Fri 20 Nov 2026" not in mona.text
        await mona.write("v")
        assert "Fri 20 Nov 2026" in mona.text
        await mona.press("enter")
        assert here(mona) == old
        assert mona.screen.field.value == "type:add"
        first = mona.screen.query_one(StudioPane).listing
        assert first.scroll_offset.y == first.window.place(old)
        await mona.press("up")
        assert here(mona) == many[0]
        await mona.press("up", "up", "up")
        assert here(mona) == many[-1]
        assert not first.window.more_before


async def test_d_keeps_where_it_is_when_nothing_is_as_old(studio: Studio) -> None:
    a_story(studio)
    async with visiting(studio) as mona:
        await opens(mona, "type:remove since:today")
        before = here(mona)
        for typed in ("2001-01-01", "yesterday"):
            await mona.press("d")
            await mona.write(typed)
            await mona.press("enter")
            assert "or earlier" in mona.told[-1]
            assert here(mona) == before


async def test_d_says_what_is_no_date_and_esc_stays(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await opens(mona)
        await mona.press("d")
        await mona.write("4/12")
        await mona.press("enter")
        assert "two ways" in " ".join(mona.text.split())
        await mona.press("escape")
        assert mona.at(StudioLedgerScreen)


async def test_d_between_two_days_takes_the_one_before(studio: Studio) -> None:
    newest = studio.store.row("SELECT max(id) FROM ledger_entry")[0]
    studio.clock.instant += timedelta(days=10)
    act(studio, add(1, "Ten days later"))
    async with visiting(studio) as mona:
        await opens(mona)
        await mona.press("d")
        await mona.write("-2d")
        await mona.press("enter")
        assert here(mona) == newest


async def test_the_same_keys_lead_from_the_ledger_of_a_member(studio: Studio) -> None:
    told = a_story(studio)
    async with visiting(studio) as mona:
        await mona.write("maya")
        await mona.press("enter", "p")
        assert "Ledger tab: press 2" in mona.told[-1]
        await mona.press("2", "b")
        assert mona.at(LotsScreen)
        assert f"Lots of entry {told['set'].id}" in mona.text
        await mona.press("escape", "p")
        assert mona.at(HistoryScreen)
        assert under_cursor(mona) == (told["set"].period_id, "massage")
        await mona.press("l", "b")
        assert mona.at(LotsScreen)
        await mona.press("escape", "x", "b")
        assert mona.at(LotsScreen)
