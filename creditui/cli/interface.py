"""Open the terminal interface."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from creditui.cli.call import Call
from creditui.desk.errors import InputError

if TYPE_CHECKING:
    from creditui.desk.session import Desk


def open_interface(call: Call) -> int:
    """Open the interface on the database that was named; returns its exit status.

    Raises InputError without a terminal, and what opening the desk raises.
    """
    need_terminal()
    return show(call.open_desk, mouse=call.args.mouse)


def need_terminal() -> None:
    """Raise InputError unless a person sits at a terminal on both ends."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise InputError(
            "no_terminal",
            "The interface needs a terminal; for scripts there are commands: creditui --help",
        )


def show(opener: Callable[[], Desk], *, mouse: bool) -> int:
    """Run the interface at the desk that `opener` opens, until the person leaves."""
    # Textual reads its variables once, when it is imported.
    from creditui.tui.environment import prepare

    prepare()
    from creditui.desk.thread import DeskThread

    desk = DeskThread(opener)  # it opens while the rest of the interface is imported
    try:
        from creditui.tui.configuration import ConfigurationError
        from creditui.tui.run import run

        try:
            return run(desk, mouse=mouse)
        except ConfigurationError as error:
            raise InputError("configuration", str(error)) from error
    finally:
        desk.close()
