"""`creditui give-back`: return the credits of a use to the lots they came from (R8)."""

from __future__ import annotations

from argparse import ArgumentParser

from creditui.cli.acting import perform
from creditui.cli.call import Call
from creditui.cli.options import act_options
from creditui.cli.parser import count
from creditui.desk.ledger import entry_detail
from creditui.domain.proposal import GiveBack


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("entry", type=count, metavar="ENTRY", help="the id of the use")
    act_options(parser, reasoned=False)


def run(call: Call) -> int:
    """Give the credits back, once."""
    args = call.args
    with call.desk() as desk:
        member = entry_detail(desk, args.entry).member
        return perform(call, desk, member, GiveBack(args.entry, args.reference))
