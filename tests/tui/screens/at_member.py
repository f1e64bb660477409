"""Somebody at a member's screen, and the common act from there: what its tests start from."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import Any

from creditui.desk.open_member import open_member
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.screens.member.screen import MemberScreen
from creditui.tui.screens.member.tabs import Tab
from tests.support.studio import Studio
from tests.support.visitor import Visitor, visiting


def member_screen(
    visitor: Visitor, studio: Studio, external_id: str = "maya", tab: Tab = Tab.MEMBERSHIP
) -> MemberScreen:
    """A member's screen as the program makes it: she is read first."""
    member_id = studio.member_id(external_id)
    return MemberScreen(visitor.app.desk.now(lambda desk: open_member(desk, member_id)), tab=tab)


@asynccontextmanager
async def at(
    studio: Studio,
    external_id: str = "maya",
    *,
    username: str = "mona",
    size: tuple[int, int] = (80, 24),
    tab: Tab = Tab.MEMBERSHIP,
) -> Any:
    """Somebody at a member's screen."""
    async with visiting(studio, username, size=size) as visitor:
        visitor.app.push_screen(member_screen(visitor, studio, external_id, tab))
        await visitor.settle()
        yield visitor


async def add_two(visitor: Visitor) -> None:
    """From the form that has just opened to the ledger: two credits, with a note."""
    assert visitor.at(FormScreen), visitor.text
    await visitor.press("2", "tab", "tab", "tab", "tab")
    await visitor.write("a late start")
    await visitor.press("f10")
    visitor.answers_now()
    await visitor.press("enter")
