"""Who is connected and who was, for auditors and admins, who end a session too (R18, R21)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from creditui.desk.errors import InputError
from creditui.desk.lookup import known_entry
from creditui.desk.session import Desk
from creditui.domain.instant import microseconds
from creditui.domain.people import Permission
from creditui.domain.session_record import Ending, SessionRecord
from creditui.store.session_ends import ended_by, insert_session_end
from creditui.store.session_log import live_sessions, newest_sessions, sessions_of_request
from creditui.store.signing_in import session_ended
from creditui.store.transaction import reading, writing

PAGE = 100
"""Past sessions that are listed unless another number is asked for."""


def list_sessions(desk: Desk) -> tuple[SessionRecord, ...]:
    """The sessions that go on now, the longest first; raises Refused for who may not see them."""
    with reading(desk.store):
        desk.require(Permission.VIEW_SESSIONS)
    return live_sessions(desk.store.path)


def all_sessions(desk: Desk, limit: int = PAGE) -> tuple[SessionRecord, ...]:
    """Sessions that ended and that go on, newest first; raises as `list_sessions`."""
    with reading(desk.store):
        desk.require(Permission.VIEW_SESSIONS)
        return _with_enders(desk, newest_sessions(desk.store.path, limit))


def sessions_of_entry(desk: Desk, entry_id: int) -> tuple[SessionRecord, ...]:
    """The session in which a ledger entry was written, by its request id.

    None where it was written by an import, a nightly job or a command on the host, which are no
    sessions; several where the act was tried in one, rolled back there, and written in the newest.
    Raises Refused for who may not see sessions, InputError where there is no such entry.
    """
    with reading(desk.store):
        desk.require(Permission.VIEW_SESSIONS)
        entry = known_entry(desk, entry_id)
        return _with_enders(desk, sessions_of_request(desk.store.path, entry.request_id))


def end_session(desk: Desk, prefix: str) -> SessionRecord:
    """End the one session that goes on whose id begins with `prefix`.

    From now on nothing can be done in it, and within half a minute it closes. Ending it twice is
    ending it once. Raises InputError for none or several of them, Refused for who is no admin.
    """
    desk.check_writable()
    with writing(desk.store):
        moment = desk.require(Permission.MANAGE)
        session = _one(live_sessions(desk.store.path), prefix)
        if not session_ended(desk.store, session.id):
            ender = moment.actor.via or moment.actor.staff
            at = microseconds(moment.instant)
            insert_session_end(desk.store, session.id, ender.username, at)
    return session


def idle_seconds(session: SessionRecord, now: datetime) -> int:
    """For how long no key was pressed in a session, in whole seconds."""
    return max(0, microseconds(now) - session.touched_at) // 1_000_000


def _one(sessions: tuple[SessionRecord, ...], prefix: str) -> SessionRecord:
    found = [each for each in sessions if prefix and each.id.startswith(prefix)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError(
            "no_such_session", f"No session that goes on is {prefix!r}; see: creditui sessions"
        )
    ids = ", ".join(each.id for each in found[:10])
    raise InputError("ambiguous", f"{prefix!r} can be any of {ids}; give more of the id.")


def _with_enders(desk: Desk, found: tuple[SessionRecord, ...]) -> tuple[SessionRecord, ...]:
    enders = ended_by(desk.store, min((each.started_at for each in found), default=0))
    return tuple(_with_ender(each, enders.get(each.id)) for each in found)


def _with_ender(session: SessionRecord, ender: str | None) -> SessionRecord:
    if ender is None or session.ending is None:
        return session
    return replace(session, ending=Ending.ENDED, ended_by=ender)
