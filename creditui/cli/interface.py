"""Open the terminal interface."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from creditui.cli.arrival import Arrival
from creditui.cli.call import Call
from creditui.desk.errors import InputError

if TYPE_CHECKING:
    from creditui.desk.session import Desk


def open_interface(call: Call) -> int:
    """Open the interface on the database that was named; returns its exit status.

    Raises InputError without a terminal, and what opening the desk raises.
    """
    need_terminal()
    return show(call.open_desk, mouse=call.args.mouse, arrival=call.arrival)


def need_terminal() -> None:
    """Raise InputError unless a person sits at a terminal on both ends."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        raise InputError(
            "no_terminal",
            "The interface needs a terminal; for scripts there are commands: creditui --help",
        )


def show(opener: Callable[[], Desk], *, mouse: bool, arrival: Arrival | None = None) -> int:
    """Run the interface at the desk that `opener` opens, until the person leaves.

    It is on record as a session, from where `arrival` says, until it ends.
    """
    # Textual reads its variables once, when it is imported.
    from creditui.tui.environment import prepare

    prepare()
    from creditui.desk.thread import DeskThread

    desk = DeskThread(opener)  # it opens while the rest of the interface is imported
    try:
        from creditui.desk.presence import HERE, Presence
        from creditui.domain.session_record import Ending
        from creditui.tui.configuration import ConfigurationError
        from creditui.tui.run import run

        origin = HERE if arrival is None else arrival.origin
        presence = desk.now(lambda opened: Presence.begin(opened, origin=origin))
        try:
            return run(desk, mouse=mouse, presence=presence)
        except ConfigurationError as error:
            raise InputError("configuration", str(error)) from error
        finally:
            presence.end(Ending.LEFT)
    finally:
        desk.close()
