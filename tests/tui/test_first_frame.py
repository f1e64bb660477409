"""What the first frame does not show is not imported for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.patience import PATIENCE
from tests.support.studio import Studio

FIRST_FRAME = (
    "import sys, creditui.cli.main, creditui.cli.interface\n"
    "import creditui.tui.environment as environment\n"
    "environment.prepare()\n"
    "environment.import_asyncio()\n"
    "import creditui.desk.session, creditui.desk.presence, creditui.tui.run\n"
    "print('\\n'.join(sys.modules))"
)

WHAT_IT_SHOWS = """
import sys

from creditui.desk.catalogue import catalogue
from creditui.desk.find import find
from creditui.desk.left_behind import may_have_left
from creditui.desk.presence import Presence
from creditui.desk.session import open_desk

desk = open_desk(sys.argv[1], "alice")
Presence.begin(desk).end("left")
catalogue(desk)
assert not may_have_left(desk)
assert all(found.plan for found in find(desk, "maya").members + find(desk, "", 1).members)
print(*sys.modules)
"""

A_SESSION = """
import asyncio
import sys

import creditui.tui.environment as environment

environment.prepare()
environment.import_asyncio()
from creditui.desk.session import open_desk
from creditui.desk.thread import DeskThread
from creditui.tui import run
from creditui.tui.session_app import SessionApp

looked = []
asked = run.may_have_left
run.may_have_left = lambda desk: looked.append(asked(desk))


async def sit(app):
    async with app.run_test() as pilot:
        while not looked:
            await pilot.pause(0.01)
        print(*sys.modules)
        await pilot.press("m")
        while "creditui.desk.deciding" not in sys.modules:
            await pilot.pause(0.01)


SessionApp.run = lambda app, mouse: asyncio.run(sit(app))
desk = DeskThread(lambda: open_desk(sys.argv[1], "alice"))
run.run(desk)
desk.close()
"""


@pytest.fixture(scope="module")
def imported() -> frozenset[str]:
    command = (sys.executable, "-c", FIRST_FRAME)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return frozenset(done.stdout.split())


@pytest.mark.parametrize(
    "name",
    [
        "creditui.domain.proposal",
        "creditui.domain.seal",
        "creditui.domain.encoding",
        "creditui.domain.ledger",
        "creditui.domain.lots",
        "creditui.domain.context",
        "creditui.domain.staff_key",
        "creditui.store.search_typed",
        "creditui.store.search_text",
        "creditui.cli.arrival",
        "creditui.cli.table",
        "creditui.desk.open_member",
        "ctypes",
        "creditui.desk.deciding",
        "creditui.tui.screens.member.screen",
        "creditui.tui.screens.member.sheet",
        "creditui.tui.screens.ledger.screen",
        "creditui.tui.screens.form.screen",
        "creditui.tui.widgets.palette",
        "creditui.tui.widgets.help",
        "creditui.tui.screens.story.screen",
        "plotext",
        "textual_plotext",
        "peewee",
        "creditui.store.tables",
        "sqlite3",
        "ssl",
        "rapidfuzz",
        "tomllib",
        "rich.markdown",
    ],
)
def test_the_first_frame_does_without(name: str, imported: frozenset[str]) -> None:
    assert "creditui.tui.screens.clients.screen" in imported
    assert name not in imported


def test_what_the_first_frame_shows_is_read_without_peewee(studio: Studio) -> None:
    command = (sys.executable, "-c", WHAT_IT_SHOWS, studio.url)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    modules = done.stdout.split()
    assert "creditui.store.memberships" in modules
    assert "peewee" not in modules


def test_a_session_does_without_peewee_until_somebody_presses_a_key(studio: Studio) -> None:
    command = (sys.executable, "-c", A_SESSION, studio.url)
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
    idle = done.stdout.split()
    assert "creditui.tui.screens.clients.screen" in idle
    assert {"peewee", "creditui.desk.open_member", "rapidfuzz"} & set(idle) == set()
