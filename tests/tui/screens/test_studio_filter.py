"""The filter of the studio's ledger: whatever stands in it is what the entries below answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from creditui.desk.session import Desk
from creditui.domain.filtering import Filter
from creditui.tui.screens.studio.pages import Answer, Rows, ask_line
from creditui.tui.screens.studio.pane import NO_MATCH, StudioPane
from creditui.tui.screens.studio.screen import StudioLedgerScreen
from creditui.tui.screens.studio.views_dialog import ViewsDialog
from tests.support.patience import PATIENCE
from tests.support.studio import TODAY, Studio
from tests.support.visitor import Visitor, visiting
from tests.tui.screens.reading import a_story, same_studio


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        a_story(studio)
        yield studio


def pane(somebody: Visitor) -> StudioPane:
    found = somebody.screen.query_one(StudioPane)
    assert isinstance(found, StudioPane)
    return found


def shown(somebody: Visitor) -> int:
    return len(pane(somebody).listing.rows)


@pytest.mark.parametrize("leave", ["escape", "down", "enter"])
async def test_leaving_the_field_asks_for_a_word_that_could_still_go_on(
    studio: Studio, leave: str
) -> None:
    async with visiting(studio) as mona:
        await mona.press("down", "s")
        everything = shown(mona)
        await mona.press("slash")
        await mona.write("re")  # ref: or reason:, as far as anybody knows
        assert shown(mona) == everything
        await mona.press(leave)
        assert pane(mona).wanted.words == ("re",)
        assert 0 <= shown(mona) < everything
        assert "re" in mona.line("Filter")


async def test_down_goes_to_the_entries_that_the_word_finds(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await mona.press("down", "s", "slash")
        await mona.write("o")  # other, over: and the rest
        await mona.press("down")
        assert pane(mona).listing.has_focus
        assert pane(mona).wanted.words == ("o",)


async def test_a_long_search_can_be_left(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    left, was_left = Event(), []

    def nothing_yet(desk: Desk, line: str, at: int | None = None) -> Answer:
        found = ask_line(desk, line, at)
        return replace(found, rows=Rows((), 2, searched_to=TODAY))

    def nothing(_desk: Desk, wanted: Filter, before_id: int | None) -> Rows:
        was_left.append(left.wait(PATIENCE))
        return Rows((), None)

    async with visiting(studio) as mona:
        await mona.press("down", "s", "slash")
        monkeypatch.setattr("creditui.tui.screens.studio.paging.ask_line", nothing_yet)
        monkeypatch.setattr("creditui.tui.screens.studio.paging.older_rows", nothing)
        monkeypatch.setattr(StudioLedgerScreen, "action_follow", lambda _self: left.set())
        await mona.pilot.press(*"re", "enter", "f")
        await mona.settle()
        assert was_left == [True]
        assert NO_MATCH[:40] in mona.text


async def test_the_footer_says_how_to_leave_the_field(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await mona.press("down", "s")
        assert "down to the list" not in mona.text
        await mona.press("slash")
        assert "down to the list" in mona.text


async def test_a_word_that_nothing_holds_is_said_to_find_nothing(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await mona.press("down", "s", "slash")
        await mona.write("view")
        await mona.press("escape")
        assert NO_MATCH[:40] in mona.text


@pytest.mark.parametrize("leave", ["enter", "down"])
async def test_a_key_after_the_one_that_leaves_the_field_is_for_the_entries(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, leave: str
) -> None:
    may_answer = Event()

    def slowly(desk: Desk, line: str, at: int | None = None) -> Answer:
        may_answer.wait(PATIENCE)
        return ask_line(desk, line, at)

    async with visiting(studio) as mona:
        await mona.press("down", "s", "slash")
        monkeypatch.setattr("creditui.tui.screens.studio.paging.ask_line", slowly)
        await mona.pilot.press(*"over:1", leave, "v")
        may_answer.set()
        await mona.settle()
        assert mona.at(ViewsDialog)
        await mona.press("escape")
        assert mona.screen.field.value == "over:1"
        assert pane(mona).wanted.over == 1


@pytest.mark.parametrize("line", ["type:", "type:r", "service:mass", "over:", "since:-3"])
async def test_a_value_that_is_being_typed_is_not_called_wrong(studio: Studio, line: str) -> None:
    async with visiting(studio) as mona:
        await mona.press("down", "s", "slash")
        await mona.write(line)
        assert "Error" not in mona.text


@pytest.mark.parametrize("leave", ["enter", "down", "escape"])
async def test_left_as_it_is_it_is_called_wrong(studio: Studio, leave: str) -> None:
    async with visiting(studio) as mona:
        await mona.press("down", "s", "slash")
        await mona.write("type:r")
        await mona.press(leave)
        assert "“type:r” is unknown" in mona.text
        assert mona.screen.field.has_focus == (leave != "escape")


async def test_from_a_wrong_line_made_empty_down_leads_to_every_entry(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await mona.press("down", "s", "slash")
        await mona.write("type:foo")
        await mona.press("enter")
        with mona.waiting_for_the_desk():
            await mona.pilot.press("ctrl+u", "down")
        await mona.settle()
        assert pane(mona).listing.has_focus


async def test_a_value_that_can_become_nothing_is_wrong_at_once(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await mona.press("down", "s", "slash")
        await mona.write("service:x")
        assert "“service:x” is unknown here" in mona.text


async def test_up_from_the_newest_entry_leads_back_to_the_filter(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await mona.press("down", "s", "/")
        await mona.write("type:add")
        await mona.press("down", "down", "up")
        assert pane(mona).listing.has_focus
        await mona.press("k")
        assert pane(mona).listing.has_focus
        await mona.press("up")
        assert mona.screen.field.has_focus
        assert mona.screen.field.cursor_position == len("type:add")
        await mona.press("down")
        assert pane(mona).listing.has_focus
        assert pane(mona).listing.cursor == 0


async def test_up_from_an_entry_in_full_stays_at_it(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await mona.press("down", "s", "enter", "up")
        assert pane(mona).detail.opened
        assert not mona.screen.field.has_focus


async def test_up_leads_to_the_filter_that_lets_nothing_through(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await mona.press("down", "s", "/")
        await mona.write_at_once("zzz", "escape")
        assert shown(mona) == 0
        await mona.press("up")
        assert mona.screen.field.has_focus
