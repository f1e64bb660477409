"""`creditui ledger`: a member's entries, newest first (R22)."""

from __future__ import annotations

from argparse import ArgumentParser

from creditui.cli.call import Call
from creditui.cli.options import MEMBER_HELP, list_options
from creditui.cli.output import tell, write_csv, write_json, write_table
from creditui.cli.shapes import entry_json
from creditui.desk.catalogue import catalogue
from creditui.desk.errors import InputError
from creditui.desk.find import resolve_member
from creditui.desk.ledger import PAGE, member_ledger
from creditui.domain.ledger import Entry
from creditui.domain.wording import kind_name, say_instant, signed

_COLUMNS = (
    *("id", "seq", "kind", "credits", "member", "membership", "period", "service", "actor"),
    *("actor_name", "via", "at", "studio_date", "reason", "note", "reference", "request_id"),
    *("corrects", "balance_before", "balance_after", "allocation_before", "allocation_after"),
)
"""The columns of the CSV; flags, movements and hashes are in the JSON."""


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--member", metavar="MEMBER", help=MEMBER_HELP)
    list_options(parser, PAGE)


def run(call: Call) -> int:
    """List the newest entries of one member."""
    if call.args.member is None:
        raise InputError(
            "member_missing", "Name whose ledger to list: creditui ledger --member MEMBER"
        )
    with call.desk() as desk:
        member = resolve_member(desk, call.args.member)
        entries = member_ledger(desk, member.id, limit=call.args.limit)
        timezone = catalogue(desk).settings.timezone
    if call.args.json:
        write_json([entry_json(entry) for entry in entries])
    elif call.args.csv:
        write_csv(_COLUMNS, (entry_json(entry) for entry in entries))
    elif entries:
        header = ("entry", "when", "kind", "credits", "service", "balance", "who", "reason", "note")
        write_table(header, (_row(entry, timezone) for entry in entries), right=(0, 3))
        _remark(entries, member.name)
    else:
        tell(f"{member.name} has no entries yet.")
    return 0


def _row(entry: Entry, timezone: str) -> tuple[object, ...]:
    return (
        entry.id,
        say_instant(entry.instant, timezone),
        kind_name(entry.kind),
        signed(entry.credits),
        entry.service,
        f"{entry.balance_before} -> {entry.balance_after}",
        entry.actor if entry.via is None else f"{entry.actor} via {entry.via}",
        entry.reason,
        entry.note or entry.reference,
    )


def _remark(entries: tuple[Entry, ...], name: str) -> None:
    older = entries[-1].seq - 1
    if older:
        entries_said = "1 older entry" if older == 1 else f"{older} older entries"
        tell(f"{name} has {entries_said}; list more with --limit.")
