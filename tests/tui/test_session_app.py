"""A session that nobody sits at locks and ends; one whose rights have ended closes and says why."""

from __future__ import annotations

import gc
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest
from textual import events
from textual.worker import Worker

from creditui.desk.catalogue import catalogue
from creditui.domain.draft import Stage
from creditui.domain.reasons import DEFAULT_REASONS
from creditui.domain.session_record import Ending
from creditui.store.drafts import read_drafts
from creditui.store.staff import update_staff
from creditui.store.studio import read_settings, write_reasons, write_settings
from creditui.store.transaction import writing
from creditui.tui import app as app_module
from creditui.tui import session_app
from creditui.tui.app import DeskApp
from creditui.tui.idle import Idle
from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.screens.locked import LockScreen
from creditui.tui.session_app import SessionApp
from creditui.tui.typeahead import TypeAhead
from creditui.tui.widgets.choice import Choice
from creditui.tui.widgets.field import PlainInput
from tests.support.hands import running
from tests.support.session import desk_thread
from tests.support.studio import Studio
from tests.support.visitor import Visitor, visiting
from tests.tui.test_idle import Seconds

MADE_READY = """
import sys

from creditui.desk.session import open_desk
from creditui.desk.thread import DeskThread
from creditui.tui.run import import_opening

desk = DeskThread(lambda: open_desk(sys.argv[1], "alice"))
desk.opened()
print(*sys.modules)
desk.now(import_opening)
print(*sys.modules)
from creditui.desk.open_member import open_member
desk.now(lambda opened: open_member(opened, 1))
print(*sys.modules)
desk.close()
"""


async def after(visitor: Visitor, minutes: float) -> SessionApp:
    """What the session does at the next look, so long after the last key."""
    app = session(visitor)
    now = Seconds()
    app.idle = Idle(now)
    now.at += minutes * 60
    await app.look()
    await visitor.settle()
    return app


def session(visitor: Visitor) -> SessionApp:
    assert isinstance(visitor.app, SessionApp)
    return visitor.app


async def fills_in(visitor: Visitor) -> None:
    await visitor.write("0123")
    await visitor.press("enter", "a", "2", "enter", "enter", "enter", "enter")
    await visitor.write_at_once("sauna was cold")


def edit(studio: Studio, username: str, **changes: object) -> None:
    with writing(studio.store):
        update_staff(studio.store, replace(studio.staff(username), **changes))  # type: ignore[arg-type]


