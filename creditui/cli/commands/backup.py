"""`creditui backup`: a whole copy of the database in a new file."""

from __future__ import annotations

from argparse import ArgumentParser
from functools import partial
from pathlib import Path

from creditui.cli.call import Call
from creditui.cli.ending import clearing_away
from creditui.cli.options import json_option
from creditui.cli.output import say, write_json
from creditui.cli.progress import progress
from creditui.desk.backup import backup


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that does not exist yet")
    json_option(parser)


def run(call: Call) -> int:
    """Copy the database while people work."""
    with clearing_away(), call.desk() as desk, progress() as told:
        backup(desk, call.args.file, None if told is None else partial(told, "pages"))
    if call.args.json:
        write_json({"file": str(call.args.file)})
    else:
        say(f"The database was copied to {call.args.file}")
    return 0
