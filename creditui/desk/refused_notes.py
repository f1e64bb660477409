"""Attempts of those whose session writes nothing: noted beside the database, then kept in its log.

An auditor's connection cannot write the log of refused attempts; her account can write a file with
the session records. Whoever can write takes what is noted there into the log, once; until then it
is shown beside the log to whoever only reads.
"""

from __future__ import annotations

import pwd
from contextlib import suppress
from dataclasses import replace

from creditui.desk.errors import StoreError
from creditui.desk.session import Desk
from creditui.desk.system_log import tell_system
from creditui.domain.attempt import RefusedAttempt
from creditui.domain.wording import acted_by
from creditui.store.refused import append_refused, kept_from_notes, refused_before
from creditui.store.refused_notes import note_refused, noted_refused
from creditui.store.staff import list_staff
from creditui.store.studio import read_settings
from creditui.store.transaction import reading, writing


def note(desk: Desk, attempt: RefusedAttempt) -> None:
    """Note `attempt` beside the database; where that cannot be, in the system's log."""
    try:
        note_refused(desk.store.path, attempt)
    except (OSError, ValueError) as error:
        who = acted_by(attempt.actor, attempt.via)
        tell_system(f"{who} was refused ({attempt.refusal.code}): {attempt.asked.act}; {error}")


def collect(desk: Desk) -> None:
    """Take what is noted into the log, where `desk` can write; never raises StoreError."""
    if desk.read_only:
        return
    with suppress(StoreError):
        noted = _noted(desk)
        if noted:
            with writing(desk.store):
                for attempt in noted:
                    if not kept_from_notes(desk.store, attempt):
                        append_refused(desk.store, attempt)


def waiting(desk: Desk) -> tuple[RefusedAttempt, ...]:
    """What is noted and `desk` can't take into the log, the last first; call it inside `reading()`.

    The numbers go on from the log's last, and are nobody's until the log has them.
    """
    if not desk.read_only:
        return ()
    last = next((each.id for each in refused_before(desk.store, None, 1)), 0)
    noted = {(each.at, each.actor, each.request_id): each for each in _noted(desk)}
    numbered = enumerate(sorted(noted), start=last + 1)
    return tuple(replace(noted[same], id=number) for number, same in numbered)[::-1]


def _noted(desk: Desk) -> list[RefusedAttempt]:
    """What is noted, is to be believed, and is not in the log."""
    with reading(desk.store):
        timezone = read_settings(desk.store).timezone
        usernames = frozenset(person.username for person in list_staff(desk.store))
        return [
            attempt
            for uid, attempt in noted_refused(desk.store.path, timezone)
            if _believed(uid, attempt, usernames) and not kept_from_notes(desk.store, attempt)
        ]


def _believed(uid: int, attempt: RefusedAttempt, usernames: frozenset[str]) -> bool:
    """An account that is one person's own says nothing of the others; a shared one is only ours."""
    try:
        account = pwd.getpwuid(uid).pw_name
    except KeyError:
        return False
    return account not in usernames or account in (attempt.actor, attempt.via)
