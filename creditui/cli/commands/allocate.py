"""`creditui set`: set what a billing period allocates for a service (R12)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from creditui.cli.acting import perform
from creditui.cli.call import Call
from creditui.cli.choosing import choose_membership, choose_period, choose_service
from creditui.cli.options import (
    DATE_HELP,
    MEMBER_HELP,
    MEMBERSHIP_HELP,
    SERVICE_HELP,
    act_options,
    read_date,
    why_of,
)
from creditui.cli.parser import whole_number
from creditui.desk.applying import find_applied
from creditui.desk.find import resolve_member
from creditui.desk.open_member import MemberView, open_member
from creditui.domain.ledger import Entry
from creditui.domain.proposal import SetAllocation


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add = parser.add_argument
    add("member", metavar="MEMBER", help=MEMBER_HELP)
    add("--period", required=True, metavar="DATE", help="its first day, or any day inside it")
    add("--service", metavar="CODE", help=SERVICE_HELP)
    add("--to", required=True, type=whole_number, metavar="N", help="the allocation wanted")
    add("--seen", type=whole_number, metavar="N", help="the allocation you saw: stop if it changed")
    add("--expires", metavar="DATE", help=f"for a period that is over, {DATE_HELP}")
    add("--membership", type=whole_number, metavar="ID", help=MEMBERSHIP_HELP)
    act_options(parser)


def run(call: Call) -> int:
    """Set the allocation, once."""
    args = call.args
    with call.desk() as desk:
        member = resolve_member(desk, args.member)
        view = open_member(desk, member.id)
        earlier = find_applied(desk, args.request_id) if args.request_id else None
        return perform(call, desk, member, _act(args, view, earlier))


def _act(args: Namespace, view: MemberView, earlier: Entry | None) -> SetAllocation:
    day = read_date("--period", args.period, view.today)
    expires = args.expires and read_date("--expires", args.expires, view.today)
    period = choose_period(view, day, args.service, args.membership)
    service = args.service
    if service is None and earlier is not None and earlier.period_id == period.id:
        service = earlier.service
    if service is None:
        service = choose_service(choose_membership(view, None, period.membership_id))
    return SetAllocation(period.id, service, args.to, why_of(args), args.seen, expires)
