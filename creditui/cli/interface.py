"""Open the terminal interface."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from creditui.cli.call import Call
from creditui.desk.errors import InputError

if TYPE_CHECKING:
    from textual.screen import Screen

    from creditui.cli.arrival import Arrival
    from creditui.desk.session import Desk


def open_interface(call: Call) -> int:
    """Open the interface on the database that was named; returns its exit status.

    Raises InputError without a terminal, and what opening the desk raises.
    """
    need_terminal()
    return show(call.open_desk, mouse=call.args.mouse, arrival=call.arrival)


def at_terminal() -> bool:
    """Whether a person sits at a terminal on both ends."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def need_terminal() -> None:
    """Raise InputError unless a person sits at a terminal on both ends."""
    if not at_terminal():
        raise InputError(
            "no_terminal",
            "The interface needs a terminal; for scripts there are commands: creditui --help",
        )


def open_audit(call: Call) -> int:
    """Open the interface at the audit, reading only whatever the role; returns its exit status.

    Raises Refused for who may not see the studio's ledger (R18), and as `open_interface`.
    """
    from creditui.desk.audit import check_reader

    def opener() -> Desk:
        desk = call.open_desk(read_only=True)
        try:
            check_reader(desk)
        except BaseException:
            desk.close()
            raise
        return desk

    need_terminal()
    return show(opener, mouse=call.args.mouse, arrival=call.arrival, audit=True)


def show(
    opener: Callable[[], Desk],
    *,
    mouse: bool,
    arrival: Arrival | None = None,
    audit: bool = False,
) -> int:
    """Run the interface at the desk that `opener` opens, until the person leaves.

    It is on record as a session, from where `arrival` says, until it ends. It begins with the
    client search, or with the `audit` over it.
    """
    # Textual reads its variables once, when it is imported.
    from creditui.tui.environment import import_asyncio, prepare

    prepare()
    import_asyncio()
    from creditui.desk.program_log import keep_off_screen
    from creditui.desk.thread import DeskThread

    keep_off_screen()
    desk = DeskThread(opener)  # it opens while the rest of the interface is imported
    try:
        from creditui.desk.presence import HERE, Presence
        from creditui.domain.session_record import Ending
        from creditui.tui.configuration import ConfigurationError
        from creditui.tui.run import run

        origin = HERE if arrival is None else arrival.origin
        presence = desk.now(lambda opened: Presence.begin(opened, origin=origin))
        try:
            return run(desk, mouse=mouse, presence=presence, first=_first(audit))
        except ConfigurationError as error:
            raise InputError("configuration", str(error)) from error
        finally:
            presence.end(Ending.LEFT)
    finally:
        desk.close()


def _first(audit: bool) -> Callable[[], Screen[Any]] | None:
    if not audit:
        return None
    from creditui.tui.screens.audit.session import audit_session

    return audit_session
