"""`creditui search`: find members by any part of a name, an e-mail address or a phone number."""

from __future__ import annotations

from argparse import ArgumentParser

from creditui.cli.call import Call
from creditui.cli.options import list_options
from creditui.cli.output import tell, write_csv, write_json, write_table
from creditui.cli.shapes import found_json
from creditui.desk.find import PAGE, FoundMember, Results, find

_COLUMNS = ("id", "external_id", "name", "email", "phone", "joined_on", "plan_name", "standing")


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("text", nargs="+", metavar="TEXT", help="any part, in any order")
    list_options(parser, PAGE)


def run(call: Call) -> int:
    """List who matches, best first; nobody is an empty list, not a failure."""
    with call.desk() as desk:
        results = find(desk, " ".join(call.args.text), call.args.limit)
    if call.args.json:
        write_json([found_json(found) for found in results.members])
        return 0
    _remark(results)
    if call.args.csv:
        write_csv(_COLUMNS, (found_json(found) for found in results.members))
    elif results.members:
        header = ("id", "name", "e-mail", "phone", "plan", "standing")
        write_table(header, (_row(found) for found in results.members), right=(0,))
    return 0


def _row(found: FoundMember) -> tuple[object, ...]:
    member, standing = found.member, found.standing
    label = "" if standing is None else f"{standing.symbol} {standing.label}"
    return (member.id, member.name, member.email, member.phone, found.plan, label)


def _remark(results: Results) -> None:
    if not results.members:
        tell(
            f"Nobody matches {results.text!r}; try fewer letters, or part of an e-mail or a phone."
        )
        return
    if results.corrected is not None:
        tell(f"Nobody matches {results.text!r} exactly; this is who matches {results.corrected!r}.")
    if results.more or results.total > len(results.members):
        total = f"more than {results.total}" if results.more else str(results.total)
        tell(
            f"The first {len(results.members)} of {total} are listed; type more to narrow it down."
        )
