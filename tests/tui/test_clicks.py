"""The mouse, where it is on: a click on a key's words is the key pressed, and never by accident."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.events import MouseDown, MouseUp

from creditui.tui.configuration import Configuration
from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.screens.member.screen import MemberScreen
from creditui.tui.screens.member.tabs import Tab
from creditui.tui.typeahead import HELD, TypeAhead
from creditui.tui.widgets.dialog import Confirm
from creditui.tui.widgets.palette import Palette
from tests.support.hands import mouse_event
from tests.support.studio import Studio
from tests.support.visitor import Visitor, visiting
from tests.tui.screens.at_member import at


async def click(visitor: Visitor, words: str, times: int = 1, *, cell: int = 0) -> None:
    """Click on the words, on the lowest line that has them."""
    rows = [row for row, line in enumerate(visitor.lines) if words in line]
    assert rows, f"{words!r} is not on the screen:\n{visitor.text}"
    column = visitor.lines[rows[-1]].index(words) + cell
    await visitor.pilot.click_on(column, rows[-1], times)
    await visitor.settle()


@asynccontextmanager
async def reviewing(studio: Studio) -> Any:
    """Somebody with a filled-in form in front of her, about to click on review."""
    async with at(studio) as visitor:
        await visitor.press("a", "2", "tab", "tab", "tab", "tab")
        await visitor.write("a late start")
        yield visitor


@pytest.mark.parametrize("cell", [0, 2, 7])
async def test_a_tab_opens_wherever_it_is_clicked(studio: Studio, cell: int) -> None:
    async with at(studio) as visitor:
        shown = []
        for words in ("2 Ledger", "3 Profile", "1 Membership"):
            await click(visitor, words, cell=cell)
            shown.append(visitor.screen.tab)
        assert shown == [Tab.LEDGER, Tab.PROFILE, Tab.MEMBERSHIP]


async def test_a_tab_has_the_key_that_the_person_gave_it(studio: Studio) -> None:
    configuration = Configuration(keys={"show_profile": ("9",)})
    async with visiting(studio, configuration=configuration) as visitor:
        await visitor.press("down", "enter")
        await click(visitor, "9 Profile")
        assert visitor.screen.tab is Tab.PROFILE


async def test_a_click_beside_every_key_is_none(studio: Studio) -> None:
    async with at(studio) as visitor:
        await click(visitor, "open  a adjust", cell=4)
        await click(visitor, "2 Ledger", cell=9)
        assert visitor.at(MemberScreen)
        assert visitor.screen.tab is Tab.MEMBERSHIP


async def test_the_footer_does_what_its_keys_do(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("0123")
        await click(visitor, "enter open")
        assert visitor.at(MemberScreen)
        await click(visitor, "a adjust")
        assert visitor.at(FormScreen)
        await click(visitor, "+ add or remove", cell=5)
        assert "● Remove" in visitor.text
        await click(visitor, "esc back")
        assert visitor.at(Confirm)
        visitor.answers_now()
        await visitor.press("y")
        await click(visitor, "esc back", cell=1)
        assert visitor.at(ClientsScreen)
        await click(visitor, "ctrl+p commands")
        assert visitor.at(Palette)


async def test_an_option_is_chosen_where_it_is_clicked(studio: Studio) -> None:
    async with at(studio) as visitor:
        await visitor.press("a")
        await click(visitor, "○ Reformer class", cell=4)
        assert "● Reformer class" in visitor.text
        for arrow, reason in ((" ›", "Promotion"), ("‹ ", "Service recovery")):
            await click(visitor, arrow)
            assert f"‹ {reason} ›" in visitor.text
        await click(visitor, "Reason")
        assert "‹ Service recovery ›" in visitor.text


async def test_a_second_click_does_nothing_to_what_the_first_one_opened(studio: Studio) -> None:
    async with at(studio) as visitor:
        await click(visitor, "esc back", times=2)
        assert visitor.at(ClientsScreen)
        await visitor.write("0123")
        await visitor.press("down")
        await click(visitor, "Maya Okafor", times=2)
        assert visitor.at(MemberScreen)


async def test_the_review_takes_no_click_that_came_before_it_could_be_read(studio: Studio) -> None:
    async with reviewing(studio) as visitor:
        await click(visitor, "f10 review")
        assert visitor.screen.reviewed is not None
        await click(visitor, "enter apply", cell=3)
        assert visitor.at(FormScreen)
        visitor.screen.guard._since -= HELD
        await click(visitor, "enter apply", cell=5)
        assert "Done: +2 Massage" in visitor.text


async def test_no_hurried_double_click_applies(studio: Studio) -> None:
    async with reviewing(studio) as visitor:
        await click(visitor, "f10 review", times=3)
        visitor.screen.guard = TypeAhead(0)
        assert visitor.at(FormScreen)
        assert visitor.screen.reviewed is not None


async def test_a_click_that_wakes_the_screen_does_nothing_else(studio: Studio) -> None:
    async with reviewing(studio) as visitor:
        await click(visitor, "f10 review")
        visitor.answers_now()
        row = next(n for n, line in enumerate(visitor.lines) if "enter apply" in line)
        visitor.app.lock()
        await visitor.settle()
        await visitor.pilot.send(mouse_event(MouseDown, 3, row))
        visitor.app._woken = TypeAhead(0)  # a slow hand
        await visitor.pilot.send(mouse_event(MouseUp, 3, row))
        await visitor.settle()
        assert visitor.at(FormScreen)
        assert visitor.screen.reviewed is not None