async def test_a_locked_screen_shows_one_sentence_and_nothing_of_a_client(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("maya")
        await after(visitor, 9.9)
        assert "Maya" in visitor.text
        app = await after(visitor, 10)
        app.tell("Maya Okafor was read again")
        await visitor.settle()
        said = "Locked after 10 minutes without a key. Press any key to go on."
        assert " ".join(visitor.text.split()) == said


@pytest.mark.parametrize("key", ["x", "enter", "ctrl+q", "escape", "ctrl+c"])
async def test_the_key_that_wakes_does_nothing_else(studio: Studio, key: str) -> None:
    async with visiting(studio) as visitor:
        await fills_in(visitor)
        before = visitor.text
        await after(visitor, 10)
        assert visitor.at(LockScreen)
        await visitor.press(key)
        assert visitor.at(FormScreen)
        assert visitor.text == before


async def test_a_paste_wakes_and_is_dropped_with_all_that_comes_at_once(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("maya")
        before = visitor.text
        app = await after(visitor, 10)
        app.post_message(events.Paste("okafor\n"))
        await visitor.settle()
        assert visitor.text == before
        app._woken = TypeAhead(3600)
        app._woken.start()
        await visitor.press("x", "enter")
        assert visitor.text == before
        app._woken = TypeAhead(0)
        await visitor.press("x")
        assert "Search  x" in visitor.line("Search")


async def test_while_something_is_written_the_screen_does_not_lock(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await fills_in(visitor)
        visitor.screen._applying = True
        await after(visitor, 10)
        assert visitor.at(FormScreen)


async def test_with_both_settings_at_0_it_neither_locks_nor_ends(studio: Studio) -> None:
    with writing(studio.store):
        never = replace(read_settings(studio.store), idle_lock_minutes=0, idle_end_minutes=0)
        write_settings(studio.store, never)
    async with visiting(studio) as visitor:
        app = await after(visitor, 6000)
        assert visitor.at(ClientsScreen)
        assert app.farewell == ""


@pytest.mark.parametrize("kept_before", [False, True])
async def test_after_half_an_hour_it_ends_and_what_was_typed_is_kept(
    studio: Studio, kept_before: bool
) -> None:
    async with visiting(studio) as visitor:
        await fills_in(visitor)
        if kept_before:
            visitor.screen.keeping.now()
            await visitor.settle()
        assert visitor.screen.keeping.unkept is not kept_before
        app = await after(visitor, 30)
        assert app.farewell == (
            "The session ended after 30 minutes without a key. "
            "What you typed is kept: sign in again."
        )
        assert (app.ending, app.return_code) == (Ending.IDLE, 0)
    (kept,) = read_drafts(studio.store, studio.staff("mona").id, None, 9)
    assert (kept.fields["note"], kept.stage) == ("sauna was cold", Stage.TYPING)


async def test_who_is_disabled_is_shown_out_with_a_sentence(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await fills_in(visitor)
        edit(studio, "mona", disabled=True)
        app = session(visitor)
        await app.look()
        await visitor.settle()
        assert app.farewell == "mona may no longer sign in; ask an admin."
        assert (app.ending, app.return_code) == (Ending.REVOKED, 3)


async def test_a_new_role_is_shown_and_holds_at_once(studio: Studio) -> None:
    async with visiting(studio, size=(140, 40)) as visitor:
        await visitor.write("0123")
        await visitor.press("down")
        assert "s studio" in visitor.lines[-1]
        edit(studio, "mona", role="staff")
        await session(visitor).look()
        await visitor.settle()
        assert "mona · staff · 20 left today" in visitor.lines[0]
        assert "s studio" not in visitor.lines[-1]


async def test_a_reason_that_was_dropped_meanwhile_is_offered_no_more(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        kept = [each for each in DEFAULT_REASONS if each.code != "promotion"]
        with writing(studio.store):
            write_reasons(studio.store, kept)
        await session(visitor).look()
        await visitor.write_at_once("0123", "enter", "a")
        reason = visitor.screen.query_one("#reason", Choice)
        assert [option.value for option in reason.options] == ["recovery", "correction", "goodwill"]


async def test_applying_after_rights_ended_says_why_and_closes(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "READING", 0.01)
    async with visiting(studio) as visitor:
        await fills_in(visitor)
        await visitor.press("enter")
        edit(studio, "mona", disabled=True)
        visitor.answers_now()
        await visitor.press("enter")
        app = session(visitor)
        while not app.farewell:
            await visitor.pilot.pause(0.01)
        assert app.farewell == "mona may no longer sign in; ask an admin."
        assert app.return_code == 3
    assert studio.store.rows("SELECT 1 FROM ledger_entry WHERE note = 'sauna was cold'") == []


async def test_what_is_left_on_purpose_or_applied_is_not_kept(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await fills_in(visitor)
        await visitor.press("enter")
        assert _stages(studio) == ["review"]
        visitor.answers_now()
        await visitor.press("enter")
        session(visitor).desk.now(lambda desk: None)
        assert _stages(studio) == []
        await visitor.press("a", "3")
        visitor.screen.keeping.now()
        await visitor.settle()
        assert _stages(studio) == ["typing"]
        await visitor.press("escape")
        visitor.answers_now()
        await visitor.press("y")
        session(visitor).desk.now(lambda desk: None)
        assert _stages(studio) == []


async def test_what_cannot_be_kept_disturbs_nobody(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await fills_in(visitor)
        with writing(studio.store):
            visitor.screen.keeping.now()
            await visitor.settle()
        assert visitor.told == []
        assert visitor.screen.keeping.unkept


def _stages(studio: Studio) -> list[str]:
    return [stage for (stage,) in studio.store.rows("SELECT stage FROM draft")]


async def test_what_is_made_ready_is_made_once_and_not_before_somebody_is_there(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_app, "GETTING_READY", 0)
    done: list[DeskApp] = []
    with desk_thread(studio) as desk:
        app = SessionApp(desk, desk.now(catalogue), first=ClientsScreen, in_use=done.append)
        async with running(app) as pilot:
            visitor = Visitor(app, pilot)
            await visitor.settle()
            assert done == []
            await visitor.write("maya")
            while not done:
                await pilot.pause(0.01)
            await visitor.write("x")
    assert done == [app]


async def test_the_terminals_cursor_is_in_the_field_also_where_the_field_has_moved(
    studio: Studio,
) -> None:
    async with visiting(studio) as visitor:
        await fills_in(visitor)
        field = visitor.app.focused
        assert isinstance(field, PlainInput)
        before = visitor.app.cursor_position
        assert before == field.cursor_screen_offset
        await visitor.resize(120, 40)  # the sentences above it take fewer lines
        assert field.cursor_screen_offset.y < before.y
        assert visitor.app.cursor_position == field.cursor_screen_offset


class Leaving(SessionApp):
    """Somebody leaves before anything that is done beside the interface has begun."""

    def run_worker(self, *args: Any, **options: Any) -> Worker[Any]:
        worker = super().run_worker(*args, **options)
        worker.cancel()
        return worker


async def test_who_leaves_at_once_leaves_nothing_that_was_never_awaited(studio: Studio) -> None:
    looked: list[DeskApp] = []

    async def look_back(app: DeskApp) -> None:
        looked.append(app)

    with desk_thread(studio) as desk:
        app = Leaving(desk, desk.now(catalogue), first=ClientsScreen, opened=look_back)
        async with running(app):
            await app.look()
    assert (looked, app.broken) == ([], None)
    gc.collect()  # what was never awaited is a warning now, and so an error here


def test_opening_a_client_imports_nothing_in_the_desks_thread_once_it_is_ready(
    studio: Studio,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MADE_READY, studio.url], capture_output=True, text=True, check=True
    )
    before, after, opened = (set(line.split()) for line in done.stdout.splitlines())
    assert "peewee" in after - before
    assert not opened - after
