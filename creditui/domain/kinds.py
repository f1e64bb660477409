"""What the ledger writes as words: kinds of entries, their flags, where lots come from (R22).

They stand apart from entries and lots themselves, without which the first frame is painted.
"""

from __future__ import annotations

from enum import StrEnum


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


class Source(StrEnum):
    """Where a lot came from: what a plan gave, what was imported, or what a person added."""

    ALLOCATION = "allocation"
    OPENING = "opening"
    ADD = "add"

    @property
    def complimentary(self) -> bool:
        """Whether a person gave the credits; such lots burn down before allocated ones (R6)."""
        return self is Source.ADD
