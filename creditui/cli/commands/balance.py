"""`creditui balance`: what a member has left of each service, and nothing else (R3)."""

from __future__ import annotations

from argparse import ArgumentParser

from creditui.cli.call import Call
from creditui.cli.options import MEMBER_HELP, json_option
from creditui.cli.output import tell, write_json, write_table
from creditui.desk.errors import InputError
from creditui.desk.find import resolve_member
from creditui.desk.open_member import open_member


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("member", metavar="MEMBER", help=MEMBER_HELP)
    parser.add_argument("--service", metavar="CODE", help="a service's code: of this one only")
    json_option(parser)


def run(call: Call) -> int:
    """Say the balances by service code, as of today."""
    wanted = call.args.service
    with call.desk() as desk:
        view = open_member(desk, resolve_member(desk, call.args.member).id)
    balances = dict(view.balances)
    if wanted is not None:
        if wanted not in balances:
            known = ", ".join(balances) or "none"
            raise InputError(
                "no_such_service",
                f"{view.member.name} has no service {wanted!r}; the services are: {known}.",
            )
        balances = {wanted: balances[wanted]}
    if call.args.json:
        write_json(balances)
    elif balances:
        write_table(("service", "balance"), balances.items(), right=(1,))
    else:
        tell(f"{view.member.name} has no membership, so there is no balance.")
    return 0
