"""A session record: one person's stay, from where, and how it ended (R21)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

INTERFACE = "interface"
"""The kind of a session that is the terminal interface; any other is a command's name."""


class Ending(StrEnum):
    """How a session ended."""

    LEFT = "left"
    """The person left, or the command was done."""
    HUNG_UP = "hung up"
    """The line or the terminal went away."""
    ENDED = "ended"
    """An admin ended it."""
    REVOKED = "revoked"
    """Her key, her role or she herself holds no longer."""
    IDLE = "idle"
    """Nobody pressed a key for too long."""
    LOST = "lost"
    """It ended without a word: killed, or the machine went down."""


_ENDINGS = {
    "hung_up": Ending.HUNG_UP,
    "session_ended": Ending.ENDED,
    "key_revoked": Ending.REVOKED,
    "key_expired": Ending.REVOKED,
    "wrong_door": Ending.REVOKED,
    "disabled": Ending.REVOKED,
    "no_rights": Ending.REVOKED,
    "unknown_person": Ending.REVOKED,
}


def ending_of(code: str) -> Ending | None:
    """How a session ends that something with this `code` befalls; None where that ends none."""
    return _ENDINGS.get(code)


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """Who stays, or stayed, at the desk. Instants are microseconds of UTC since 1970."""

    id: str
    username: str
    """Whose rights count."""
    via: str | None
    """The admin who acts as her; it is the admin's key then."""
    role: str
    door: str | None
    """The account of the operating system she came by over SSH; None for one of her own."""
    key_id: int | None
    fingerprint: str | None
    address: str | None
    """Where she comes from, as sshd says; None on this machine."""
    port: int | None
    connection: int | None
    """The process of sshd that serves her line: the number in sshd's own log."""
    uid: int
    """The user id that the session runs under."""
    pid: int
    kind: str
    """`interface`, or the name of the command."""
    started_at: int
    touched_at: int
    """When a key was last pressed."""
    ended_at: int | None = None
    ending: str | None = None
    ended_by: str | None = None
    """The admin who ended it."""

    @property
    def person(self) -> str:
        """Who signed in: with `via` the admin."""
        return self.via or self.username
