"""Run the terminal interface on a desk."""

from __future__ import annotations

from creditui.desk.catalogue import catalogue
from creditui.desk.thread import DeskThread
from creditui.tui.app import DeskApp
from creditui.tui.configuration import read_configuration


def run(desk: DeskThread, *, mouse: bool = False) -> int:
    """Show the interface until the person leaves; the exit status is 0 unless it broke.

    `mouse` turns the mouse on, as the configuration file can; it is off otherwise, so that the
    terminal's own copy and paste works. Raises ConfigurationError, and what opening the desk
    raised, before anything is painted.
    """
    configuration = read_configuration()
    app = DeskApp(desk, desk.now(catalogue), configuration)
    app.run(mouse=mouse or configuration.mouse)
    return app.return_code or 0
