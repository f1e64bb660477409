"""Makes the pictures: the sample studio, the real application, real keys."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from textual.events import Key
from textual.keys import _character_to_key
from textual.screen import Screen
from textual.worker import Worker, WorkerCancelled

from creditui.desk.applying import apply
from creditui.desk.demo import make_demo
from creditui.desk.drafts import keep_draft
from creditui.desk.find import resolve_member
from creditui.desk.open_member import open_member
from creditui.desk.session import open_desk
from creditui.domain.draft import FormDraft, FormKind
from creditui.domain.proposal import Add, Why
from creditui.store.engine import open_store
from creditui.tui.configuration import Configuration
from creditui.tui.resume import look_back
from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.screens.left_behind import LeftBehind
from creditui.tui.session_app import LOOKING_BACK, SessionApp
from tests.screenshots.picture import Look, Picture, Sitting, Size
from tests.screenshots.svg import screen_svg
from tests.support.hands import running
from tests.support.patience import PATIENCE
from tests.support.session import desk_app
from tests.support.studio import NOW, FixedClock, Studio
from tests.support.visitor import Visitor

MEMBERS = 60
OWNER = "ada"


def make_sample(folder: Path) -> Path:
    """The sample studio as it is on the day of the pictures: a file to copy and never to open."""
    path = folder / "sample.db"
    make_demo(str(path), members=MEMBERS, clock=FixedClock(NOW), owner=OWNER)
    return path


async def make(sitting: Sitting, sample: Path, folder: Path) -> dict[str, str]:
    """The pictures of one run of the application, as SVG by file name."""
    made = {}
    with _studio(sample, folder) as studio, _environment(sitting.look):
        async with _visitor(studio, sitting) as visitor:
            for picture in sitting.pictures:
                await _begin(visitor, picture)
                await _press(visitor, studio, picture.keys)
                for size in picture.sizes:
                    await _resize(visitor, size)
                    made[picture.file(size)] = await _still(visitor)
    return made


@contextmanager
def _studio(sample: Path, folder: Path) -> Iterator[Studio]:
    path = folder / "studio.db"
    shutil.copyfile(sample, path)
    store = open_store(str(path))
    try:
        yield Studio(store, path, FixedClock(NOW))
    finally:
        store.close()
        for file in folder.glob("studio.db*"):
            file.unlink()


@contextmanager
def _environment(look: Look) -> Iterator[None]:
    """The same terminal everywhere."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.setenv("COLORTERM", "truecolor")
        monkeypatch.delenv("NO_COLOR", raising=False)
        if look == "no-colour":
            monkeypatch.setenv("NO_COLOR", "1")
        yield


@asynccontextmanager
async def _visitor(studio: Studio, sitting: Sitting) -> AsyncIterator[Visitor]:
    theme = "light" if sitting.look == "light" else "dark"
    with desk_app(studio, sitting.who, configuration=Configuration(theme=theme)) as app:
        async with running(app, notifications=True) as hands:
            yield Visitor(app, hands)


async def _begin(visitor: Visitor, picture: Picture) -> None:
    """The client list as it is at first, at the picture's first size."""
    app = visitor.app
    app.clear_notifications()
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    await _resize(visitor, picture.sizes[0])
    clients = app.screen
    assert isinstance(clients, ClientsScreen)
    clients._ledger_line = ""
    clients.field.clear()
    clients.field.focus()
    await _answered(visitor)
    clients.list.action_edge(False)
    await _answered(visitor)


async def _press(visitor: Visitor, studio: Studio, keys: str) -> None:
    """Press keys one by one, each when the screen has answered; a text is typed in one go."""
    for text, key in re.findall(r"'([^']*)'|(\S+)", keys):
        if key in _WORDS:
            _WORDS[key](visitor, studio)
            await _answered(visitor)
            continue
        visitor.answers_now()
        for each in text or (key,):
            visitor.app.post_message(_event(each))
        await _answered(visitor)


async def _answered(visitor: Visitor) -> None:
    """Wait until every question is answered and the screen is painted with the answers."""
    app = visitor.app
    async with asyncio.timeout(PATIENCE):
        while True:
            await visitor.pilot.rest()
            under_way = [worker for worker in app.workers if _works(worker, app.screen)]
            if not (under_way or app._ahead.first or app._opening):
                return
            for worker in under_way:
                if worker.group != LOOKING_BACK:  # that one comes to ask, and waits for a person
                    with suppress(WorkerCancelled):  # a newer question took its place
                        await worker.wait()


def _works(worker: Worker[object], screen: Screen[object]) -> bool:
    """Whether it is under way, and not waiting for the person's own answer."""
    asks = worker.group == LOOKING_BACK and isinstance(screen, LeftBehind)
    return not worker.is_finished and not asks


async def _still(visitor: Visitor) -> str:
    """The screen once it has stopped changing."""
    before, now = "", screen_svg(visitor.app)
    while before != now:
        await _answered(visitor)
        before, now = now, screen_svg(visitor.app)
    return now


async def _resize(visitor: Visitor, size: Size) -> None:
    await visitor.pilot.resize_terminal(*size)
    await _answered(visitor)


def _event(key: str) -> Key:
    """A key as it arrives from a terminal; Pilot would wait 40 ms after each letter."""
    return Key(_character_to_key(key), key) if len(key) == 1 else Key(key, None)


def _lock(visitor: Visitor, studio: Studio) -> None:
    """Nobody presses a key for so long that the screen locks."""
    assert isinstance(visitor.app, SessionApp)
    visitor.app.lock()


def _sign_in(visitor: Visitor, studio: Studio) -> None:
    """She signs in again after her line dropped in mid-form."""
    desk = open_desk(studio.url, "mona", clock=studio.clock)
    try:
        maya = resolve_member(desk, "maya@okafor.example").id
        membership = open_member(desk, maya).memberships[0].membership
        fields = {"type": "add", "credits": "2", "service": "massage", "note": "Therapist was late"}
        keep_draft(desk, FormDraft("dropped", maya, FormKind.ADJUST, membership.id, fields))
    finally:
        desk.close()
    visitor.app.run_worker(look_back(visitor.app), group=LOOKING_BACK)


def _meanwhile(visitor: Visitor, studio: Studio) -> None:
    """Somebody else gives Maya one massage."""
    desk = open_desk(studio.url, "ben", clock=studio.clock)
    try:
        maya = resolve_member(desk, "maya@okafor.example").id
        membership = open_member(desk, maya).memberships[0].membership
        expires = studio.clock.now().date() + timedelta(days=30)
        why = Why("goodwill", "Waited while the sauna heated up.")
        apply(desk, maya, Add(membership.id, "massage", 1, expires, why), "meanwhile")
    finally:
        desk.close()


_WORDS = {"MEANWHILE": _meanwhile, "LOCK": _lock, "SIGN-IN": _sign_in}
"""What the words among the keys of a picture do."""
