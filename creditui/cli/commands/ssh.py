"""`creditui ssh`: make this machine a place that staff can sign in to, and check it (R21)."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser
from pathlib import Path

from creditui.access.host.place import DATABASE, PREFIX, Accounts, Place, place_of
from creditui.cli.call import Call
from creditui.cli.commands import ssh_doctor, ssh_install
from creditui.cli.options import json_option


def arguments(parser: ArgumentParser) -> None:
    """What the command and its two parts take."""
    parts = parser.add_subparsers(metavar="PART", required=True, dest="part")
    install = parts.add_parser("install", help="make accounts, programs, database, sshd's drop-in")
    _place_options(install)
    add = install.add_argument
    add("--print", action="store_true", help="only show it, as a script that root could run")
    add("--name", metavar="NAME", help="the studio's name")
    add("--timezone", metavar="ZONE", help="its time zone, such as Europe/London")
    add("--admin", metavar="USERNAME", help="the first person who manages the others")
    add("--admin-key", metavar="FILE", type=Path, help="the file with that person's public key")
    install.set_defaults(do=ssh_install.install)
    doctor = parts.add_parser("doctor", help="check everything that would make it unsafe or fail")
    _place_options(doctor)
    json_option(doctor)
    doctor.set_defaults(do=ssh_doctor.doctor)


def run(call: Call) -> int:
    """Do the part that was named."""
    status: int = call.args.do(call, _place(call))
    return status


def _place_options(parser: ArgumentParser) -> None:
    accounts = Accounts()
    names = ",".join((accounts.staff, accounts.audit, accounts.keys))
    add = parser.add_argument
    # SUPPRESS, so that a --db before the command is not written over by a default.
    add("--db", metavar="PATH", default=SUPPRESS, help=f"the database (default {DATABASE})")
    add(
        "--prefix",
        metavar="FOLDER",
        default=str(PREFIX),
        help="the virtual environment that creditui is installed in (default %(default)s)",
    )
    add(
        "--accounts",
        metavar="STAFF,AUDIT,KEYS",
        default=names,
        help="the accounts of staff, of auditors, of the key command (default %(default)s)",
    )


def _place(call: Call) -> Place:
    args = call.args
    database = str(DATABASE) if args.db is None else args.db
    return place_of(database, args.prefix, args.accounts)
