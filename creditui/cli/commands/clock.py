"""`creditui clock`: the clock beside the ledger, and the way on where it stood ahead (R17)."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date

from creditui.cli.call import Call
from creditui.cli.options import json_option
from creditui.cli.output import say, write_json
from creditui.desk.errors import InputError
from creditui.desk.put_right import ClockState, clock_state, put_right
from creditui.domain.calendar import studio_time
from creditui.domain.clock_record import record_facts, said_record
from creditui.domain.wording import say_date

_RANGE = re.compile(r"([0-9]{1,18})-([0-9]{1,18})")


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--wrong", type=_entries, metavar="FIRST-LAST", help="the entries that are ahead"
    )
    parser.add_argument("--today", type=_day, metavar="DATE", help="today's date, as YYYY-MM-DD")
    parser.add_argument("--note", metavar="TEXT", help="what was wrong with the clock, and why")
    json_option(parser)


def run(call: Call) -> int:
    """Say how the clock stands beside the ledger; or record that it stood ahead."""
    args = call.args
    given = [each for each in (args.wrong, args.today, args.note) if each is not None]
    if given and len(given) < 3:
        raise InputError("usage", "Give --wrong, --today and --note together, or none of them.")
    with call.desk() as desk:
        made = put_right(desk, args.wrong, args.today, args.note) if given else None
        state = clock_state(desk)
    if args.json:
        write_json(_shape(state))
    elif made is not None:
        say(said_record(made))
        say("Entries go on at the clock's time. A seal over the next one covers this, too.")
    else:
        _say(state)
    return 0


def _shape(state: ClockState) -> dict[str, object]:
    first, last = state.ahead or (None, None)
    return {
        "today": state.moment.today.isoformat(),
        "ahead": None if state.ahead is None else {"first_entry": first, "last_entry": last},
        "records": [record_facts(record) for record in state.records],
    }


def _say(state: ClockState) -> None:
    now = studio_time(state.moment.instant, state.moment.settings.timezone)
    say(f"The clock says {say_date(state.moment.today)}, {now:%H:%M}, in the studio.")
    if state.ahead is None:
        say("The ledger can go on: no entry is ahead of it.")
    else:
        first, last = state.ahead
        since = "" if state.since is None else f", from {say_date(state.since)} on"
        say(f"Ahead of it are the entries {first} to {last}{since}: until then nothing is written.")
        say("If the clock is right now and was wrong then, make a backup, and then:")
        say(f"  creditui clock --wrong {first}-{last} --today DATE --note TEXT")
    for record in state.records:
        say(said_record(record))


def _entries(text: str) -> tuple[int, int]:
    found = _RANGE.fullmatch(text)
    if found is None:
        raise ArgumentTypeError(f"{text!r} is not as 1830-1842")
    return int(found[1]), int(found[2])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date as 2026-12-04") from None
