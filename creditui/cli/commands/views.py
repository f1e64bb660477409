"""`creditui views`: the saved views of the studio's ledger (R18)."""

from __future__ import annotations

from argparse import ArgumentParser

from creditui.cli.call import Call
from creditui.cli.filter_words import FILTER_HELP, filter_line
from creditui.cli.options import json_option, list_options
from creditui.cli.output import say, write_csv, write_json, write_table
from creditui.cli.shapes import Json
from creditui.desk.saved_views import delete_view, list_views, save_view
from creditui.desk.session import Desk
from creditui.domain.instant import instant_text
from creditui.domain.saved_view import SavedView

_COLUMNS = ("name", "line", "saved_by", "saved_at")
_NAME_HELP = "1 to 40 characters; their case makes no difference"


def arguments(parser: ArgumentParser) -> None:
    """What the command and its parts take; without a part it lists."""
    list_options(parser, 0)
    parser.set_defaults(do=_list)
    parts = parser.add_subparsers(metavar="PART", dest="part")
    save = parts.add_parser("save", help="keep a filter under a name")
    save.add_argument("name", metavar="NAME", help=_NAME_HELP)
    save.add_argument("filter", nargs="+", metavar="FILTER", help=FILTER_HELP)
    save.add_argument(
        "--replace", action="store_true", help="in place of a view that has that name"
    )
    json_option(save)
    save.set_defaults(do=_save)
    delete = parts.add_parser("delete", help="keep a view no longer")
    delete.add_argument("name", metavar="NAME", help=_NAME_HELP)
    json_option(delete)
    delete.set_defaults(do=_delete)


def run(call: Call) -> int:
    """List the views, keep one or keep one no longer."""
    with call.desk() as desk:
        call.args.do(call, desk)
    return 0


def view_json(view: SavedView) -> Json:
    """A saved view; one that is built in was saved by nobody."""
    return {
        "name": view.name,
        "line": view.line,
        "saved_by": view.saved_by or None,
        "saved_at": None if view.saved_at is None else instant_text(view.saved_at),
    }


def _list(call: Call, desk: Desk) -> None:
    views = list_views(desk)
    if call.args.json:
        write_json([view_json(view) for view in views])
    elif call.args.csv:
        write_csv(_COLUMNS, map(view_json, views))
    else:
        rows = ((view.word, view.line, view.saved_by or "built in") for view in views)
        write_table(("view", "filter", "saved by"), rows)


def _save(call: Call, desk: Desk) -> None:
    line = filter_line(call.args.filter)
    view = save_view(desk, call.args.name, line, replace=call.args.replace)
    if call.args.json:
        write_json(view_json(view))
    else:
        say(f"{view.word} is {view.line} from now on.")


def _delete(call: Call, desk: Desk) -> None:
    view = delete_view(desk, call.args.name)
    if call.args.json:
        write_json(view_json(view))
    else:
        say(f"{view.name} is deleted; it was {view.line}")
