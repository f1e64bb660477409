"""A person's stay at the desk, on record from its beginning to its end (R21)."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from creditui.desk.clock import Clock
from creditui.desk.session import Desk
from creditui.desk.system_log import tell_system
from creditui.domain.door import Door
from creditui.domain.instant import microseconds
from creditui.domain.session_record import INTERFACE, SessionRecord
from creditui.store.session_log import LiveSession, close_lost
from creditui.store.signing_in import read_key
from creditui.store.transaction import reading

PAUSE = 5.0
"""Seconds in which only the first key is noted."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line comes from, as sshd says; nothing is known of a session on this machine."""

    address: str | None = None
    port: int | None = None
    connection: int | None = None
    """The process of sshd that serves the line."""


HERE = Origin()


class Presence:
    """The record of one session while it lasts. Where it can't be kept, the session goes on."""

    def __init__(self, session_id: str, clock: Clock, live: LiveSession | None) -> None:
        self.session_id = session_id
        self._clock = clock
        self._live = live
        self._noted = time.monotonic()

    @classmethod
    def begin(cls, desk: Desk, *, kind: str = INTERFACE, origin: Origin = HERE) -> Presence:
        """Put a session on record; earlier ones of this account that were lost are closed.

        Raises Refused where the person's way in does not hold, and StoreError. A folder that can't
        be written is told to the system's log only.
        """
        record = _record(desk, kind, origin)
        live: LiveSession | None = None
        try:
            live = LiveSession(desk.store.path, record)
            close_lost(desk.store.path)
        except (OSError, ValueError) as error:
            tell_system(f"session {record.id} of {record.person} is not on record: {error}")
        presence = cls(record.id, desk.clock, live)
        desk.on_act = presence.note
        return presence

    def touch(self) -> None:
        """Note that a key was pressed; cheap enough to be called for each one."""
        if self._live is None or time.monotonic() - self._noted < PAUSE:
            return
        self._noted = time.monotonic()
        with suppress(OSError):
            self._live.touch(microseconds(self._clock.now()))

    def note(self, request_id: str, at: datetime) -> None:
        """Note whose act the ledger is about to get, so that from the entry leads a way to here."""
        if (live := self._live) is not None:
            try:
                live.note(microseconds(at), request_id)
            except OSError as error:
                tell_system(
                    f"request {request_id} of session {self.session_id} not on record: {error}"
                )

    def end(self, why: str) -> None:
        """Write that the session is over, and how; what is said first counts."""
        live, self._live = self._live, None
        if live is not None:
            try:
                live.close(microseconds(self._clock.now()), why)
            except OSError as error:
                tell_system(
                    f"the end ({why}) of session {self.session_id} is not on record: {error}"
                )


def _record(desk: Desk, kind: str, origin: Origin) -> SessionRecord:
    sign_in = desk.sign_in
    with reading(desk.store):
        moment = desk.moment()
        key = None if sign_in.key_id is None else read_key(desk.store, sign_in.key_id)
    now = microseconds(moment.instant)
    return SessionRecord(
        id=sign_in.session_id,
        username=desk.username,
        via=desk.via,
        role=moment.actor.staff.role,
        door=None if sign_in.door is Door.LOCAL else sign_in.door.value,
        key_id=sign_in.key_id,
        fingerprint=None if key is None else key.fingerprint,
        address=origin.address,
        port=origin.port,
        connection=origin.connection,
        uid=os.getuid(),
        pid=os.getpid(),
        kind=kind,
        started_at=now,
        touched_at=now,
    )
