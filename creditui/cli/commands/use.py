"""`creditui use`: use credits, as the booking system does (R6)."""

from __future__ import annotations

from argparse import ArgumentParser

from creditui.cli.acting import perform
from creditui.cli.call import Call
from creditui.cli.options import MEMBER_HELP, act_options
from creditui.cli.parser import whole_number
from creditui.desk.find import resolve_member
from creditui.domain.proposal import Use


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("member", metavar="MEMBER", help=MEMBER_HELP)
    parser.add_argument("credits", type=whole_number, metavar="N", help="how many credits")
    parser.add_argument("--service", required=True, metavar="CODE", help="the code of the service")
    act_options(parser, reasoned=False)


def run(call: Call) -> int:
    """Use the credits, once."""
    args = call.args
    with call.desk() as desk:
        member = resolve_member(desk, args.member)
        return perform(call, desk, member, Use(args.service, args.credits, args.reference))
