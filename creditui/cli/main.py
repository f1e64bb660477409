"""The `creditui` command: read the command line, do what it says, end with an honest status."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from creditui.cli.call import Call
from creditui.cli.failure import DONE, fail
from creditui.cli.parser import check_words, make_parser
from creditui.desk.clock import Clock

if TYPE_CHECKING:
    from creditui.cli.arrival import Arrival


def main(
    argv: Sequence[str] | None = None,
    *,
    clock: Clock | None = None,
    arrival: Arrival | None = None,
) -> int:
    """Run the command in `argv` (the process's own by default) and return its exit status.

    0 done, 1 unexpected, 2 wrong input, 3 refused, 4 stale, 5 the database fails, 130 interrupted;
    see `creditui.cli.failure`. `clock` tells the time instead of the machine's. `arrival` says who
    came in over SSH: only what is offered there is done then.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    _have_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _run(words, clock, arrival)
        sys.stdout.flush()
        return status
    except (Exception, KeyboardInterrupt) as error:
        return fail(error, as_json=in_json(words))


def _have_streams() -> None:
    """Put nothing in the place of a closed stream: no file of ours gets its number then."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115  # until the end


def in_json(words: Sequence[str]) -> bool:
    """Whether JSON was asked for, in either way; known before the words are parsed."""
    return "--json" in words or "--format=json" in words or "--format json" in " ".join(words)


def _run(words: list[str], clock: Clock | None, arrival: Arrival | None) -> int:
    check_words(words)
    if arrival is not None:
        from creditui.cli.over_ssh import check_command, check_files

        check_command(words)
    try:
        args = make_parser(words, over_ssh=arrival is not None).parse_args(words)
    except SystemExit:  # argparse leaves so once it has written the help or the version
        return DONE
    if arrival is not None:
        check_files(args)
    call = Call(args, clock, arrival, tuple(words))
    run: Callable[[Call], int] | None = getattr(args, "run", None)
    if run is None:
        from creditui.cli.interface import open_interface

        return open_interface(call)
    return run(call)
