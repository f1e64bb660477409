"""The ledger's words: kinds, entries, and the lots that an entry makes (R22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from creditui.domain.lots import Movement, NewLot

GENESIS = bytes(32)
"""The previous hash of a member's first entry."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Kind(StrEnum):
    """What an entry did (R22)."""

    OPENING = "opening"
    ALLOCATION = "allocation"
    USE = "use"
    GIVE_BACK = "give_back"
    ADD = "add"
    REMOVE = "remove"
    EXPIRE = "expire"
    EXTEND = "extend"


ADJUSTMENTS = frozenset({Kind.ADD, Kind.REMOVE, Kind.ALLOCATION})
"""The kinds a person writes through an adjustment; they count against her limits (R19)."""


class Flag(StrEnum):
    """A mark that an entry keeps for whoever reads it later."""

    OVER_ALLOCATION = "over_allocation"
    SHORT_EXPIRY = "short_expiry"
    AFTER_MEMBERSHIP = "after_membership"
    PAUSED = "paused"
    PAST_DUE = "past_due"
    IN_GRACE = "in_grace"
    CAPPED = "capped"
    TO_EXPIRED_LOT = "to_expired_lot"


@dataclass(frozen=True, slots=True)
class Entry:
    """One act that changed credits. Never edited, never deleted (R22, R23)."""

    id: int
    seq: int
    """Its number for the member: 1, 2, 3 without a gap."""
    kind: Kind
    credits: int
    """Signed whole credits: the sum of its movements."""
    member_id: int
    membership_id: int | None
    period_id: int | None
    service: str
    actor_id: int
    actor: str
    """The actor's username, as it was at the time."""
    actor_name: str
    """The actor's name, as it was at the time."""
    via_id: int | None
    via: str | None
    """The username of the admin who acted as the actor (R21)."""
    at: int
    """The instant, in microseconds of UTC since 1970."""
    studio_date: date
    reason: str | None
    note: str
    reference: str
    request_id: str
    request_digest: bytes
    corrects: int | None
    """The id of the entry that this one corrects or gives back (R8, R16)."""
    balance_before: int
    balance_after: int
    allocation_before: int | None
    """The period's allocation as it was seen, where the act set it (R12)."""
    allocation_after: int | None
    flags: tuple[str, ...]
    movements: tuple[Movement, ...]
    """One a lot touched, in the order in which the lots were touched (R6)."""
    new_lots: tuple[NewLot, ...]
    prev_hash: bytes
    hash: bytes

    @property
    def instant(self) -> datetime:
        """The UTC instant of the act."""
        return instant_of(self.at)


def microseconds(instant: datetime) -> int:
    """An aware instant as whole microseconds of UTC since 1970."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def instant_of(at: int) -> datetime:
    """The UTC instant of so many microseconds since 1970; undoes `microseconds`."""
    return _EPOCH + timedelta(microseconds=at)
