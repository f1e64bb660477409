"""Run the terminal interface on a desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from creditui.desk.catalogue import catalogue
from creditui.desk.thread import DeskThread
from creditui.tui.app import DeskApp
from creditui.tui.configuration import read_configuration
from creditui.tui.presence import Presence
from creditui.tui.screens.clients.screen import ClientsScreen


def run(
    desk: DeskThread,
    *,
    mouse: bool = False,
    presence: Presence | None = None,
    first: Callable[[], Screen[Any]] | None = None,
) -> int:
    """Show the interface until the person leaves; the exit status is 0 unless it broke.

    `mouse` turns the mouse on, as the configuration file can; it is off otherwise, so that the
    terminal's own copy and paste works. `presence` is the session's place in the list of sessions;
    `first` makes the screen to start from, the client search by default. Raises
    ConfigurationError, and what opening the desk raised, before anything is painted.
    """
    configuration = read_configuration()
    app = DeskApp(
        desk,
        desk.now(catalogue),
        configuration,
        first=first or ClientsScreen,
        presence=presence,
    )
    app.run(mouse=mouse or configuration.mouse)
    return app.return_code or 0
