"""From the client list to a member, her ledger, her form; and who is told why not."""

from __future__ import annotations

import pytest

from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.screens.member.screen import MemberScreen
from tests.support.studio import Studio
from tests.support.visitor import visiting


async def test_enter_in_the_field_opens_the_best_match_however_fast_it_came(
    studio: Studio,
) -> None:
    async with visiting(studio) as visitor:
        await visitor.write_at_once("0123", "enter")
        assert visitor.at(MemberScreen)
        assert "Maya Okafor" in visitor.lines[1]
        await visitor.press("escape")
        assert visitor.screen.field.has_focus
        await visitor.write("paula")
        assert visitor.screen.field.value == "paula"


async def test_enter_in_the_list_opens_and_escape_comes_back_to_the_row(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.press("down", "down", "down", "enter")
        assert visitor.at(MemberScreen)
        assert "Gone O'Brien" in visitor.lines[1]
        await visitor.press("escape")
        assert "▸ Gone O'Brien" in visitor.text
        assert visitor.screen.list.has_focus


async def test_l_opens_the_ledger(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("okafor")
        await visitor.press("down", "l")
        assert "▌2 Ledger" in visitor.text
        assert "Opening" in visitor.text


async def test_a_adjusts_and_afterwards_the_member_is_there(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("okafor")
        await visitor.press("down", "a")
        assert visitor.at(FormScreen)
        await visitor.press("escape")
        assert visitor.at(MemberScreen)


@pytest.mark.parametrize(
    ("member", "sentence"),
    [
        ("gone", "its 60 days of grace ended on Thu 19 Nov 2026"),
        ("exa", "ended on Thu 19 Nov 2026"),
        ("una", "starts on Mon 30 Nov 2026"),
        ("nora", "Nora None has no membership"),
    ],
)
async def test_a_says_why_not(studio: Studio, member: str, sentence: str) -> None:
    async with visiting(studio) as visitor:
        await visitor.write(f"{member}@")
        await visitor.press("down")
        assert "a adjust" not in visitor.lines[-1]
        await visitor.press("a")
        assert visitor.at(ClientsScreen)
        assert sentence in visitor.told[-1]


@pytest.mark.parametrize(
    ("username", "read_only", "sentence"),
    [("audrey", False, "read only"), ("mona", True, "read only")],
)
async def test_who_may_not_write_is_offered_nothing_to_write(
    studio: Studio, username: str, read_only: bool, sentence: str
) -> None:
    async with visiting(studio, username, read_only=read_only) as visitor:
        assert "READ ONLY" in visitor.lines[0]
        await visitor.write("okafor")
        await visitor.press("down")
        assert "a adjust" not in visitor.lines[-1]
        await visitor.press("a")
        assert sentence in visitor.told[-1]
