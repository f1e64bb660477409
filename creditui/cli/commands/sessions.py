"""`creditui sessions`: who is connected, from where, since when; and ending a session (R21)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime

from creditui.cli.call import Call
from creditui.cli.options import json_option, list_options
from creditui.cli.output import say, tell, write_csv, write_json, write_table
from creditui.cli.parser import count
from creditui.cli.shapes import Json, at_text
from creditui.desk.session import Desk
from creditui.desk.sessions import (
    PAGE,
    all_sessions,
    end_session,
    idle_seconds,
    list_sessions,
    sessions_of_entry,
)
from creditui.domain.instant import instant_of
from creditui.domain.session_record import INTERFACE, SessionRecord
from creditui.domain.wording import acted_by, say_instant

_COLUMNS = (
    *("id", "username", "via", "role", "door", "key", "fingerprint", "address", "port"),
    *("connection", "uid", "pid", "kind", "started_at", "idle_seconds", "ended_at", "ending"),
    "ended_by",
)
_SHORT = 8
"""Characters of an id that a person is shown; enough to name one to `sessions end`."""
_ID = "the id of a session, or its first characters"


def arguments(parser: ArgumentParser) -> None:
    """What the command and its part take; without a part it lists."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="list those that have ended, too")
    which.add_argument(
        "--entry", metavar="ENTRY", type=count, help="only the session that wrote this entry"
    )
    list_options(parser, PAGE)
    parser.set_defaults(do=_list)
    parts = parser.add_subparsers(metavar="PART", dest="part")
    end = parts.add_parser("end", help="end a session: nothing more can be done in it")
    end.add_argument("session", metavar="ID", help=_ID)
    json_option(end)
    end.set_defaults(do=_end)


def run(call: Call) -> int:
    """List sessions, or end one."""
    with call.desk() as desk:
        call.args.do(call, desk)
    return 0


def session_json(session: SessionRecord, now: datetime) -> Json:
    """A session; one that goes on has a null `ending` and says for how long it is idle."""
    live = session.ending is None
    return {
        "id": session.id,
        "username": session.username,
        "via": session.via,
        "role": session.role,
        "door": session.door,
        "key": session.key_id,
        "fingerprint": session.fingerprint,
        "address": session.address,
        "port": session.port,
        "connection": session.connection,
        "uid": session.uid,
        "pid": session.pid,
        "kind": session.kind,
        "started_at": at_text(session.started_at),
        "idle_seconds": idle_seconds(session, now) if live else None,
        "ended_at": at_text(session.ended_at),
        "ending": session.ending,
        "ended_by": session.ended_by,
    }


def _list(call: Call, desk: Desk) -> None:
    args = call.args
    found = _found(args, desk)
    now = desk.clock.now()
    if args.json:
        write_json([session_json(each, now) for each in found])
    elif args.csv:
        write_csv(_COLUMNS, (session_json(each, now) for each in found))
    elif found:
        timezone = desk.moment().settings.timezone
        header = ("id", "who", "role", "what", "since", "from", "key", "idle, or how it ended")
        write_table(header, (_row(each, timezone, now) for each in found))
    else:
        tell("There is no session.")


def _found(args: Namespace, desk: Desk) -> tuple[SessionRecord, ...]:
    if args.entry is not None:
        return sessions_of_entry(desk, args.entry)
    return all_sessions(desk, args.limit) if args.all else list_sessions(desk)[: args.limit]


def _row(session: SessionRecord, timezone: str, now: datetime) -> tuple[object, ...]:
    return (
        session.id[:_SHORT],
        acted_by(session.username, session.via),
        session.role,
        session.kind,
        say_instant(instant_of(session.started_at), timezone),
        session.address or "this machine",
        session.fingerprint or "",
        _state(session, timezone, now),
    )


def _state(session: SessionRecord, timezone: str, now: datetime) -> str:
    if session.ending is None:
        return _duration(idle_seconds(session, now)) if session.kind == INTERFACE else "at work"
    how = session.ending if session.ended_by is None else f"ended by {session.ended_by}"
    if session.ended_at is None:
        return how
    return f"{how}, {say_instant(instant_of(session.ended_at), timezone)}"


def _duration(seconds: int) -> str:
    """A time nobody pressed a key: "12 s", "5 min", "2 h 5 min"."""
    if seconds < 60:
        return f"{seconds} s"
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def _end(call: Call, desk: Desk) -> None:
    session = end_session(desk, call.args.session)
    if call.args.json:
        write_json(session_json(session, desk.clock.now()))
    else:
        say(
            f"The session {session.id[:_SHORT]} of {session.person} is ended: nothing more can be "
            "done in it, and it closes within half a minute."
        )
