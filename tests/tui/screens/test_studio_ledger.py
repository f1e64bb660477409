"""The studio's ledger: who sees it, its filter, its pages, and where its keys lead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from textual.events import DescendantFocus

from creditui.desk.ledger import PAGE
from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.screens.ledger.pane import LedgerPane
from creditui.tui.screens.member.screen import MemberScreen
from creditui.tui.screens.studio.pane import NO_MATCH
from creditui.tui.screens.studio.screen import StudioLedgerScreen
from tests.support.studio import Studio
from tests.support.visitor import TALL, visiting
from tests.tui.screens.at_studio import asks, here, ids, pane
from tests.tui.screens.reading import a_story, act, add, many_entries, same_studio


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        yield studio


@pytest.mark.parametrize("username", ["mona", "audrey", "ada"])
async def test_one_key_opens_it_for_those_who_may(studio: Studio, username: str) -> None:
    async with visiting(studio, username) as somebody:
        await somebody.press("down", "s")
        assert somebody.at(StudioLedgerScreen)
        assert ids(somebody) == sorted(ids(somebody), reverse=True)
        assert len(ids(somebody)) == studio.store.row("SELECT count(*) FROM ledger_entry")[0]
        assert ("READ ONLY" in somebody.text) == (username == "audrey")
        await somebody.press("escape")
        assert somebody.at(ClientsScreen)


async def test_staff_are_not_offered_it_and_the_palette_says_why(studio: Studio) -> None:
    async with visiting(studio, "alice") as alice:
        await alice.press("down")
        assert "studio" not in alice.lines[-1]
        await alice.press("s")
        assert alice.at(ClientsScreen)
        await alice.press("ctrl+p")
        await alice.write("studio")
        assert "is not for your role; ask a manager" in " ".join(alice.text.split())


async def test_a_filter_is_applied_as_it_is_typed(studio: Studio) -> None:
    told = a_story(studio)
    async with visiting(studio, size=(120, 40)) as mona:
        await mona.press("down", "s")
        await asks(mona, "type:remove")
        removals = [told["removal"].id]
        assert ids(mona) == removals
        assert "1 entry" in mona.text
        await asks(mona, 'who:alice "nothing like it"')
        assert ids(mona) == []
        assert NO_MATCH[:40] in mona.text
        await asks(mona, "")
        assert len(ids(mona)) > len(removals)


async def test_an_error_is_said_below_the_field_and_the_rows_stay(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await mona.press("down", "s")
        before = ids(mona)
        await asks(mona, "over:many")
        assert "takes a whole number" in mona.text
        await mona.press("enter")
        assert mona.screen.field.has_focus
        assert ids(mona) == before
        await asks(mona, "who:zoe")
        assert "“who:zoe” is unknown here" in mona.text
        await asks(mona, "over:7")
        assert "Error" not in mona.text
        await mona.press("enter")
        assert pane(mona).listing.has_focus


async def test_tab_completes_the_word_and_then_goes_on_to_the_next(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await mona.press("down", "s", "slash")
        await mona.write("wh")
        assert "tab  who:" in mona.text
        await mona.press("tab")
        assert mona.screen.field.value == "who:"
        await mona.write("a")
        for wanted in ("ada", "alice", "audrey", "ada"):
            await mona.press("tab")
            assert mona.screen.field.value == f"who:{wanted}"
        await mona.press("shift+tab")
        assert mona.screen.field.value == "who:audrey"
        await mona.write(" service:ma")
        await mona.press("tab")
        assert mona.screen.field.value == "who:audrey service:massage"


async def test_many_entries_are_paged_and_few_are_held(studio: Studio) -> None:
    many_entries(studio, 7 * PAGE)
    total = studio.store.row("SELECT count(*) FROM ledger_entry")[0]
    async with visiting(studio, size=TALL) as mona:
        await mona.press("down", "s")
        assert len(ids(mona)) == PAGE
        limit = pane(mona).listing.window.limit
        assert limit < total
        seen = set(ids(mona))
        while here(mona) != 1:
            await mona.press("pagedown")
            seen |= set(ids(mona))
            assert len(ids(mona)) <= limit
        assert len(seen) == total
        while here(mona) != total:
            await mona.press("pageup")
            held = ids(mona)
            assert held == list(range(held[0], held[0] - len(held), -1))
            assert len(held) <= limit


async def test_end_and_home_are_far_away_and_at_once(studio: Studio) -> None:
    many_entries(studio, 1000)
    total = studio.store.row("SELECT count(*) FROM ledger_entry")[0]
    async with visiting(studio) as mona:
        await mona.press("down", "s", "end")
        assert here(mona) == 1
        assert len(ids(mona)) <= 3 * PAGE
        await mona.press("home")
        assert here(mona) == total


async def test_m_opens_the_member_at_the_entry_however_deep(studio: Studio) -> None:
    many_entries(studio, 300)
    async with visiting(studio) as mona:
        await mona.press("down", "s")
        await asks(mona, '"gift number 0042"')
        await mona.press("enter")
        wanted = here(mona)
        await mona.press("m")
        assert mona.at(MemberScreen)
        highlighted = mona.screen.query_one(LedgerPane).highlighted
        assert highlighted is not None
        assert highlighted.id == wanted
        await mona.press("escape")
        assert here(mona) == wanted


async def test_o_goes_to_what_it_corrects_and_back(studio: Studio) -> None:
    told = a_story(studio)
    async with visiting(studio) as mona:
        await mona.press("down", "s")
        await asks(mona, "type:remove")
        await mona.press("enter")
        assert here(mona) == told["removal"].id
        await mona.press("o")
        assert here(mona) == told["correction"].id
        assert mona.screen.field.value == ""
        await mona.press("o")
        assert here(mona) == told["removal"].id
        await mona.press("escape", "escape")
        assert (here(mona), mona.screen.field.value) == (told["removal"].id, "type:remove")


async def test_w_asks_for_the_same_person_that_day(studio: Studio) -> None:
    told = a_story(studio)
    async with visiting(studio) as mona:
        await mona.press("down", "s")
        await asks(mona, "type:use")
        await mona.press("enter", "w")
        assert mona.screen.field.value == "who:alice since:2026-11-20 until:2026-11-20"
        assert ids(mona) == [told["use"].id]
        await mona.press("escape")
        assert mona.screen.field.value == "type:use"
        await mona.press("escape", "s")
        assert mona.screen.field.value == "type:use"


async def test_it_opens_on_the_entries_and_never_on_the_filter(studio: Studio) -> None:
    class Watched(StudioLedgerScreen):
        had_focus: ClassVar[list[str | None]] = []

        def on_descendant_focus(self, event: DescendantFocus) -> None:
            self.had_focus.append(event.widget.id)

    async with visiting(studio) as mona:
        mona.app.push_screen(Watched())
        await mona.settle()
        assert Watched.had_focus == ["entries"]


async def test_what_is_not_possible_says_why(studio: Studio) -> None:
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "s", "o")
        assert "nothing corrects it" in audrey.told[-1]
        await asks(audrey, "who:mona")
        await audrey.press("escape", "m")
        assert "no entry under the cursor" in audrey.told[-1]


async def test_it_begins_where_another_screen_says(studio: Studio) -> None:
    many_entries(studio, 300)
    total = studio.store.row("SELECT count(*) FROM ledger_entry")[0]
    async with visiting(studio) as mona:
        mona.app.push_screen(StudioLedgerScreen("type:add", total - 200))
        await mona.settle()
        assert (here(mona), mona.screen.field.value) == (total - 200, "type:add")


async def test_new_entries_come_only_while_they_are_followed(studio: Studio) -> None:
    async with visiting(studio, size=(100, 30)) as mona:
        await mona.press("down", "s")
        before = ids(mona)
        screen = mona.screen
        assert screen._following is None
        await mona.press("f")
        assert "following" in mona.lines[0]
        new = act(studio, add(1, "While she was looking"))
        screen.look()
        await mona.settle()
        assert ids(mona) == [new.id, *before]
        assert here(mona) == before[0]
        assert mona.line("While she").startswith("+ ")
        screen.look()
        await mona.settle()
        assert len(ids(mona)) == len(before) + 1
        await mona.press("f")
        assert screen._following is None
        assert "following" not in mona.lines[0]


async def test_followed_entries_keep_to_the_filter(studio: Studio) -> None:
    async with visiting(studio) as mona:
        await mona.press("down", "s")
        await asks(mona, "who:alice")
        await mona.press("f")
        act(studio, add(1, "By mona, not by alice"))
        mona.screen.look()
        await mona.settle()
        assert ids(mona) == []
