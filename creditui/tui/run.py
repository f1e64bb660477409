"""Run the terminal interface on a desk."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from creditui.desk.catalogue import catalogue
from creditui.desk.find import PAGE, find
from creditui.desk.left_behind import may_have_left
from creditui.desk.presence import Presence
from creditui.desk.thread import DeskThread
from creditui.domain.people import Permission
from creditui.domain.session_record import Ending
from creditui.tui import opening
from creditui.tui.app import DeskApp
from creditui.tui.configuration import read_configuration
from creditui.tui.painting import printable
from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.session_app import SessionApp

if TYPE_CHECKING:
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
    opening.take(None if presence is None else partial(presence.end, Ending.HUNG_UP))
    configuration = read_configuration()
    app = SessionApp(
        desk,
        desk.now(catalogue),
        configuration,
        first=first or _clients(desk),
        opened=_look_back,
        in_use=_get_ready,
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

    Mostly there are none, and then nothing that would read or show them is imported.
    """
    app.set_timer(_SETTLED, opening.settle)
    if app.may(Permission.ADD) and await app.desk.ask(may_have_left):
        from creditui.tui.resume import look_back

        await look_back(app)


def _get_ready(app: DeskApp) -> None:
    """Have the desk's thread import what opening a client takes, so that nobody waits for it then.

    That is peewee above all, an eighth of a session's memory: one that nobody uses does without.
    Who is leaving already, as with her first key, is not kept waiting for it.
    """
    if app.return_code is None:
        app.desk.start(import_opening)


def import_opening(_desk: Desk) -> None:
    """Import what opening a client takes of the desk; the screen is imported when it is there."""
    import creditui.desk.deciding
    import creditui.desk.open_member  # noqa: F401
