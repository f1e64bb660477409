"""`creditui staff key`: whose SSH key is which (R21)."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from creditui.cli.call import Call
from creditui.cli.options import DATE_HELP, json_option, list_options, read_date
from creditui.cli.output import say, tell, write_csv, write_json, write_table
from creditui.cli.shapes import Json, at_text
from creditui.desk.keys import KnownKey, add_key, list_keys, revoke_key
from creditui.desk.session import Desk
from creditui.domain.instant import instant_of
from creditui.domain.wording import say_instant, say_through

_STDIN = "-"
_LONGEST = 64 * 1024
"""Bytes of a file that are read; a public key has a few hundred."""
_COLUMNS = (
    *("id", "username", "state", "algorithm", "fingerprint", "label", "added_by", "added_at"),
    *("expires_on", "last_used", "revoked_by", "revoked_at"),
)


def arguments(parser: ArgumentParser) -> None:
    """What the three things to do with keys take."""
    parts = parser.add_subparsers(metavar="PART", required=True, dest="key_part")
    add = parts.add_parser("add", help="let a person sign in with an SSH key")
    add.add_argument("username", metavar="USERNAME", help="whose key it is")
    add.add_argument(
        "file", metavar="FILE", nargs="?", default=_STDIN, help="a .pub file; - or none: read stdin"
    )
    add.add_argument(
        "--label", metavar="TEXT", help="whose machine it is on (default: its comment)"
    )
    add.add_argument("--expires", metavar="DATE", help=f"the last day it holds, {DATE_HELP}")
    json_option(add)
    add.set_defaults(do=_add)
    listing = parts.add_parser("list", help="list keys; without a name all that you may see")
    listing.add_argument("username", metavar="USERNAME", nargs="?", help="only hers")
    list_options(listing, 0)
    listing.set_defaults(do=_list)
    revoke = parts.add_parser("revoke", help="take a key back, for good")
    revoke.add_argument(
        "key", metavar="KEY", help="its number, its fingerprint, or 8 characters or more of that"
    )
    json_option(revoke)
    revoke.set_defaults(do=_revoke)


def key_json(known: KnownKey) -> Json:
    """A key; `state` is holds, expired or revoked on the studio date of today."""
    key = known.key
    return {
        "id": key.id,
        "username": key.username,
        "state": known.state,
        "algorithm": key.algorithm,
        "fingerprint": key.fingerprint,
        "label": key.label,
        "added_by": key.added_by,
        "added_at": at_text(key.added_at),
        "expires_on": None if key.expires_on is None else key.expires_on.isoformat(),
        "last_used": at_text(known.last_used),
        "revoked_by": key.revoked_by,
        "revoked_at": at_text(key.revoked_at),
    }


def _add(call: Call, desk: Desk) -> int:
    args = call.args
    expires_on = None
    if args.expires is not None:
        expires_on = read_date("--expires", args.expires, desk.moment().today)
    text = _key_text(args.file)
    known = add_key(desk, args.username, text, label=args.label, expires_on=expires_on)
    until = "" if expires_on is None else f", {say_through(expires_on)}"
    return _tell(call, known, f"lets {known.key.username} sign in{until}")


def _revoke(call: Call, desk: Desk) -> int:
    known = revoke_key(desk, call.args.key)
    return _tell(call, known, f"lets {known.key.username} in no longer")


def _list(call: Call, desk: Desk) -> int:
    found = list_keys(desk, call.args.username)
    if call.args.json:
        write_json([key_json(known) for known in found])
    elif call.args.csv:
        write_csv(_COLUMNS, (key_json(known) for known in found))
    elif found:
        timezone = desk.moment().settings.timezone
        header = (
            *("key", "person", "fingerprint", "label", "added", "by", "expires", "last used"),
            "",
        )
        write_table(header, (_row(known, timezone) for known in found), right=(0,))
    else:
        tell("There are no keys; an admin adds one with: creditui staff key add USERNAME FILE")
    return 0


def _row(known: KnownKey, timezone: str) -> tuple[object, ...]:
    key = known.key
    return (
        key.id,
        key.username,
        key.fingerprint,
        key.label,
        say_instant(instant_of(key.added_at), timezone),
        key.added_by,
        "never" if key.expires_on is None else say_through(key.expires_on),
        "never" if known.last_used is None else say_instant(instant_of(known.last_used), timezone),
        "" if known.state == "holds" else known.state,
    )


def _key_text(file: str) -> str:
    """What the file says; of a terminal one line, because a key is one."""
    if file != _STDIN:
        with open(file, "rb") as opened:
            return opened.read(_LONGEST).decode(errors="replace")
    if sys.stdin.isatty():
        tell("Paste the public key, the one line of the .pub file, and press enter.")
        return sys.stdin.buffer.readline(_LONGEST).decode(errors="replace")
    return sys.stdin.buffer.read(_LONGEST).decode(errors="replace")


def _tell(call: Call, known: KnownKey, what: str) -> int:
    if call.args.json:
        write_json(key_json(known))
    else:
        say(f"Key {known.key.id}, {known.key.fingerprint} ({known.key.label}), {what}.")
    return 0
