"""Session records as lines of JSON, and back: what is read may have been written by anybody."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from creditui.domain.session_record import SessionRecord
from creditui.domain.text import visible

LONGEST = 4096
"""Bytes of a line: one write, so that two sessions never mix their lines."""

_TEXT = 200
"""Characters of a text that is believed."""
_NUMBERS = frozenset(
    {"key_id", "port", "connection", "uid", "pid", "started_at", "touched_at", "ended_at"}
)
_OPTIONAL = frozenset(
    {
        *("via", "door", "key_id", "fingerprint", "address", "port", "connection"),
        *("ended_at", "ending", "ended_by"),
    }
)
_START = tuple(
    field.name
    for field in fields(SessionRecord)
    if field.name not in ("touched_at", "ended_at", "ending", "ended_by")
)


def start_line(record: SessionRecord) -> bytes:
    """The line that says that a session began; raises ValueError where it would be too long."""
    return _line({"event": "start"} | {name: getattr(record, name) for name in _START})


def end_line(session_id: str, at: int, ending: str) -> bytes:
    """The line that says how and when a session ended."""
    return _line({"event": "end", "id": session_id, "ended_at": at, "ending": ending})


def act_line(session_id: str, at: int, request_id: str) -> bytes:
    """The line that says that a session is about to write what was asked under a request id."""
    return _line({"event": "act", "id": session_id, "at": at, "request_id": request_id})


def read_start(line: bytes, uid: int) -> SessionRecord | None:
    """The session that a start line of the account `uid` tells of, or None."""
    found = _object(line)
    if found is None or found.get("event") != "start":
        return None
    found |= {"uid": uid, "touched_at": found.get("started_at")}
    values: dict[str, Any] = {name: found.get(name) for name in (*_START, "touched_at")}
    if not all(_fits(name, value) for name, value in values.items()):
        return None
    return SessionRecord(**values)


def read_end(line: bytes) -> tuple[str, int, str] | None:
    """Which session an end line tells of, when it ended and how, or None."""
    found = _object(line)
    if found is None or found.get("event") != "end":
        return None
    id, at, ending = found.get("id"), found.get("ended_at"), found.get("ending")
    if isinstance(id, str) and _fits("started_at", at) and _fits("kind", ending):
        return id, int(str(at)), str(ending)
    return None


def read_act(line: bytes) -> tuple[str, str] | None:
    """Which session an act line tells of and the request id of the act, or None."""
    found = _object(line)
    if found is None or found.get("event") != "act":
        return None
    id, request_id = found.get("id"), found.get("request_id")
    return (id, request_id) if isinstance(id, str) and isinstance(request_id, str) else None


def _line(values: dict[str, object]) -> bytes:
    line = json.dumps(values).encode() + b"\n"
    if len(line) > LONGEST:
        raise ValueError("a session record is too long to be one line")
    return line


def _object(line: bytes) -> dict[str, Any] | None:
    if len(line) > LONGEST:
        return None
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _fits(name: str, value: object) -> bool:
    if value is None:
        return name in _OPTIONAL
    if name in _NUMBERS:
        return type(value) is int and 0 <= value < 2**53
    return isinstance(value, str) and len(value) <= _TEXT and visible(value, _TEXT) == value
