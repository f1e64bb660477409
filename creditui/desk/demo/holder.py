"""A member of the sample studio while her history is made: her lots, kept in memory."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from creditui.desk.demo.enrolment import Enrolment
from creditui.domain.kinds import Source
from creditui.domain.ledger import GENESIS, Entry
from creditui.domain.lots import Lot, Movement
from creditui.domain.membership import (
    Allocation,
    BillingPeriod,
    Member,
    MemberRecord,
    Membership,
)
from creditui.domain.people import Staff
from creditui.domain.proposal import Proposal
from creditui.domain.request import UNASKED

KEPT_DAYS = 7
"""Lots are kept so long after their last day: a give-back may still find them (R8)."""

TROUBLE_DAYS = 16
"""A membership that is paused or past due has been so for this many days."""


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it was written, for whoever corrects it or gives it back."""

    id: int
    proposal: Proposal
    movements: tuple[Movement, ...]
    actor: Staff
    on: date


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A membership with its numbers."""

    membership: Membership
    enrolment: Enrolment
    periods: tuple[int, ...]
    """The ids of its billing periods, from the first on."""

    def period(self, n: int) -> int:
        """The id of period `n` (see Enrolment)."""
        return self.periods[n - self.enrolment.first]

    def current(self, day: date) -> int | None:
        """The number of the period that `day` is in, or None."""
        enrolment = self.enrolment
        for n in range(enrolment.last, enrolment.first - 1, -1):
            if enrolment.starts(n) <= day:
                return n if day <= enrolment.ends(n) else None
        return None

    def as_of(self, day: date, today: date) -> Membership:
        """The membership as the desk knew it on `day`, before what happened to it since."""
        facts = self.membership
        if facts.cancelled_on is not None and day < facts.cancelled_on:
            facts = replace(facts, cancelled_on=None)
        trouble = facts.paused or facts.past_due
        if trouble and day < today - timedelta(days=TROUBLE_DAYS):
            facts = replace(facts, paused=False, past_due=False)
        return facts


@dataclass(slots=True)
class Holder:
    """One member, what she holds, and how often she comes."""

    member: Member
    enrolled: tuple[Enrolled, ...]
    pace: float
    """Bookings a day."""
    quiet_from: date
    """From this day on nothing happens to her by chance."""
    told: bool = False
    """Whether she has a story: then nobody adjusts her credits by chance."""
    lots: list[Lot] = field(default_factory=list)
    last: Written | None = None

    def record(self, day: date, today: date, *, periods: bool = False) -> MemberRecord:
        """What a decision on `day` rests on; with the current `periods` where it needs them."""
        return MemberRecord(
            self.member,
            tuple(e.as_of(day, today) for e in self.enrolled),
            tuple(self.lots),
            {e.membership.id: self._current(e, day) for e in self.enrolled} if periods else {},
        )

    def apply(self, proposal: Proposal, next_lot: int) -> tuple[Movement, ...]:
        """Do to the lots what `proposal` says; those it makes are numbered from `next_lot`."""
        movements = []
        for change in proposal.lots:
            lot_id = change.lot_id
            if lot_id is None:
                lot_id, next_lot = next_lot, next_lot + 1
                self.lots.append(_new_lot(lot_id, proposal, change.credits))
            else:
                self._move(lot_id, change.credits)
            movements.append(Movement(lot_id, change.credits))
        return tuple(movements)

    def forget(self, day: date) -> None:
        """Let go of lots that nothing can happen to any more."""
        oldest = day - timedelta(days=KEPT_DAYS)
        self.lots = [lot for lot in self.lots if not lot.expired_by(oldest)]

    def _move(self, lot_id: int, credits: int) -> None:
        for place, lot in enumerate(self.lots):
            if lot.id == lot_id:
                self.lots[place] = _with_left(lot, lot.left + credits)
                return
        raise KeyError(lot_id)

    def _current(self, enrolled: Enrolled, day: date) -> tuple[BillingPeriod, ...]:
        n = enrolled.current(day)
        if n is None:
            return ()
        period_id, enrolment = enrolled.period(n), enrolled.enrolment
        allocations = tuple(
            self._allocation(period_id, service) for service in enrolment.plan.credits
        )
        starts, ends = enrolment.starts(n), enrolment.ends(n)
        return (BillingPeriod(period_id, enrolled.membership.id, starts, ends, allocations),)

    def _allocation(self, period_id: int, service: str) -> Allocation:
        lots = [lot for lot in self.lots if lot.period_id == period_id and lot.service == service]
        return Allocation(
            service,
            allocated=sum(lot.granted for lot in lots),
            used=sum(lot.granted - lot.left for lot in lots),
            adjusted=0,
            expired=0,
            left=sum(lot.left for lot in lots),
            expires_on=lots[0].expires_on if lots else None,
        )


def _with_left(lot: Lot, left: int) -> Lot:
    """`lot` with another number left; `replace` would take four times as long, for every entry."""
    return Lot(
        lot.id,
        lot.service,
        lot.granted,
        left,
        lot.source,
        lot.starts_on,
        lot.expires_on,
        lot.membership_id,
        lot.period_id,
        reason=lot.reason,
    )


def _new_lot(lot_id: int, proposal: Proposal, credits: int) -> Lot:
    (change,) = (c for c in proposal.lots if c.lot_id is None)
    return Lot(
        lot_id,
        proposal.service,
        granted=credits,
        left=credits,
        source=Source(change.source),
        starts_on=change.starts_on,
        expires_on=change.expires_on,
        membership_id=change.membership_id,
        period_id=change.period_id,
        reason=proposal.why.reason,
    )


def as_entry(written: Written) -> Entry:
    """What was written, as far as the rules of give-backs and corrections look at an entry.

    Its place in the chain is not known here; no rule asks for it.
    """
    proposal, actor = written.proposal, written.actor
    return Entry(
        id=written.id,
        seq=1,
        kind=proposal.kind,
        credits=proposal.credits,
        member_id=proposal.member_id,
        membership_id=proposal.membership_id,
        period_id=proposal.period_id,
        service=proposal.service,
        actor_id=actor.id,
        actor=actor.username,
        actor_name=actor.name,
        via_id=None,
        via=None,
        at=0,
        studio_date=written.on,
        reason=proposal.why.reason or None,
        note=proposal.why.note,
        reference=proposal.why.reference,
        request_id="",
        request_digest=UNASKED,
        corrects=proposal.corrects,
        balance_before=proposal.balance_before,
        balance_after=proposal.balance_after,
        allocation_before=proposal.allocation_before,
        allocation_after=proposal.allocation_after,
        flags=proposal.flags,
        movements=written.movements,
        new_lots=(),
        prev_hash=GENESIS,
        hash=GENESIS,
    )
