"""Saved views in the studio's ledger: ask one, save the filter as one, replace it, delete it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from creditui.desk.saved_views import save_view
from creditui.desk.session import open_desk
from creditui.domain.saved_view import BUILT_IN
from creditui.store.saved_views import read_views
from creditui.tui.screens.studio.pane import StudioPane
from creditui.tui.screens.studio.screen import StudioLedgerScreen
from creditui.tui.screens.studio.views_dialog import ViewsDialog, narrowed
from tests.support.studio import Studio
from tests.support.visitor import Visitor, visiting
from tests.tui.screens.reading import MARKUP, a_story, same_studio


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        yield studio


def keep(studio: Studio, name: str, line: str) -> None:
    """Save a view as mona."""
    desk = open_desk(studio.url, "mona", clock=studio.clock)
    try:
        save_view(desk, name, line)
    finally:
        desk.close()


def kept(studio: Studio) -> dict[str, str]:
    return {view.name: view.line for view in read_views(studio.store)}


async def opens(somebody: Visitor, line: str = "") -> None:
    somebody.app.push_screen(StudioLedgerScreen(line))
    await somebody.settle()


def line_of(somebody: Visitor) -> str:
    return str(somebody.screen.field.value)


async def test_v_lists_them_and_enter_asks_one(studio: Studio) -> None:
    told = a_story(studio)
    async with visiting(studio) as mona:
        await opens(mona)
        await mona.press("v")
        assert all(view.name in mona.text for view in BUILT_IN)
        await mona.write("remov")
        await mona.press("enter")
        assert line_of(mona) == "type:remove since:mon"
        listing = mona.screen.query_one(StudioPane).listing
        assert [row.entry.id for row in listing.rows] == [told["removal"].id]
        assert listing.has_focus


async def test_what_the_keys_do_is_there_on_a_low_screen(studio: Studio) -> None:
    async with visiting(studio, size=(60, 20)) as mona:
        await opens(mona)
        await mona.press("v")
        assert "enter ask it   esc close" in mona.text
        assert all(view.name in mona.text for view in BUILT_IN)


async def test_the_filter_is_saved_under_a_name_and_can_be_named(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await opens(mona, "type:add service:massage")
        await mona.press("v", "f7")
        await mona.write("Massage gifts")
        await mona.press("enter")
        assert kept(studio) == {"Massage gifts": "type:add service:massage"}
        assert 'view:"Massage gifts" is saved' in mona.told[-1]
        await mona.press("slash", "ctrl+u")
        await mona.write("view:mass")
        await mona.press("tab")
        assert line_of(mona) == 'view:"Massage gifts"'
        await mona.press("v")
        assert line_of(mona) == 'view:"Massage gifts"v'


async def test_a_bad_name_is_said_and_what_was_typed_stays(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await opens(mona, "type:add")
        await mona.press("v", "f7", "enter")
        assert "needs a name" in mona.text
        await mona.write("corrections")
        await mona.press("enter")
        assert "comes with creditui" in mona.text
        assert "corrections" in mona.text
        await mona.press("escape")
        assert mona.at(StudioLedgerScreen)
        assert kept(studio) == {}


async def test_a_filter_that_cannot_be_read_is_not_saved(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await opens(mona, "over:many")
        await mona.press("v", "f7")
        await mona.write("Many")
        await mona.press("enter")
        assert "whole number" in " ".join(mona.text.split())
        assert kept(studio) == {}


async def test_replacing_asks_first(studio: Studio) -> None:
    keep(studio, "Gifts", "type:add")
    async with visiting(studio) as mona:
        await opens(mona, "type:add who:me")
        await mona.press("v", "f7")
        await mona.write("gifts")
        await mona.press("enter")
        mona.answers_now()
        assert "Replace “Gifts”?" in mona.text
        await mona.press("n")
        assert kept(studio) == {"Gifts": "type:add"}
        await mona.press("enter")
        mona.answers_now()
        await mona.press("y")
        assert kept(studio) == {"gifts": "type:add who:me"}


async def test_deleting_asks_first_and_what_is_built_in_stays(studio: Studio) -> None:
    keep(studio, "Gifts", "type:add")
    async with visiting(studio) as mona:
        await opens(mona)
        await mona.press("v")
        assert "f8" not in mona.text
        await mona.press("f8")
        assert mona.at(ViewsDialog)
        await mona.write("gifts")
        assert "f8 delete" in mona.text
        await mona.press("f8")
        mona.answers_now()
        await mona.press("escape")
        assert mona.at(ViewsDialog)
        assert kept(studio) == {"Gifts": "type:add"}
        await mona.write("gifts")
        await mona.press("f8")
        mona.answers_now()
        await mona.press("y")
        assert kept(studio) == {}
        assert mona.at(ViewsDialog)
        assert "Gifts" not in mona.text


async def test_an_auditor_asks_them_and_is_offered_no_more(studio: Studio) -> None:
    keep(studio, "Gifts", "type:add")
    async with visiting(studio, "audrey") as audrey:
        await opens(audrey, "type:use")
        await audrey.press("v")
        await audrey.write("gifts")
        assert "f7" not in audrey.text
        assert "f8" not in audrey.text
        await audrey.press("f7", "f8")
        assert audrey.at(ViewsDialog)
        await audrey.press("enter")
        assert line_of(audrey) == "type:add"


async def test_hostile_names_stay_text(studio: Studio) -> None:
    name = MARKUP[:40].replace('"', "")
    keep(studio, name, "type:add")
    async with visiting(studio, size=(120, 40)) as mona:
        await opens(mona)
        await mona.press("v", "down", "down", "down", "down", "down")
        assert name[:20] in mona.text
        await mona.press("f8")
        assert name[:20] in mona.text


def test_words_narrow_by_name_and_by_filter() -> None:
    assert [view.name for view in narrowed("week REM", BUILT_IN)] == ["Removals this week"]
    assert [view.name for view in narrowed("flag:over", BUILT_IN)] == [
        "Over-allocations this month"
    ]
    assert narrowed("", BUILT_IN) == BUILT_IN
