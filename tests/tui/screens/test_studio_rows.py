"""A row of the studio's ledger: what it says on a terminal of each width, and its whole entry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from creditui.domain.membership import Member
from creditui.store.bulk import upsert_members
from creditui.store.transaction import writing
from creditui.tui.screens.studio.screen import StudioLedgerScreen
from tests.support.studio import Studio
from tests.support.visitor import by_size, visiting
from tests.tui.screens.at_studio import asks
from tests.tui.screens.reading import MARKUP, a_story, act, add, same_studio


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        yield studio


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)], ids=by_size)
async def test_a_row_says_when_who_whom_how_many_and_of_what(
    studio: Studio, size: tuple[int, int]
) -> None:
    a_story(studio)
    async with visiting(studio, "audrey", size=size) as audrey:
        await audrey.press("down", "s")
        row = audrey.line("▸")
        for part in ("20 Nov 12:06", "mona", "Maya Okafor", "+2 Massage"):
            assert part in row


async def test_in_40_columns_a_row_says_the_day_whom_how_many_and_of_what(studio: Studio) -> None:
    a_story(studio)
    async with visiting(studio, "audrey", size=(40, 20)) as audrey:
        await audrey.press("down", "s")
        row = audrey.line("▸")
        for part in ("▸ 20 Nov   Maya Ok", "+2 Massage"):
            assert part in row


async def test_through_whom_is_said_where_there_is_room_for_it(studio: Studio) -> None:
    a_story(studio)
    async with visiting(studio, size=(80, 24)) as mona:
        await mona.press("down", "s")
        assert "  mona  " in mona.line("-1 Massage")
        await mona.resize(200, 60)
        assert "  mona via ada  " in mona.line("-1 Massage")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=by_size)
async def test_what_was_corrected_since_is_marked_where_no_note_is(
    studio: Studio, size: tuple[int, int]
) -> None:
    told = a_story(studio)
    async with visiting(studio, "audrey", size=size) as audrey:
        await audrey.press("down", "s")
        assert "Remove      ↺-1 Massage" in audrey.line("-1 Massage")
        assert audrey.text.count("↺") == 1
        await asks(audrey, "corrected")
        await audrey.press("enter")
        assert f"entry {told['correction'].id} ↺" in audrey.line("Corrected by")


async def test_a_member_s_name_has_what_it_needs_before_the_note_is_shown(studio: Studio) -> None:
    a_story(studio)
    with writing(studio.store):
        upsert_members(studio.store, (Member(0, "Bartholomew Featherstone", "", "", "maya"),))
    async with visiting(studio, size=(80, 24)) as mona:
        await mona.press("down", "s")
        assert "Bartholomew Feathe" in mona.text
        await mona.resize(100, 24)
        assert "Bartholomew Featherstone" in mona.text


async def test_enter_opens_the_whole_entry_and_hostile_text_stays_text(studio: Studio) -> None:
    act(studio, add(1, MARKUP))
    async with visiting(studio) as mona:
        await mona.press("down", "s", "enter")
        assert "UTC" in mona.text
        assert "[@click=app.quit]" in mona.text
        await mona.press("escape")
        assert "UTC" not in mona.text
        assert mona.at(StudioLedgerScreen)
