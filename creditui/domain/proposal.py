"""What a person asks for, and what it would do: acts and proposals (R2, R13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from creditui.domain.kinds import Kind, Source
from creditui.domain.lots import Dated
from creditui.domain.refusal import Caution, Refusal


@dataclass(frozen=True, slots=True)
class Why:
    """Why credits are adjusted: a code from the list, a sentence, an optional reference (R15)."""

    reason: str = ""
    note: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Add:
    """Add `credits` for `service` under a membership (R10)."""

    membership_id: int
    service: str
    credits: int
    expires_on: date | None
    why: Why


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove `credits` for `service` from a membership's lots, or from one chosen lot (R11)."""

    membership_id: int
    service: str
    credits: int
    why: Why
    lot_id: int | None = None


@dataclass(frozen=True, slots=True)
class SetAllocation:
    """Set what a billing period allocates for `service` to `to` credits (R12)."""

    period_id: int
    service: str
    to: int
    why: Why
    seen: int | None = None
    """The allocation the person saw; refused as stale where it is another by now (R13)."""
    expires_on: date | None = None
    """For the new credits, where the period's own expiry has passed."""


@dataclass(frozen=True, slots=True)
class Correct:
    """Write the opposite of an entry (R16)."""

    entry_id: int
    why: Why


@dataclass(frozen=True, slots=True)
class Use:
    """Use `credits` for `service`: what the booking system asks for (R6)."""

    service: str
    credits: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class GiveBack:
    """Return the credits of a `use` entry to the lots they came from (R8)."""

    entry_id: int
    reference: str = ""


Act = Add | Remove | SetAllocation | Correct | Use | GiveBack


@dataclass(frozen=True, slots=True)
class LotChange(Dated):
    """What a proposal would do to one lot; `lot_id` is None for the lot it would make."""

    lot_id: int | None
    credits: int
    left_before: int
    left_after: int
    source: Source
    starts_on: date
    expires_on: date | None
    membership_id: int | None
    period_id: int | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an act would do, worked out but not done.

    Two proposals are equal exactly where the person would be shown the same thing: what was
    reviewed is what is applied (R13).
    """

    kind: Kind
    credits: int
    """Signed whole credits: the sum over `lots`."""
    member_id: int
    membership_id: int | None
    period_id: int | None
    service: str
    balance_before: int
    """The member's balance for the service, over all lots alive today (R3, R22)."""
    balance_after: int
    lots: tuple[LotChange, ...]
    why: Why
    cautions: tuple[Caution, ...] = ()
    flags: tuple[str, ...] = ()
    corrects: int | None = None
    allocation_before: int | None = None
    allocation_after: int | None = None


Decision = Proposal | Refusal
