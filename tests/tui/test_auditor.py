"""An auditor's session: the banner and her name on every screen, and nothing there that writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from creditui.domain.draft import FormKind
from creditui.store.staff import update_staff
from creditui.store.transaction import writing
from creditui.tui.commands import COMMANDS
from creditui.tui.resume import look_back
from creditui.tui.screens.audit.screen import AuditScreen
from creditui.tui.screens.audit.session import audit_session
from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.screens.locked import LockScreen
from creditui.tui.session_app import SessionApp
from creditui.tui.widgets.palette import Palette
from creditui.tui.widgets.windowed import Windowed
from tests.store.raw import dump
from tests.support.hands import running
from tests.support.session import desk_thread
from tests.support.studio import Studio
from tests.support.visitor import Visitor, visiting
from tests.tui.screens.reading import a_story, same_studio
from tests.tui.test_resume import left, membership

SCREENS = {
    "clients": "down",
    "member": "down enter",
    "ledger-tab": "down enter 2",
    "profile": "down enter 3",
    "entry": "down enter 2 enter",
    "history": "down enter h",
    "explain": "down enter x",
    "ledger": "down enter h l",
    "story": "down enter 2 t",
    "studio": "down s",
    "studio-entry": "down s enter",
    "studio-filter": "down s slash",
    "audit": "down g",
    "findings": "down g end enter",
    "totals": "down g t",
    "period": "down g p",
    "refused": "down g r",
    "as-of-dialog": "down enter d",
    "as-of": "down enter d minus 1 d enter",
    "as-of-history": "down enter h d minus 1 d enter",
    "as-of-entry": "down enter d minus 1 d enter 2 enter",
    "as-of-explain": "down enter d minus 1 d enter down x",
    "lots": "down enter 2 b",
    "entry-period": "down enter 2 p",
    "saved-views": "down s v",
    "studio-jump": "down s d",
    "story-entry": "down enter 2 t enter",
}
"""Every place of the interface that an auditor can come to, by the keys that lead there."""
SAYS = {
    "as-of-dialog": "As of which day?",
    "as-of": "As of",
    "as-of-history": "As of",
    "as-of-entry": "As of",
    "as-of-explain": "As of",
    "story": "today",
    "story-entry": "▌2 Ledger",
    "lots": "Lots of entry",
    "saved-views": "Which view?",
    "studio-jump": "Jump to Date",
}
"""What is read there, where the keys could have led elsewhere."""
OVER = ("", "question_mark", "ctrl+p")
"""What can stand over each: nothing, the help, the palette."""
WRITING = [command for command in COMMANDS if command.writes]


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        a_story(studio)
        yield studio


async def goes_to(somebody: Visitor, place: str) -> None:
    """To that place, from the client list as it is at first."""
    while len(somebody.app.screen_stack) > 1:
        await somebody.app.pop_screen()
    clients = somebody.screen
    clients.field.focus()
    if clients.field.value != "maya":
        clients.field.clear()
        await somebody.write_at_once("maya")
    await somebody.press(*SCREENS[place].split())


async def test_the_banner_and_her_name_are_over_everything_also_where_there_is_least_room(
    studio: Studio,
) -> None:
    async with visiting(studio, "audrey", size=(60, 20)) as audrey:
        for place in SCREENS:
            await goes_to(audrey, place)
            for key in OVER:
                await audrey.press(*key.split())
                is_read_only(audrey, place, over=bool(key))
                if key:
                    await audrey.press("escape")


@pytest.mark.parametrize("half", [0, 1])
async def test_nothing_that_writes_is_offered_and_no_key_does(studio: Studio, half: int) -> None:
    before, told = dump(studio), set()
    async with visiting(studio, "audrey") as audrey:
        for place in list(SCREENS)[half::2]:
            await goes_to(audrey, place)
            is_read_only(audrey, place)
            told |= await presses_all(audrey, place)
    assert dump(studio) == before
    assert len(told) >= 2


def is_read_only(audrey: Visitor, place: str, *, over: bool = False) -> None:
    """The banner and her name stand at the top of that place, or of what stands over it."""
    assert over or SAYS.get(place, "") in audrey.text, place
    assert "READ ONLY  audrey · auditor" in audrey.lines[0], audrey.text


async def presses_all(audrey: Visitor, place: str) -> set[str]:
    """Press every key that writes anywhere; the commands of this place that said why not."""
    told = set()
    screen = audrey.screen
    offered = screen.offer() if hasattr(screen, "offer") else []
    assert not [command for command, _ in offered if command.writes]
    for command in WRITING:
        for key in command.keys:
            if key == "enter":
                continue
            audrey.app.clear_notifications()
            focused = screen.focused
            typed = focused is not None and focused.check_consume_key(key, key)
            await audrey.press({"+": "plus", "-": "minus"}.get(key, key))
            assert audrey.screen is screen, f"{key} led from {place} to {audrey.screen}"
            if command in getattr(screen, "commands", list)() and len(key) == 1 and not typed:
                assert "read only" in audrey.told[-1], f"{command.id} in {place}"
                told.add(command.id)
    return told


async def test_a_locked_session_shows_nothing_and_the_key_that_wakes_it_does_nothing_else(
    studio: Studio,
) -> None:
    before = dump(studio)
    async with visiting(studio, "audrey") as audrey:
        await goes_to(audrey, "audit")
        for key in ("a", "u", "c", "f10", "enter"):
            assert isinstance(audrey.app, SessionApp)
            audrey.app.lock()
            await audrey.settle()
            assert audrey.at(LockScreen)
            assert "Maya" not in audrey.text
            await audrey.press(key)
            assert audrey.at(AuditScreen)
            assert "READ ONLY  audrey · auditor" in audrey.lines[0]
    assert dump(studio) == before


async def test_a_form_that_she_left_behind_before_she_was_an_auditor_is_not_opened(
    studio: Studio,
) -> None:
    left(studio, FormKind.ADJUST, membership(studio))
    with writing(studio.store):
        update_staff(studio.store, replace(studio.staff("mona"), role="auditor"))
    before = dump(studio)
    async with visiting(studio, "mona") as mona:
        await look_back(mona.app)
        await mona.settle()
        assert mona.at(ClientsScreen)
        assert "READ ONLY  mona · auditor" in mona.lines[0]
    assert dump(studio) == before


async def test_the_palette_offers_no_act_and_says_why_where_one_is_looked_for(
    studio: Studio,
) -> None:
    async with visiting(studio, "audrey") as audrey:
        await goes_to(audrey, "member")
        await audrey.press("ctrl+p")
        palette: Palette = audrey.screen
        assert isinstance(palette, Palette)
        assert not [found for found in palette.list.rows if found.command.writes]
        await audrey.write("adjust credits")
        assert "read only" in " ".join(audrey.text.split())
        await audrey.press("enter")
        assert "read only" in audrey.told[-1]


async def test_the_help_names_nothing_that_writes(studio: Studio) -> None:
    async with visiting(studio, "audrey", size=(120, 40)) as audrey:
        for place in ("member", "history", "ledger"):
            await goes_to(audrey, place)
            await audrey.press("question_mark")
            names = {line.name for line in audrey.screen.query_one(Windowed).rows}
            assert names.isdisjoint(command.name for command in WRITING)


async def test_whoever_begins_an_audit_session_is_read_only_whatever_her_role(
    studio: Studio,
) -> None:
    with desk_thread(studio, "ada", read_only=True) as desk:
        from creditui.desk.catalogue import catalogue

        app = SessionApp(desk, desk.now(catalogue), first=audit_session)
        async with running(app) as pilot:
            ada = Visitor(app, pilot)
            await ada.settle()
            assert ada.at(AuditScreen)
            assert "READ ONLY  ada · admin" in ada.lines[0]
            await ada.press("escape")
            assert ada.at(ClientsScreen)
            await ada.press("down", "a")
            assert ada.at(ClientsScreen)
            assert "read only" in ada.told[-1]
