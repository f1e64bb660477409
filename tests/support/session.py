"""The application at the sample studio, signed in as somebody: what interface tests start from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from creditui.desk.catalogue import catalogue
from creditui.desk.session import open_desk
from creditui.desk.thread import DeskThread
from creditui.tui.configuration import Configuration
from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.session_app import SessionApp
from tests.support.studio import Studio


@contextmanager
def desk_thread(
    studio: Studio, username: str = "mona", *, read_only: bool = False
) -> Iterator[DeskThread]:
    """A desk of its own for `username`, at the studio's clock."""
    desk = DeskThread(
        lambda: open_desk(studio.url, username, read_only=read_only, clock=studio.clock)
    )
    try:
        yield desk
    finally:
        desk.close()


@contextmanager
def desk_app(
    studio: Studio,
    username: str = "mona",
    *,
    read_only: bool = False,
    configuration: Configuration | None = None,
) -> Iterator[SessionApp]:
    """The application for `username`, not running yet."""
    with desk_thread(studio, username, read_only=read_only) as desk:
        yield SessionApp(desk, desk.now(catalogue), configuration, first=ClientsScreen)
