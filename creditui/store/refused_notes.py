"""Refused attempts of those whose connection writes nothing: a file of each account.

They lie with the session records, as an auditor's account can write there and not in the database,
until somebody who can write it takes them into the log (desk/refused_notes.py). Each file is
believed only about the account that owns it, and what it says may have been written by anybody.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from creditui.domain.attempt import LONGEST_COMMAND, Asked, RefusedAttempt
from creditui.domain.calendar import studio_date
from creditui.domain.instant import instant_of
from creditui.domain.refusal import Refusal
from creditui.domain.text import visible
from creditui.store.session_folder import (
    append_line,
    ensure_folder,
    lines_backwards,
    open_any,
    sessions_folder,
)

MOST_NOTES = 1_000
"""Lines at the end of a file that are read."""
LONGEST = 4096
"""Bytes of a line: one write, so that two sessions never mix their lines."""
_FILE = re.compile(r"refused-([0-9]{1,10})\.jsonl")
_MESSAGE = 500
"""Characters of an answer that are believed."""


def note_refused(database: Path, attempt: RefusedAttempt) -> None:
    """Add an attempt at a command to this account's file; raises OSError, ValueError."""
    folder = sessions_folder(database)
    ensure_folder(folder)
    refusal = attempt.refusal
    said = {
        "at": attempt.at,
        "actor": attempt.actor,
        "via": attempt.via,
        "act": attempt.asked.act,
        "code": refusal.code,
        "message": refusal.message,
        "request_id": attempt.request_id,
    }
    line = json.dumps(said).encode() + b"\n"
    if len(line) > LONGEST:
        raise ValueError("a refused attempt is too long to be one line")
    append_line(folder / f"refused-{os.getuid()}.jsonl", line)


def noted_refused(database: Path, timezone: str) -> Iterator[tuple[int, RefusedAttempt]]:
    """The newest attempts of each account with its user id, the oldest of an account first."""
    for path in sorted(sessions_folder(database).glob("refused-*.jsonl")):
        named = _FILE.fullmatch(path.name)
        with open_any(path) as opened:
            if named is None or opened is None or opened[1].st_uid != int(named[1]):
                continue
            lines = filter(None, lines_backwards(opened[0], opened[1].st_size, LONGEST))
            for line in reversed(list(islice(lines, MOST_NOTES))):
                attempt = _read(line, timezone)
                if attempt is not None:
                    yield opened[1].st_uid, attempt


def _read(line: bytes, timezone: str) -> RefusedAttempt | None:
    """The attempt that a line tells of, or None."""
    try:
        found: Any = json.loads(line) if len(line) <= LONGEST else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    at, via = found.get("at"), found.get("via")
    names = ("actor", "act", "code", "message", "request_id")
    texts = [found.get(name) for name in names]
    if type(at) is not int or not 0 <= at < 2**53 or not isinstance(via, str | None):
        return None
    if not all(isinstance(text, str) and text for text in texts):
        return None
    actor, act, code, message, request_id = map(str, texts)
    return RefusedAttempt(
        id=0,
        actor_id=None,
        actor=visible(actor),
        via=None if via is None else visible(via),
        at=at,
        studio_date=studio_date(instant_of(at), timezone),
        member_id=None,
        asked=Asked(visible(act, LONGEST_COMMAND)),
        refusal=Refusal(visible(code), visible(message, _MESSAGE)),
        request_id=visible(request_id),
    )
