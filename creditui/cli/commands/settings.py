"""`creditui settings`: show the studio's settings, or change one (R18)."""

from __future__ import annotations

from argparse import ArgumentParser

from creditui.cli.call import Call
from creditui.cli.options import json_option
from creditui.cli.output import say, write_json, write_table
from creditui.desk.errors import InputError
from creditui.desk.settings import change_setting, list_settings


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("key", nargs="?", metavar="KEY", help="only this setting")
    parser.add_argument("value", nargs="?", metavar="VALUE", help="what it is from now on")
    json_option(parser)


def run(call: Call) -> int:
    """Show all settings or one, or change one."""
    key, value = call.args.key, call.args.value
    with call.desk() as desk:
        if value is not None:
            found = [change_setting(desk, key, value)]
        else:
            found = [each for each in list_settings(desk) if key in (None, each.key)]
    if not found:
        raise InputError("no_such_setting", f"{key!r} is not a setting; see: creditui settings")
    if call.args.json:
        write_json({each.key: each.value for each in found})
    elif value is not None:
        say(f"{found[0].key} is {found[0].value} now.")
    else:
        write_table(
            ("setting", "value", "what it is"), ((s.key, s.value, s.purpose) for s in found)
        )
    return 0
