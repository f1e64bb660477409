"""Refused attempts on screen: the newest first, the whole sentence, and the member."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from creditui.desk.applying import apply
from creditui.desk.errors import Refused
from creditui.desk.refused import PAGE, keep_refused_command
from creditui.desk.session import READ_ONLY, open_desk
from creditui.tui.screens.audit.refused import RefusedScreen
from creditui.tui.screens.audit.screen import AuditScreen
from creditui.tui.screens.member.screen import MemberScreen
from tests.support.studio import Studio
from tests.support.visitor import by_size, visiting
from tests.tui.screens.reading import add, same_studio

SIZES = [(60, 20), (80, 24), (120, 40)]


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        yield studio


def refuse(studio: Studio, times: int = 1) -> None:
    """Alice asks for more than she may."""
    desk = open_desk(studio.url, "alice", clock=studio.clock)
    for n in range(times):
        studio.clock.advance(minutes=1)
        with pytest.raises(Refused):
            apply(desk, studio.member_id(), add(6, "For the whole family"), f"refused-{n}")
    desk.close()


@pytest.mark.parametrize("size", SIZES, ids=by_size)
async def test_who_asked_for_what_and_why_not(studio: Studio, size: tuple[int, int]) -> None:
    refuse(studio)
    async with visiting(studio, "audrey", size=size) as audrey:
        await audrey.press("down", "g")
        assert "1 refused attempt" in audrey.text
        await audrey.press("r")
        assert audrey.at(RefusedScreen)
        line = audrey.line("▸")
        assert "alice" in line
        assert "Maya Okafor" in line
        assert "add 6 Massage" in line
        said = " ".join(audrey.text.split())
        assert "refused-0" in said
        assert "limit" in said
        await audrey.press("m")
        assert audrey.at(MemberScreen)
        await audrey.press("escape", "escape")
        assert audrey.at(AuditScreen)


async def test_a_command_is_about_no_member(studio: Studio) -> None:
    desk = open_desk(studio.url, "alice", clock=studio.clock)
    keep_refused_command(desk, ("staff", "edit", "alice", "--role", "admin"), READ_ONLY)
    desk.close()
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "s", "r")
        assert "Asked for     staff edit alice --role admin" in audrey.text
        for key in ("m", "enter"):
            await audrey.press(key)
            assert audrey.at(RefusedScreen)
            assert "about no member" in audrey.told[-1]


async def test_an_auditor_sees_what_she_was_refused_before_the_log_has_it(studio: Studio) -> None:
    desk = open_desk(studio.url, "audrey", clock=studio.clock)
    keep_refused_command(desk, ("seal",), READ_ONLY)
    desk.close()
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "g")
        assert "1 refused attempt" in audrey.text
        await audrey.press("r")
        assert "seal" in audrey.line("▸")
        assert "comes into the log when somebody who can write" in audrey.text
        assert "attempt 1" not in audrey.text


@pytest.mark.parametrize("size", SIZES, ids=by_size)
async def test_who_it_was_is_said_whole_and_through_whom_where_there_is_room(
    studio: Studio, size: tuple[int, int]
) -> None:
    desk = open_desk(studio.url, "ada", as_username="alice", clock=studio.clock)
    keep_refused_command(desk, ("seal",), READ_ONLY)
    desk.close()
    async with visiting(studio, "audrey", size=size) as audrey:
        await audrey.press("down", "s", "r")
        assert "  alice   " in audrey.line("▸")
        await audrey.resize(200, 60)
        assert "  alice via ada  " in audrey.line("▸")


async def test_from_the_studio_ledger_too(studio: Studio) -> None:
    async with visiting(studio, "mona") as mona:
        await mona.press("down", "s", "r")
        assert mona.at(RefusedScreen)
        assert "Nothing was refused yet" in mona.text
        await mona.press("m")
        assert "no attempt under the cursor" in mona.told[-1]


async def test_attempts_are_read_page_by_page_to_the_oldest_and_back(studio: Studio) -> None:
    refuse(studio, PAGE + 20)
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "s", "r")
        listing = audrey.screen.listing
        assert len(listing.rows) == PAGE
        await audrey.press("end")
        assert listing.highlighted.attempt.id == 1
        await audrey.press("home")
        assert listing.highlighted.attempt.id == PAGE + 20
        await audrey.press(*["pagedown"] * 12)
        assert [row.attempt.id for row in listing.rows] == list(range(PAGE + 20, 0, -1))
