"""`creditui reasons`: why credits may be adjusted, in this studio (R15)."""

from __future__ import annotations

from argparse import ArgumentParser

from creditui.cli.call import Call
from creditui.cli.options import json_option, list_options
from creditui.cli.output import say, write_csv, write_json, write_table
from creditui.cli.shapes import Json
from creditui.desk.errors import InputError
from creditui.desk.reasons import add_reason, drop_reason, edit_reason, list_reasons
from creditui.desk.session import Desk
from creditui.domain.reasons import Direction, Reason

_COLUMNS = ("for", "code", "name", "purpose")
_PURPOSE_HELP = "what it is for and what a good note holds; shown beside the field"


def arguments(parser: ArgumentParser) -> None:
    """What the command and its parts take; without a part it lists."""
    list_options(parser, 0)
    parser.set_defaults(do=_list)
    parts = parser.add_subparsers(metavar="PART", dest="part")
    add = _part(parts.add_parser("add", help="let a reason be chosen"))
    add.add_argument("--name", required=True, help="what it is called")
    add.add_argument("--purpose", required=True, metavar="TEXT", help=_PURPOSE_HELP)
    add.set_defaults(do=_add)
    edit = _part(parts.add_parser("edit", help="change what is given, keep the rest"))
    edit.add_argument("--name", help="what it is called, in earlier entries too")
    edit.add_argument("--purpose", metavar="TEXT", help=_PURPOSE_HELP)
    edit.set_defaults(do=_edit)
    drop = _part(parts.add_parser("drop", help="let a reason be chosen no longer"))
    drop.set_defaults(do=_drop)


def _part(parser: ArgumentParser) -> ArgumentParser:
    parser.add_argument("code", metavar="CODE", help="the word that entries keep")
    directions = [str(each) for each in Direction]
    parser.add_argument(
        "--for", dest="direction", required=True, choices=directions, help="the way credits go"
    )
    json_option(parser)
    return parser


def run(call: Call) -> int:
    """List the reasons, or change the list."""
    with call.desk() as desk:
        call.args.do(call, desk)
    return 0


def reason_json(reason: Reason) -> Json:
    """A reason of the list."""
    told = (reason.direction.value, reason.code, reason.name, reason.purpose)
    return dict(zip(_COLUMNS, told, strict=True))


def _list(call: Call, desk: Desk) -> None:
    shown = [reason_json(reason) for reason in list_reasons(desk)]
    if call.args.json:
        write_json(shown)
    elif call.args.csv:
        write_csv(_COLUMNS, shown)
    else:
        rows = ([each[column] for column in _COLUMNS] for each in shown)
        write_table(_COLUMNS, rows, whole=(3,))


def _add(call: Call, desk: Desk) -> None:
    args = call.args
    reason = Reason(Direction(args.direction), args.code, args.name, args.purpose)
    _answer(call, add_reason(desk, reason), "can be chosen from now on.")


def _edit(call: Call, desk: Desk) -> None:
    args = call.args
    if not (args.name or args.purpose):
        raise InputError("usage", "Give --name or --purpose, or both.")
    direction = Direction(args.direction)
    edited = edit_reason(desk, direction, args.code, name=args.name, purpose=args.purpose)
    _answer(call, edited, f"is called {edited.name} now.")


def _drop(call: Call, desk: Desk) -> None:
    dropped = drop_reason(desk, Direction(call.args.direction), call.args.code)
    _answer(call, dropped, "can be chosen no longer; entries keep it.")


def _answer(call: Call, reason: Reason, told: str) -> None:
    if call.args.json:
        write_json(reason_json(reason))
    else:
        say(f"{reason.code} to {reason.direction} {told}")
