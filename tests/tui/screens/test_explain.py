"""Why a balance is what it is, in lots and movements that add up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from creditui.domain.proposal import Remove, Why
from creditui.tui.screens.ledger.adding_up import COLUMNS
from creditui.tui.screens.ledger.beside import Beside
from creditui.tui.screens.ledger.explain import ExplainScreen
from creditui.tui.screens.ledger.lot_line import LotLine
from creditui.tui.widgets.columns import fit
from creditui.tui.widgets.windowed import Windowed
from tests.support.studio import Studio
from tests.tui.screens.reading import (
    Reader,
    a_story,
    act,
    add,
    more_periods,
    reader,
    same_studio,
)


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        yield studio


def why(studio: Studio, service: str = "massage", membership_id: int | None = 1) -> ExplainScreen:
    return ExplainScreen(studio.member_id(), service, membership_id)


def lines(mona: Reader) -> tuple[LotLine, ...]:
    listing: Windowed[LotLine] = mona.app.screen.query_one(Beside).listing
    return listing.rows


def figure(inked: object) -> int | None:
    """The number that a cell shows, or None where it is empty."""
    text = inked if isinstance(inked, str) else "".join(str(piece[0]) for piece in inked)  # type: ignore[attr-defined]
    return int(text) if text.strip("─") else None


async def test_lots_that_count_add_up_to_the_balance(studio: Studio) -> None:
    a_story(studio)
    more_periods(studio)
    async with reader(studio, size=(80, 60)) as mona:
        await mona.opens(why(studio))
        assert "Why Massage is 10" in mona.text
        counted = [figure(row.counts) for row in lines(mona) if row.key.startswith("lot ")]
        assert sum(number or 0 for number in counted) == 10
        (total,) = [row for row in lines(mona) if row.key == "sum"]
        assert figure(total.counts) == 10


async def test_movements_of_a_lot_run_to_what_is_left_of_it(studio: Studio) -> None:
    a_story(studio)
    async with reader(studio, size=(80, 60)) as mona:
        await mona.opens(why(studio))
        moves = [row for row in lines(mona) if row.key.startswith("lot 1 entry")]
        assert [figure(row.moved) for row in moves] == [8, -3, -1, 1]
        assert [figure(row.left) for row in moves] == [8, 5, 4, 5]
        (lot,) = [row for row in lines(mona) if row.key == "lot 1"]
        assert figure(lot.counts) == 5


async def test_lots_that_do_not_count_say_why(studio: Studio) -> None:
    more_periods(studio)
    gift = act(studio, add(1, "Given and taken back"))
    lot_id = gift.movements[0].lot_id
    act(studio, Remove(1, "massage", 1, Why("policy", "Given by mistake"), lot_id))
    async with reader(studio, size=(80, 60)) as mona:
        await mona.opens(why(studio))
        text = mona.text
        below = text[text.index("Lots that do not count") :]
        assert "Expired after Sat 31 Oct, allocated" in below
        assert "Begins Tue 1 Dec, allocated" in below
        assert "Spent, added, Goodwill" in below


async def test_a_lot_counts_to_the_end_of_its_last_day(studio: Studio) -> None:
    act(studio, add(2, "A short one", days=0))
    async with reader(studio, size=(80, 60)) as mona:
        await mona.opens(why(studio))
        assert "Why Massage is 10" in mona.text
        assert "Through Fri 20 Nov, added, Goodwill" in mona.text
        studio.clock.advance(days=1)
        await mona.press("escape")
        await mona.app.refresh_catalogue()
        await mona.opens(why(studio))
        assert "Why Massage is 8" in mona.text
        assert "Expired after Fri 20 Nov, added" in mona.text


def test_the_numbers_of_entries_are_whole_at_80_columns() -> None:
    first, width = fit(COLUMNS, 77)[0]
    assert first.title == "Lots and movements"
    assert width >= len("    15 Nov 00:00  Allocation, entry 225790")


async def test_enter_opens_the_entry_of_a_movement(studio: Studio) -> None:
    told = a_story(studio)
    async with reader(studio) as mona:
        await mona.opens(why(studio))
        assert "UTC" not in mona.text
        await mona.press("enter")
        assert f"entry {told['hostile'].id}" in mona.text
        assert "UTC" in mona.text
        await mona.press("escape")
        assert isinstance(mona.app.screen, ExplainScreen)
        assert "UTC" not in mona.text
        await mona.press("escape")
        assert not isinstance(mona.app.screen, ExplainScreen)


async def test_enter_on_a_heading_opens_nothing(studio: Studio) -> None:
    async with reader(studio) as mona:
        await mona.opens(why(studio))
        await mona.press("home")
        assert "enter open" not in mona.text
        await mona.press("enter")
        assert "UTC" not in mona.text
        assert mona.why_not("open") == (
            "There is no entry under the cursor; move it to a movement."
        )


async def test_what_was_never_given_has_nothing_to_add_up(studio: Studio) -> None:
    async with reader(studio) as mona:
        await mona.opens(ExplainScreen(studio.member_id("nora"), "massage"))
        assert "Why Massage is 0 in all memberships" in mona.words()
        assert "None were ever given here, so nothing adds up." in mona.text


async def test_where_nothing_counts_the_balance_is_none(studio: Studio) -> None:
    studio.clock.advance(days=30)
    async with reader(studio) as mona:
        await mona.opens(why(studio))
        assert "Why Massage is 0" in mona.text
        assert mona.line("none").split() == ["none", "0"]
        assert mona.line("Massage balance").split()[-1] == "0"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_figures_are_whole_at_every_size(studio: Studio, size: tuple[int, int]) -> None:
    a_story(studio)
    async with reader(studio, size=size) as mona:
        await mona.opens(why(studio))
        assert "entry 15" in mona.line("20 Nov 12:01") or size[1] < 24
        assert mona.text.splitlines()[-1].strip().startswith("enter open")
