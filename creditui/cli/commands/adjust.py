"""`creditui adjust`: add credits to a member or remove them (R10, R11)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from creditui.cli.acting import perform
from creditui.cli.call import Call
from creditui.cli.choosing import choose_membership, choose_service, membership_of_lot
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
from creditui.desk.catalogue import Catalogue, catalogue
from creditui.desk.errors import InputError
from creditui.desk.find import resolve_member
from creditui.desk.open_member import MembershipView, MemberView, open_member
from creditui.domain.expiry import default_expiry
from creditui.domain.ledger import Entry
from creditui.domain.proposal import Add, Remove


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add = parser.add_argument
    add("member", metavar="MEMBER", help=MEMBER_HELP)
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--add", type=whole_number, metavar="N", help="credits to add")
    way.add_argument("--remove", type=whole_number, metavar="N", help="credits to remove")
    add("--service", metavar="CODE", help=SERVICE_HELP)
    add("--expires", metavar="DATE", help=f"the last day of added credits, {DATE_HELP}")
    add("--membership", type=whole_number, metavar="ID", help=MEMBERSHIP_HELP)
    add("--lot", type=whole_number, metavar="ID", help="remove from this lot only")
    act_options(parser)


def run(call: Call) -> int:
    """Add or remove, once."""
    args = call.args
    _check_options(args)
    with call.desk() as desk:
        member = resolve_member(desk, args.member)
        view = open_member(desk, member.id)
        earlier = find_applied(desk, args.request_id) if args.request_id else None
        if earlier is not None and earlier.member_id == member.id:
            return perform(call, desk, member, _same_again(args, earlier, view.today))
        return perform(call, desk, member, _act(args, view, catalogue(desk)))


def _check_options(args: Namespace) -> None:
    if args.add is not None and args.lot is not None:
        raise InputError("usage", "Added credits make a lot of their own; leave out --lot.")
    if args.remove is not None and args.expires is not None:
        raise InputError("usage", "Only added credits have an expiry to give; leave out --expires.")


def _act(args: Namespace, view: MemberView, studio: Catalogue) -> Add | Remove:
    """What was typed, with what was left out worked out from what the member has."""
    membership_id = args.membership
    if membership_id is None and args.lot is not None:
        membership_id = membership_of_lot(view, args.lot)
    membership = choose_membership(view, args.service, membership_id)
    service = args.service or choose_service(membership)
    if args.remove is not None:
        return Remove(membership.membership.id, service, args.remove, why_of(args), args.lot)
    expires_on = _expiry(args, view, membership, studio)
    return Add(membership.membership.id, service, args.add, expires_on, why_of(args))


def _expiry(
    args: Namespace, view: MemberView, membership: MembershipView, studio: Catalogue
) -> date | None:
    if args.expires is not None:
        return read_date("--expires", args.expires, view.today)
    return default_expiry(view.record, membership.membership, view.today, studio.settings)


def _same_again(args: Namespace, entry: Entry, today: date) -> Add | Remove:
    """What was typed under a request id that was applied before (R14).

    What was left out is what it was then: the defaults of today may be others.
    """
    membership_id = args.membership or entry.membership_id or 0
    service = args.service or entry.service
    if args.remove is not None:
        return Remove(membership_id, service, args.remove, why_of(args), args.lot)
    if args.expires is not None:
        expires_on: date | None = read_date("--expires", args.expires, today)
    else:
        expires_on = next((lot.expires_on for lot in entry.new_lots), None)
    return Add(membership_id, service, args.add, expires_on, why_of(args))
