"""Options that several commands share, and how their texts are read."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from creditui.cli.parser import count
from creditui.desk.errors import InputError
from creditui.domain.calendar import BadDate, parse_date
from creditui.domain.filter_words import looking_back
from creditui.domain.proposal import Why

MEMBER_HELP = "an id, an external id (id:7, external:7 where it could be both), e-mail or phone"
SERVICE_HELP = "a service's code; may be left out where there is only one"
MEMBERSHIP_HELP = "a membership's id, where it could be more than one"
DATE_HELP = "such as 2026-12-04, 4 dec, +60d, +2m or eom"


def json_option(parser: ArgumentParser) -> None:
    """--json: the answer as one JSON value."""
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def list_options(parser: ArgumentParser, limit: int) -> None:
    """--json, --csv and --limit, for commands that list."""
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="answer in JSON")
    form.add_argument("--csv", action="store_true", help="answer in CSV")
    if limit:
        parser.add_argument(
            "--limit", type=count, default=limit, metavar="N", help=f"at most N (default {limit})"
        )


def format_options(parser: ArgumentParser, limit: int) -> None:
    """--format with its short forms --json and --csv, and --limit; `args.format` has the answer."""
    form = parser.add_mutually_exclusive_group()
    formats = ("table", "json", "csv")
    form.add_argument("--format", choices=formats, default="table", help="how to answer")
    for name in formats[1:]:
        form.add_argument(
            f"--{name}",
            dest="format",
            action="store_const",
            const=name,
            help=f"answer in {name.upper()}",
        )
    parser.add_argument(
        "--limit", type=count, default=limit, metavar="N", help=f"at most N (default {limit})"
    )


def act_options(parser: ArgumentParser, *, reasoned: bool = True) -> None:
    """What every act takes: why it is done (R15), its request id (R14), --dry-run, --json."""
    add = parser.add_argument
    if reasoned:
        add("--reason", required=True, metavar="CODE", help="a reason from the studio's list")
        add("--note", required=True, metavar="TEXT", help="a sentence that says why")
    add("--reference", default="", metavar="TEXT", help="a booking or a ticket")
    add(
        "--request-id",
        metavar="ID",
        help="an id of your own for this request; given again, it is answered and not done twice",
    )
    add("--dry-run", action="store_true", help="say what would happen, and write nothing")
    json_option(parser)


def why_of(args: Namespace) -> Why:
    """The typed reason, note and reference."""
    return Why(args.reason, args.note, args.reference)


def read_date(option: str, text: str, today: date) -> date:
    """A date as typed after `option`, on the studio date `today`; raises InputError."""
    try:
        return parse_date(text, today)
    except BadDate as error:
        raise InputError("bad_date", f"{option}: {error}") from None


def read_past_date(option: str, text: str, today: date) -> date:
    """A date as typed after `option`, looking back from `today`; raises InputError."""
    try:
        return looking_back(text, today)
    except BadDate as error:
        raise InputError("bad_date", f"{option}: {error}") from None
