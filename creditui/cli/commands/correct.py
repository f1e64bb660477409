"""`creditui correct`: write the opposite of a ledger entry (R16)."""

from __future__ import annotations

from argparse import ArgumentParser

from creditui.cli.acting import perform
from creditui.cli.call import Call
from creditui.cli.options import act_options, why_of
from creditui.cli.parser import count
from creditui.desk.ledger import entry_detail
from creditui.domain.proposal import Correct


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("entry", type=count, metavar="ENTRY", help="the id of the entry")
    act_options(parser)


def run(call: Call) -> int:
    """Correct the entry, once."""
    with call.desk() as desk:
        member = entry_detail(desk, call.args.entry).member
        return perform(call, desk, member, Correct(call.args.entry, why_of(call.args)))
