"""`creditui refused`: the acts that a rule or a permission said no to (R2, R18)."""

from __future__ import annotations

from argparse import ArgumentParser

from creditui.cli.call import Call
from creditui.cli.options import list_options
from creditui.cli.output import tell, write_csv, write_json, write_table
from creditui.cli.parser import count
from creditui.cli.shapes import Json
from creditui.desk.catalogue import catalogue
from creditui.desk.refused import PAGE, NamedAttempt, refused_attempts
from creditui.desk.refused_notes import collect
from creditui.domain.attempt import say_asked
from creditui.domain.instant import instant_text
from creditui.domain.wording import acted_by, say_instant

_COLUMNS = (
    *("id", "actor", "via", "at", "studio_date", "member", "member_name", "membership", "period"),
    *("act", "service", "credits", "entry", "code", "field", "message", "request_id"),
)


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    list_options(parser, PAGE)
    parser.add_argument("--before", type=count, metavar="ID", help="go on below this attempt")


def run(call: Call) -> int:
    """List refused attempts, newest first."""
    with call.desk() as desk:
        collect(desk)
        found = refused_attempts(desk, call.args.before, call.args.limit)
        timezone = catalogue(desk).settings.timezone
    if call.args.json:
        write_json([attempt_json(each) for each in found])
    elif call.args.csv:
        write_csv(_COLUMNS, (attempt_json(each) for each in found))
    elif found:
        header = ("id", "when", "who", "member", "asked for", "rule", "answer")
        write_table(header, (_row(each, timezone) for each in found), right=(0,), whole=(6,))
    else:
        tell("Nothing was refused.")
    return 0


def attempt_json(named: NamedAttempt) -> Json:
    """A refused attempt; `entry` is what was to be corrected or given back.

    One that is noted, and not in the log yet, has no number.
    """
    attempt, asked = named.attempt, named.attempt.asked
    return {
        "id": None if named.noted else attempt.id,
        "actor": attempt.actor,
        "via": attempt.via,
        "at": instant_text(attempt.instant),
        "studio_date": attempt.studio_date.isoformat(),
        "member": attempt.member_id,
        "member_name": named.member_name,
        "membership": asked.membership_id,
        "period": asked.period_id,
        "act": asked.act,
        "service": asked.service,
        "credits": asked.credits,
        "entry": asked.entry_id,
        "code": attempt.refusal.code,
        "field": attempt.refusal.field,
        "message": attempt.refusal.message,
        "request_id": attempt.request_id,
    }


def _row(named: NamedAttempt, timezone: str) -> tuple[object, ...]:
    attempt = named.attempt
    return (
        "noted" if named.noted else attempt.id,
        say_instant(attempt.instant, timezone),
        acted_by(attempt.actor, attempt.via),
        named.member_name,
        say_asked(attempt.asked),
        attempt.refusal.code,
        attempt.refusal.message,
    )
