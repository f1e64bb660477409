"""The list of clients: how far it goes, what it says at its end, and the way back to the search."""

from __future__ import annotations

import pytest

from creditui.domain.membership import Member
from tests.support.studio import Studio
from tests.support.visitor import visiting
from tests.tui.screens.test_clients import cursor_line, enrol


@pytest.mark.parametrize(
    ("text", "how", "size"),
    [
        ("", "a search finds", (80, 24)),
        ("zed", "more letters find", (80, 24)),
        ("zed", "more letters find", (40, 20)),
    ],
)
async def test_a_list_that_holds_not_all_says_so_at_its_end(
    studio: Studio, text: str, how: str, size: tuple[int, int]
) -> None:
    enrol(studio, *(Member(0, f"Zed {n:03}", external_id=f"z{n}") for n in range(101)))
    async with visiting(studio, size=size) as visitor:
        await visitor.write(text)
        assert "Only the first" not in visitor.text
        await visitor.press("down", "end")
        end = " ".join(visitor.text.split())
        assert f"Only the first 100 are listed; {how} the others." in end
        assert "Zed 0" in cursor_line(visitor)
        await visitor.press("/", "escape")
        await visitor.write("zed 10")
        await visitor.press("down", "end")
        assert "Zed 100" in cursor_line(visitor)
        assert "Only" not in visitor.text


@pytest.mark.parametrize(("members", "said"), [(100, "100 found"), (101, "101 found, 100 listed")])
async def test_how_many_are_listed_is_said_where_it_is_not_all(
    studio: Studio, members: int, said: str
) -> None:
    enrol(studio, *(Member(0, f"Zed {n:03}", external_id=f"z{n}") for n in range(members)))
    async with visiting(studio) as visitor:
        await visitor.write("zed")
        assert visitor.line("Search").rstrip().endswith(f" {said}")
        await visitor.press("down", "end")
        assert ("Only the first" in visitor.text) is (members > 100)


async def test_the_end_of_the_list_waits_until_the_rest_is_read(studio: Studio) -> None:
    enrol(studio, *(Member(0, f"Zed {n:03}", external_id=f"z{n}") for n in range(60)))
    async with visiting(studio) as visitor:
        await visitor.write("zed")
        with visitor.waiting_for_the_desk():
            await visitor.pilot.press("down", "end")
        await visitor.settle()
        assert "Zed 059" in cursor_line(visitor)


async def test_up_from_the_first_row_leads_back_to_the_search(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("p")
        await visitor.press("down", "down", "up")
        assert visitor.screen.list.has_focus
        await visitor.press("k")
        assert visitor.screen.list.has_focus
        await visitor.press("up")
        assert visitor.screen.field.has_focus
        assert visitor.screen.field.selected_text == "p"
