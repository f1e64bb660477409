"""Members, memberships and their billing periods, as facts read from the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from creditui.domain.studio import Plan

if TYPE_CHECKING:
    from creditui.domain.lots import Lot


@dataclass(frozen=True, slots=True)
class Member:
    """The client. `external_id` is her number in the booking system she came from."""

    id: int
    name: str
    email: str = ""
    phone: str = ""
    external_id: str = ""
    joined_on: date | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A member's plan with its stored facts; its standing is worked out from them (R1)."""

    id: int
    member_id: int
    plan: Plan
    started_on: date
    ends_on: date | None = None
    """The last day of the membership, if it has one."""
    cancelled_on: date | None = None
    paused: bool = False
    past_due: bool = False
    external_id: str = ""


@dataclass(frozen=True, slots=True)
class Allocation:
    """What a billing period gives for one service, worked out from the ledger (R3, R12).

    allocated  what the plan, an import or a person set for the period
    used       credits used from the period's lots
    adjusted   the signed sum of other removals and corrections on those lots
    expired    credits written off by expiry
    left       what is left in the period's lots, alive or not
    """

    service: str
    allocated: int
    used: int
    adjusted: int
    expired: int
    left: int
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class BillingPeriod:
    """One dated stretch of a membership; both dates are inside it."""

    id: int
    membership_id: int
    starts_on: date
    ends_on: date
    allocations: tuple[Allocation, ...] = ()

    def allocation(self, service: str) -> Allocation | None:
        """The allocation for `service` (a code), or None where the period has none."""
        return next((a for a in self.allocations if a.service == service), None)


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """All that a decision about one member rests on, read at one moment in one transaction (R2)."""

    member: Member
    memberships: tuple[Membership, ...]
    lots: tuple[Lot, ...]
    """Every lot she ever held, in burn-down order (R6)."""
    periods: Mapping[int, tuple[BillingPeriod, ...]]
    """Billing periods by membership id, newest first."""

    def membership(self, membership_id: int) -> Membership | None:
        """Her membership with that id, or None."""
        return next((m for m in self.memberships if m.id == membership_id), None)

    def period(self, period_id: int) -> BillingPeriod | None:
        """Her billing period with that id, or None."""
        return next((p for ps in self.periods.values() for p in ps if p.id == period_id), None)

    def lots_of(self, service: str, membership_id: int | None = None) -> list[Lot]:
        """Her lots of `service` (a code), under one membership or all, in burn-down order (R6)."""
        return [
            lot
            for lot in self.lots
            if lot.service == service and membership_id in (None, lot.membership_id)
        ]

    def lot(self, lot_id: int) -> Lot | None:
        """Her lot with that id, or None."""
        return next((lot for lot in self.lots if lot.id == lot_id), None)
