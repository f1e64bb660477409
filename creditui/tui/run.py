"""Run the terminal interface on a desk."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from creditui.desk.catalogue import catalogue
from creditui.desk.find import PAGE, find
from creditui.desk.presence import Presence
from creditui.desk.thread import DeskThread
from creditui.domain.people import Permission
from creditui.tui import opening
from creditui.tui.app import DeskApp
from creditui.tui.configuration import read_configuration
from creditui.tui.painting import printable
from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.session_app import SessionApp

if TYPE_CHECKING:
    from creditui.desk.drafts import Unfinished
    from creditui.desk.session import Desk


def run(
    desk: DeskThread,
    *,
    mouse: bool = False,
    presence: Presence | None = None,
    first: Callable[[], Screen[Any]] | None = None,
) -> int:
    """Show the interface until the person leaves; returns the exit status.

    `mouse` turns the mouse on, as the configuration file can; it is off otherwise, so that the
    terminal's own copy and paste works. `presence` is the session's place in the list of sessions;
    `first` makes the screen to start from, the client search by default. Raises
    ConfigurationError, and what opening the desk raised, before anything is painted; and
    InterfaceBroke, once the terminal is as it was, where nobody had expected an error.
    """
    configuration = read_configuration()
    app = SessionApp(
        desk,
        desk.now(catalogue),
        configuration,
        first=first or _clients(desk),
        opened=_look_back,
        presence=presence,
    )
    app.run(mouse=mouse or configuration.mouse)
    app.check_whole()
    if presence is not None:
        presence.end(app.ending)
    if app.farewell:
        print(printable(app.farewell), file=sys.stderr)
    return app.return_code or 0


def _clients(desk: DeskThread) -> Callable[[], ClientsScreen]:
    """The client search with as many clients as the terminal has lines, found by now."""
    lines = max(10, min(shutil.get_terminal_size().lines, PAGE))
    found = desk.now(lambda opened: find(opened, "", lines))
    return lambda: ClientsScreen(found=found)


_SETTLED = 1.0
"""Seconds after which nobody waits for the first frame any more."""


async def _look_back(app: DeskApp) -> None:
    """Tell the person what became of the forms that an earlier session left behind (R14).

    Mostly there are none, and then the screens that would show them are not imported.
    """
    app.set_timer(_SETTLED, opening.settle)
    adds = app.may(Permission.ADD)
    left = await app.desk.ask(lambda desk: _unfinished(desk, adds=adds))
    if left:
        from creditui.tui.resume import look_back

        await look_back(app)


def _unfinished(desk: Desk, *, adds: bool) -> tuple[Unfinished, ...]:
    # peewee comes with it: imported in the desk's thread, whoever it is, while the first frame
    # stands, so that nobody waits for it when a client is opened.
    from creditui.desk.drafts import unfinished

    return unfinished(desk) if adds else ()
