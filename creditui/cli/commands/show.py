"""`creditui show`: all that the desk knows of one member."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date

from creditui.cli.call import Call
from creditui.cli.options import MEMBER_HELP, json_option, read_past_date
from creditui.cli.output import say, write_json, write_table
from creditui.cli.shapes import view_json
from creditui.desk.as_of import WHAT_IS_OF_TODAY, open_member_as_of
from creditui.desk.catalogue import catalogue
from creditui.desk.find import resolve_member
from creditui.desk.open_member import MembershipView, MemberView, open_member
from creditui.domain.lots import Lot
from creditui.domain.membership import BillingPeriod
from creditui.domain.wording import say_date, say_distance, signed, source_name

_LOTS = ("lot", "service", "left", "of", "source", "through", "")
_PERIODS = ("period", "service", "allocated", "used", "adjusted", "expired", "left", "through")


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("member", metavar="MEMBER", help=MEMBER_HELP)
    parser.add_argument(
        "--as-of", metavar="DATE", help="as she was at the end of a day: 2026-10-31, yesterday"
    )
    json_option(parser)


def run(call: Call) -> int:
    """Show the member, her balances, memberships, lots and billing periods."""
    with call.desk() as desk:
        member_id = resolve_member(desk, call.args.member).id
        as_of = None
        if call.args.as_of is not None:
            as_of = read_past_date("--as-of", call.args.as_of, catalogue(desk).today)
            view = open_member_as_of(desk, member_id, as_of)
        else:
            view = open_member(desk, member_id)
    if call.args.json:
        write_json(view_json(view, as_of))
        return 0
    if as_of is not None:
        say(f"As of the end of {say_date(as_of)}. {WHAT_IS_OF_TODAY}")
        say("")
    _say_member(view)
    for each in view.memberships:
        _say_membership(each, view.today)
    if not view.memberships:
        say("No membership.")
    return 0


def _say_member(view: MemberView) -> None:
    member = view.member
    known = (member.email, member.phone, member.external_id)
    say(f"{member.name} (member {member.id})")
    say("  ".join(part for part in known if part))
    if member.joined_on:
        say(f"Joined {say_date(member.joined_on)}")
    if view.balances:
        say("")
        write_table(("service", "balance"), view.balances.items(), right=(1,))


def _say_membership(view: MembershipView, today: date) -> None:
    membership = view.membership
    ends = f", ends {say_date(membership.ends_on)}" if membership.ends_on else ""
    standing = f"{view.standing.symbol} {view.standing.label}"
    since = f"since {say_date(membership.started_on)}{ends}"
    say("")
    say(f"{membership.plan.name} (membership {membership.id})  {standing}  {since}")
    if view.closed is not None:
        say(view.closed.message)
    if view.lots:
        write_table(_LOTS, (_lot_row(lot, today) for lot in view.lots), right=(0, 2, 3))
    else:
        say("No credits are left in it.")
    rows = [row for period in view.periods for row in _period_rows(period)]
    if rows:
        say("")
        write_table(_PERIODS, rows, right=(2, 3, 4, 5, 6))


def _lot_row(lot: Lot, today: date) -> tuple[object, ...]:
    source = source_name(lot.source, lot.reason)
    if lot.expires_on is None:
        return (lot.id, lot.service, lot.left, lot.granted, source, "no expiry", "")
    through, away = say_date(lot.expires_on), say_distance(lot.expires_on, today)
    return (lot.id, lot.service, lot.left, lot.granted, source, through, away)


def _period_rows(period: BillingPeriod) -> list[tuple[object, ...]]:
    span = f"{period.starts_on} to {period.ends_on}"
    return [
        (
            span,
            each.service,
            each.allocated,
            each.used,
            signed(each.adjusted),
            each.expired,
            each.left,
            "no expiry" if each.expires_on is None else say_date(each.expires_on),
        )
        for each in period.allocations
    ]
