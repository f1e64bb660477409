"""`creditui expire`: write the entries for lots past their last day (R9)."""

from __future__ import annotations

from argparse import ArgumentParser

from creditui.cli.call import Call
from creditui.cli.options import json_option
from creditui.cli.output import say, write_json
from creditui.cli.progress import progress
from creditui.desk.expire import expire
from creditui.domain.wording import credits as said


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    json_option(parser)


def run(call: Call) -> int:
    """Write off what is left in lots past their date; again, it finds nothing to do."""
    with call.desk() as desk, progress() as told:
        done = expire(desk, None if told is None else lambda n, of: told("members", n, of))
    if call.args.json:
        write_json({"members": done.members, "entries": done.entries, "credits": done.credits})
    elif done.entries:
        entries = "1 entry" if done.entries == 1 else f"{done.entries} entries"
        members = "1 member" if done.members == 1 else f"{done.members} members"
        say(f"{said(done.credits)} of {members} expired ({entries}).")
    else:
        say("Nothing has expired since the last time.")
    return 0
