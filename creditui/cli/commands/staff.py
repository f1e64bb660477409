"""`creditui staff`: who may sign in, in which role and with which limits (R18, R19)."""

from __future__ import annotations

import argparse

from creditui.cli.call import Call
from creditui.cli.commands import staff_keys
from creditui.cli.options import MEMBER_HELP, json_option, list_options
from creditui.cli.output import say, write_csv, write_json, write_table
from creditui.cli.parser import whole_number
from creditui.cli.shapes import staff_json
from creditui.desk.find import resolve_member
from creditui.desk.session import Desk
from creditui.desk.staff import add_staff, edit_staff, everyone
from creditui.domain.people import Limits, Role, Staff

_ROLES = ", ".join(Role)
_LIMITS_HELP = "an adjustment, a day, a member in 30 days, such as 5,20,none; role: as the role has"
_USERNAME_HELP = "the person's username"
_ROLE = "role"
"""Typed instead of limits: those of the role."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command and its parts take."""
    parts = parser.add_subparsers(metavar="PART", required=True, dest="part")
    add = parts.add_parser("add", help="let a person sign in")
    add.add_argument("username", metavar="USERNAME", help=_USERNAME_HELP)
    add.add_argument("--name", required=True, help="the name that entries keep")
    add.add_argument("--role", required=True, help=_ROLES)
    _optional(add)
    add.set_defaults(do=_add)
    listing = parts.add_parser("list", help="list everyone")
    list_options(listing, 0)
    listing.set_defaults(do=_list)
    edit = parts.add_parser("edit", help="change what is given, keep the rest")
    edit.add_argument("username", metavar="USERNAME", help=_USERNAME_HELP)
    edit.add_argument("--name", help="the name that later entries keep")
    edit.add_argument("--role", help=_ROLES)
    edit.add_argument("--enable", action="store_true", help="let a disabled person in again")
    _optional(edit).add_argument(
        "--no-member", action="store_true", help="the person is no member any more"
    )
    edit.set_defaults(do=_edit)
    disable = parts.add_parser("disable", help="let a person sign in no longer")
    disable.add_argument("username", metavar="USERNAME", help=_USERNAME_HELP)
    json_option(disable)
    disable.set_defaults(do=_disable)
    staff_keys.arguments(parts.add_parser("key", help="say which SSH keys are whose"))


def run(call: Call) -> int:
    """Do the part that was named."""
    with call.desk() as desk:
        status: int = call.args.do(call, desk)
    return status


def limits(text: str) -> Limits | str:
    """Limits as typed: an adjustment's, a day's, a member's in 30 days; `none` for no limit.

    The word `role` is answered as it is: no limits of her own.
    """
    if text.strip().lower() == _ROLE:
        return _ROLE
    parts = text.split(",")
    if len(parts) != 3:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not three limits; write those of an adjustment, of a day and of a "
            "member in 30 days, such as 5,20,none; or role for those of the role"
        )
    adjustment, day, member = (_limit(part.strip()) for part in parts)
    return Limits(adjustment, day, member)


def _limit(text: str) -> int | None:
    if text.lower() == "none":
        return None
    number = whole_number(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"a limit of {number} is below 0; write none for no limit")
    return number


def _optional(parser: argparse.ArgumentParser) -> argparse._MutuallyExclusiveGroup:
    """What adding and editing share; returns the group of whose member the person is."""
    member = parser.add_mutually_exclusive_group()
    member.add_argument(
        "--member", metavar="MEMBER", help=f"the person's own member: {MEMBER_HELP}"
    )
    parser.add_argument("--limits", type=limits, metavar="A,D,M|role", help=_LIMITS_HELP)
    json_option(parser)
    return member


def _member_id(call: Call, desk: Desk) -> int | None:
    return None if call.args.member is None else resolve_member(desk, call.args.member).id


def _own_limits(call: Call) -> Limits | None:
    given: Limits | str | None = call.args.limits
    return given if isinstance(given, Limits) else None


def _add(call: Call, desk: Desk) -> int:
    args = call.args
    member_id = _member_id(call, desk)
    staff = add_staff(
        desk, args.username, args.name, args.role, member_id=member_id, limits=_own_limits(call)
    )
    return _tell(call, staff, "may sign in now")


def _edit(call: Call, desk: Desk) -> int:
    args = call.args
    staff = edit_staff(
        desk,
        args.username,
        name=args.name,
        role=args.role,
        disabled=False if args.enable else None,
        member_id=_member_id(call, desk),
        limits=_own_limits(call),
        no_member=args.no_member,
        role_limits=args.limits == _ROLE,
    )
    return _tell(call, staff, "was changed")


def _disable(call: Call, desk: Desk) -> int:
    return _tell(call, edit_staff(desk, call.args.username, disabled=True), "may sign in no longer")


def _list(call: Call, desk: Desk) -> int:
    people = everyone(desk)
    if call.args.json:
        write_json([staff_json(staff) for staff in people])
    elif call.args.csv:
        columns = ("username", "name", "role", "disabled", "member", "limits")
        write_csv(columns, (staff_json(staff) | {"limits": _own(staff)} for staff in people))
    else:
        header = ("username", "name", "role", "member", "limits", "")
        write_table(header, (_row(staff) for staff in people), right=(3,))
    return 0


def _row(staff: Staff) -> tuple[object, ...]:
    state = "disabled" if staff.disabled else ""
    own = _own(staff) or "as the role"
    return (staff.username, staff.name, staff.role, staff.member_id, own, state)


def _own(staff: Staff) -> str:
    """A person's own limits as they are typed: "5,20,none"; empty where those of her role hold."""
    return "" if staff.limits is None else str(staff.limits)


def _tell(call: Call, staff: Staff, what: str) -> int:
    if call.args.json:
        write_json(staff_json(staff))
    else:
        say(f"{staff.name} ({staff.username}, {staff.role}) {what}.")
    return 0
