"""`creditui backup`: a whole copy of the database in a new file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from creditui.cli.call import Call
from creditui.cli.options import json_option
from creditui.cli.output import say, write_json
from creditui.desk.backup import backup


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that does not exist yet")
    json_option(parser)


def run(call: Call) -> int:
    """Copy the database while people work."""
    with call.desk() as desk:
        backup(desk, call.args.file)
    if call.args.json:
        write_json({"file": str(call.args.file)})
    else:
        say(f"The database was copied to {call.args.file}")
    return 0
