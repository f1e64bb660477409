"""`creditui audit`: what an auditor asks of the ledger first, in a session or as a list."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from datetime import date, timedelta

from creditui.cli.call import Call
from creditui.cli.interface import at_terminal, open_audit
from creditui.cli.options import list_options, read_past_date
from creditui.cli.output import say, tell, write_csv, write_json, write_table
from creditui.cli.parser import count
from creditui.cli.shapes import Json, entry_json
from creditui.desk.audit import AuditOverview, audit_overview, audit_period
from creditui.desk.audit_findings import PAGE, AuditFindings, audit_findings
from creditui.desk.audit_summary import SUMMARIES, audit_summary
from creditui.desk.catalogue import catalogue
from creditui.desk.refused_notes import collect
from creditui.desk.session import Desk
from creditui.domain.audit.questions import QUESTIONS
from creditui.domain.audit.telling import AuditFinding
from creditui.domain.wording import say_date, say_instant, signed

_BY = "by-"
_SUMS = ("added", "removed", "net")
_CUT = " *"
_FIRST_DAY = "the first day, such as 2026-10-01, 1 oct, mon or yesterday (default: 29 days before)"
_COLUMNS = (
    *("id", "at", "studio_date", "kind", "credits", "member", "member_name", "service", "actor"),
    *("via", "reason", "note", "sentence"),
)


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    codes = [*(each.code.value for each in QUESTIONS), *(f"{_BY}{by}" for by in SUMMARIES)]
    parser.add_argument(
        "question",
        nargs="?",
        metavar="QUESTION",
        help=f"one of {', '.join(codes)}; left out: how many answer each",
    )
    parser.add_argument("--since", metavar="DATE", help=_FIRST_DAY)
    parser.add_argument("--until", metavar="DATE", help="the last day (default: today)")
    list_options(parser, PAGE)
    parser.add_argument("--before", type=count, metavar="ENTRY", help="go on below this entry")


def run(call: Call) -> int:
    """Count what answers each question, list what answers one, or sum adjustments up.

    Typed alone at a terminal it opens an audit session instead.
    """
    if _alone(call.args) and at_terminal():
        return open_audit(call)
    asked: str | None = call.args.question
    with call.desk() as desk:
        since, until = _dates(call, desk)
        if asked is None:
            collect(desk)
            _overview(call, audit_overview(desk, since, until))
        elif asked.removeprefix(_BY) in SUMMARIES and asked.startswith(_BY):
            _summary(call, desk, asked.removeprefix(_BY), since, until)
        else:
            args = call.args
            found = audit_findings(desk, asked, since, until, args.before, args.limit)
            _findings(call, found, catalogue(desk).settings.timezone)
    return 0


def _alone(args: Namespace) -> bool:
    """Whether `audit` was typed without a question or an option of its own."""
    options = (args.question, args.since, args.until, args.before, args.json, args.csv)
    return not any(options) and args.limit == PAGE


def _dates(call: Call, desk: Desk) -> tuple[date | None, date | None]:
    today = catalogue(desk).today
    typed = (("--since", call.args.since), ("--until", call.args.until))
    since, until = (
        None if text is None else read_past_date(option, text, today) for option, text in typed
    )
    return since, until


def _overview(call: Call, overview: AuditOverview) -> None:
    rows = [
        _answer(a.question.code, a.question.name, a.rule, a.question.why, a.entries)
        for a in overview.answers
    ]
    if call.args.json:
        write_json(
            {
                "since": overview.since.isoformat(),
                "until": overview.until.isoformat(),
                "questions": rows,
                "refused": overview.refused,
            }
        )
    elif call.args.csv:
        write_csv(("question", "name", "entries", "rule", "why"), rows)
    else:
        _say_period(overview.since, overview.until)
        say(f"{'question':<16} {'entries':>8}  what it finds")
        for row in rows:
            say(f"{row['question']:<16} {row['entries']:>8}  {row['rule']}")
        if overview.refused:
            tell(f"Refused attempts: {overview.refused}; see: creditui refused")


def _answer(code: str, name: str, rule: str, why: str, entries: int) -> Json:
    return {"question": str(code), "name": name, "entries": entries, "rule": rule, "why": why}


def _findings(call: Call, found: AuditFindings, timezone: str) -> None:
    shapes = [_finding_json(each) for each in found.findings]
    if call.args.json:
        write_json(
            {
                "question": str(found.question.code),
                "rule": found.rule,
                "why": found.question.why,
                "since": found.since.isoformat(),
                "until": found.until.isoformat(),
                "findings": shapes,
                "before": found.before_id,
            }
        )
        return
    if call.args.csv:
        write_csv(_COLUMNS, shapes)
    else:
        _say_period(found.since, found.until)
        tell(f"{found.rule} {found.question.why}")
        for each in found.findings:
            when = say_instant(each.entry.instant, timezone)
            say(f"{each.entry.id:>9}  {when}  {each.sentence}")
    if found.before_id is not None:
        tell(f"There are more; go on with --before {found.before_id}.")
    elif not found.findings:
        tell("No entry answers this question.")


def _finding_json(finding: AuditFinding) -> Json:
    named = {"member_name": finding.member_name, "sentence": finding.sentence}
    return entry_json(finding.entry) | named


def _summary(call: Call, desk: Desk, by: str, since: date | None, until: date | None) -> None:
    lines = audit_summary(desk, by, since, until)
    shapes: list[Json] = [
        {by: s.label, "entries": s.entries, "added": s.added, "removed": s.removed, "net": s.net}
        for s in lines
    ]
    if call.args.json:
        write_json(shapes)
    elif call.args.csv:
        write_csv((by, "entries", "added", "removed", "net"), shapes)
    else:
        first, last = audit_period(desk, since, until)
        _say_period(first, last)
        _summary_table(by, shapes, first, last)


def _summary_table(by: str, lines: Iterable[Json], first: date, last: date) -> None:
    """The lines, with a mark at the weeks that the period from `first` to `last` cuts short."""
    rows = []
    for line in lines:
        label = str(line[by] or "none")
        if by == "week" and _cut_short(date.fromisoformat(label), first, last):
            label += _CUT
        rows.append((label, line["entries"], *(signed(int(str(line[name]))) for name in _SUMS)))
    if rows:
        write_table((by, "entries", *_SUMS), rows, right=(1, 2, 3, 4))
    else:
        tell("Nobody adjusted anything in this period.")
    if any(str(row[0]).endswith(_CUT) for row in rows):
        tell(f"{_CUT.strip()} The period holds only a part of this week.")


def _cut_short(monday: date, first: date, last: date) -> bool:
    return monday < first or monday + timedelta(days=6) > last


def _say_period(since: date, until: date) -> None:
    tell(f"From {say_date(since)} to {say_date(until)}:")
