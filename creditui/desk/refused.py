"""The log of refused attempts: kept for whoever asks later who tried what (R2, R18)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from creditui.desk.errors import StoreError
from creditui.desk.refused_notes import note, waiting
from creditui.desk.session import Desk
from creditui.domain.attempt import Asked, RefusedAttempt, asked_by, asked_of
from creditui.domain.calendar import studio_date
from creditui.domain.instant import microseconds
from creditui.domain.people import Permission
from creditui.domain.proposal import Act
from creditui.domain.refusal import Refusal
from creditui.domain.request import new_request_id
from creditui.store.members import member_names
from creditui.store.refused import append_refused, kept_already, refused_after, refused_before
from creditui.store.studio import read_settings
from creditui.store.transaction import reading, writing

PAGE = 100
"""Attempts that one page holds."""
AGAIN = 60 * 1_000_000
"""Microseconds in which the same refusal of the same request is kept once only."""


@dataclass(frozen=True, slots=True)
class NamedAttempt:
    """A refused attempt with the name that the member has now."""

    attempt: RefusedAttempt
    member_name: str
    """Empty where it is about no member."""
    noted: bool = False
    """Whether it is not in the log yet, and its number may become another's."""


def keep_refused(desk: Desk, member_id: int, act: Act, request_id: str, refusal: Refusal) -> None:
    """Write down that `act` was refused, in a transaction of its own.

    Never raises StoreError: where the log can't be written, the refusal itself still has to reach
    the person.
    """
    with suppress(StoreError), writing(desk.store):
        attempt = _attempt(desk, member_id, asked_of(act), request_id, refusal)
        if not kept_already(desk.store, attempt, attempt.at - AGAIN):
            append_refused(desk.store, attempt)


def keep_refused_command(desk: Desk, words: Sequence[str], refusal: Refusal) -> None:
    """Write down that the command that `words` are was refused whole; never raises StoreError.

    In a session that writes nothing it is noted beside the database (desk/refused_notes.py).
    """
    with suppress(StoreError):
        with reading(desk.store):
            attempt = _attempt(desk, None, asked_by(words), new_request_id(), refusal)
        if desk.read_only:
            note(desk, attempt)
            return
        with writing(desk.store):
            append_refused(desk.store, attempt)


def _attempt(
    desk: Desk, member_id: int | None, asked: Asked, request_id: str, refusal: Refusal
) -> RefusedAttempt:
    now = desk.clock.now()
    return RefusedAttempt(
        id=0,
        actor_id=None,
        actor=desk.username,
        via=desk.via,
        at=microseconds(now),
        studio_date=studio_date(now, read_settings(desk.store).timezone),
        member_id=member_id,
        asked=asked,
        refusal=refusal,
        request_id=request_id,
    )


def refused_attempts(
    desk: Desk, before_id: int | None = None, limit: int = PAGE
) -> tuple[NamedAttempt, ...]:
    """A page of refused attempts, the last kept first; `before_id` goes on from there.

    It only reads; whoever can write takes in what is noted first (`collect`). Raises Refused for
    who may not see the studio's ledger (R18).
    """
    with reading(desk.store):
        desk.require(Permission.VIEW_STUDIO_LEDGER)
        noted = [each for each in waiting(desk) if before_id is None or each.id < before_id]
        kept = refused_before(desk.store, before_id, max(0, limit - len(noted)))
        return _named(desk, noted[:limit], kept)


def newer_attempts(desk: Desk, after_id: int = 0, limit: int = PAGE) -> tuple[NamedAttempt, ...]:
    """The attempts right after that of id `after_id`, newest first; after 0, the oldest of all.

    Raises Refused for who may not see the studio's ledger (R18).
    """
    with reading(desk.store):
        desk.require(Permission.VIEW_STUDIO_LEDGER)
        kept = refused_after(desk.store, after_id, limit)
        noted = [each for each in waiting(desk) if each.id > after_id]
        return _named(desk, noted[max(0, len(noted) - limit + len(kept)) :], kept)


def _named(
    desk: Desk, noted: Sequence[RefusedAttempt], kept: Sequence[RefusedAttempt]
) -> tuple[NamedAttempt, ...]:
    ids = {each.member_id for each in kept if each.member_id is not None}
    names = member_names(desk.store, ids)
    return (
        *(NamedAttempt(each, "", noted=True) for each in noted),
        *(NamedAttempt(each, names.get(each.member_id or 0, "")) for each in kept),
    )
