"""`creditui init`: make the studio's database, or bring it up to date."""

from __future__ import annotations

from argparse import ArgumentParser

from creditui.access.os_account import os_username
from creditui.cli.call import Call
from creditui.cli.ending import clearing_away
from creditui.cli.options import json_option
from creditui.cli.output import say, write_json
from creditui.desk.errors import InputError, Refused
from creditui.desk.initialise import initialise
from creditui.desk.session import READ_ONLY


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--name", metavar="NAME", help="the studio's name")
    parser.add_argument("--timezone", metavar="ZONE", help="its time zone, such as Europe/London")
    json_option(parser)


def run(call: Call) -> int:
    """Make or migrate the database; the account that runs this becomes admin of a new one."""
    if call.args.as_username is not None:
        raise InputError("usage", "init is done as the account itself; leave out --as.")
    if call.args.read_only:
        raise Refused(READ_ONLY)
    args = call.args
    with clearing_away():
        done = initialise(call.url, os_username(), name=args.name, timezone=args.timezone)
    if args.json:
        write_json(
            {
                "database": call.url,
                "migrations": list(done.migrations),
                "admin": done.admin,
                "studio": {"name": done.settings.studio_name, "timezone": done.settings.timezone},
            }
        )
        return 0
    state = "ready" if done.migrations else "up to date"
    say(f"{done.settings.studio_name} ({done.settings.timezone}) is {state} in {call.url}")
    if done.admin:
        say(f"{done.admin} is its admin; now: creditui import FOLDER, or creditui staff add")
    return 0
