"""`creditui ledger`: entries of the studio or of one member, newest first, by filter (R22)."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping

from creditui.cli.call import Call
from creditui.cli.filter_words import FILTER_HELP, filter_line
from creditui.cli.options import MEMBER_HELP, format_options
from creditui.cli.output import tell, write_csv, write_json, write_table
from creditui.cli.parser import count
from creditui.cli.shapes import ENTRY_COLUMNS, entry_json
from creditui.desk.catalogue import catalogue
from creditui.desk.find import resolve_member
from creditui.desk.ledger import PAGE
from creditui.desk.session import Desk
from creditui.desk.studio_ledger import LedgerPage, read_filter, studio_ledger
from creditui.domain.filtering import Filter
from creditui.domain.ledger import Entry
from creditui.domain.membership import Member
from creditui.domain.wording import acted_by, kind_name, say_instant, signed

_MEMBERS_HEADER = (
    "entry", "when", "kind", "credits", "service", "balance", "who", "reason", "note",
)  # fmt: skip
_STUDIO_HEADER = ("entry", "when", "member", *_MEMBERS_HEADER[2:])


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("filter", nargs="*", metavar="FILTER", help=FILTER_HELP)
    parser.add_argument("--member", metavar="MEMBER", help=MEMBER_HELP)
    parser.add_argument("--before", type=count, metavar="ENTRY", help="go on below this entry")
    format_options(parser, PAGE)


def run(call: Call) -> int:
    """List the newest entries that the filter lets through."""
    args = call.args
    with call.desk() as desk:
        wanted = read_filter(desk, filter_line(args.filter))
        member = None if args.member is None else resolve_member(desk, args.member)
        page = _page(desk, wanted, member, args.before, args.limit)
        timezone = catalogue(desk).settings.timezone
    entries = page.entries
    if args.format == "json":
        write_json([entry_json(entry) for entry in entries])
    elif args.format == "csv":
        write_csv(ENTRY_COLUMNS, (entry_json(entry) for entry in entries))
    elif entries and member is not None:
        rows = (_row(entry, timezone) for entry in entries)
        write_table(_MEMBERS_HEADER, rows, right=(0, 3))
    elif entries:
        rows = (_studio_row(entry, timezone, page.names) for entry in entries)
        write_table(_STUDIO_HEADER, rows, right=(0, 4))
    _remark(page, wanted, member, args.before)
    return 0


def _page(
    desk: Desk, wanted: Filter, member: Member | None, before_id: int | None, limit: int
) -> LedgerPage:
    """One page, searched for as far back as it takes to fill it."""
    member_id = None if member is None else member.id
    page = studio_ledger(desk, wanted, member_id=member_id, before_id=before_id, limit=limit)
    entries, names = list(page.entries), dict(page.names)
    while page.before_id is not None and len(entries) < limit:
        page = studio_ledger(
            desk,
            wanted,
            member_id=member_id,
            before_id=page.before_id,
            limit=limit - len(entries),
        )
        entries += page.entries
        names.update(page.names)
    return LedgerPage(tuple(entries), names, page.before_id, None)


def _row(entry: Entry, timezone: str) -> tuple[object, ...]:
    return (
        entry.id,
        say_instant(entry.instant, timezone),
        kind_name(entry.kind),
        signed(entry.credits),
        entry.service,
        f"{entry.balance_before} -> {entry.balance_after}",
        acted_by(entry.actor, entry.via),
        entry.reason,
        entry.note or entry.reference,
    )


def _studio_row(entry: Entry, timezone: str, names: Mapping[int, str]) -> tuple[object, ...]:
    name = names.get(entry.member_id, "")
    number, when, *rest = _row(entry, timezone)
    return (number, when, name, *rest)


def _remark(page: LedgerPage, wanted: Filter, member: Member | None, before_id: int | None) -> None:
    """Say what is not listed; programs read stdout, so it goes beside."""
    if not page.entries:
        whose = "The ledger" if member is None else member.name
        narrowed = bool(wanted) or before_id is not None
        tell(f"{whose} has no such entries." if narrowed else f"{whose} has no entries yet.")
    elif page.before_id is not None and (member is None or wanted or before_id is not None):
        if page.before_id > 1:
            tell(f"There may be older entries; go on with --before {page.before_id}.")
    elif member is not None and page.before_id is not None and page.entries[-1].seq > 1:
        older = page.entries[-1].seq - 1
        said = "1 older entry" if older == 1 else f"{older} older entries"
        tell(f"{member.name} has {said}; list more with --limit.")
