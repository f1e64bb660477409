"""A ledger entry: one act, with all that its hash covers (R22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from creditui.domain.instant import instant_of
from creditui.domain.kinds import Kind
from creditui.domain.lots import Movement, NewLot

GENESIS = bytes(32)
"""The previous hash of a member's first entry."""


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
