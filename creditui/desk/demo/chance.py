"""What happens in the sample studio by chance: bookings, and adjustments at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from creditui.desk.demo.holder import Enrolled, Holder, Written
from creditui.desk.demo.team import BOOKING, FORMER, Team
from creditui.desk.demo.words import ADD_NOTES, CORRECT_NOTES, REMOVE_NOTES, SET_NOTES
from creditui.domain.expiry import default_expiry
from creditui.domain.kinds import Kind
from creditui.domain.lots import Lot
from creditui.domain.people import Actor
from creditui.domain.proposal import Act, Add, Correct, GiveBack, Remove, SetAllocation, Use, Why
from creditui.domain.wording import say_date

ADDS, REMOVALS, SETS = 0.4 / 180, 0.05 / 180, 0.08 / 180
"""Adjustments a day, for each member of the studio."""

CORRECTED = 0.05
"""Adds that a manager finds wrong the day after."""

GIVEN_BACK = 0.06
"""Bookings that are cancelled after their credits were taken."""

FORMER_UNTIL = 70
"""Carl left so many days ago."""

DESK = (("alice", 40), ("ben", 34), ("mona", 16), (FORMER, 8), ("ada", 2))
"""Who stands at the desk, and how often."""

EVERY_DAY = {"massage": "massage", "reformer": "class", "yoga": "class", "facial": "facial"}
"""What people at the desk call the services in their notes."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One thing that somebody is about to do; the rules decide whether it happens."""

    holder: Holder
    actor: Actor
    act: Act


class Chance:
    """The acts of a day, thrown from one generator: the same seed throws the same acts."""

    def __init__(self, rng: Random, team: Team, holders: Sequence[Holder], today: date) -> None:
        self._rng = rng
        self._team = team
        self._today = today
        self._holders = holders
        self._open_to_chance = [holder for holder in holders if not holder.told]
        self._booking = team.actor(BOOKING)
        self._references = 40_000

    def bookings(self, day: date) -> Iterator[Errand]:
        """The credits that are used on `day`."""
        throw = self._rng.random
        for holder in self._holders:
            if throw() < holder.pace and holder.lots and day < holder.quiet_from:
                held = [lot for lot in holder.lots if lot.left and lot.alive(day)]
                if held:
                    yield Errand(holder, self._booking, self._use(self._rng.choice(held)))

    def adjustments(self, day: date) -> Iterator[Errand]:
        """What people at the desk think of doing on `day`."""
        for rate, make in ((ADDS, self._add), (SETS, self._set), (REMOVALS, self._remove)):
            for _ in range(self._times(rate)):
                holder = self._rng.choice(self._open_to_chance)
                enrolled = self._rng.choice(holder.enrolled)
                if enrolled.enrolment.begins <= day:
                    yield make(holder, enrolled, day)

    def cancellation(self, used: Written) -> tuple[date, GiveBack] | None:
        """When a booking is cancelled and its credits given back, if it is (R8)."""
        if self._rng.random() >= GIVEN_BACK:
            return None
        day = used.on + timedelta(days=self._rng.randrange(1, 4))
        return day, GiveBack(used.id, used.proposal.why.reference)

    def second_thought(self, added: Written) -> tuple[date, Correct] | None:
        """When an add is found to be wrong and corrected, if it is (R16)."""
        if added.proposal.kind is not Kind.ADD or self._rng.random() >= CORRECTED:
            return None
        note = self._note(CORRECT_NOTES, added.proposal.service, added.on + timedelta(days=1))
        return added.on + timedelta(days=1), Correct(added.id, Why("correction", note))

    def _times(self, rate: float) -> int:
        expected = rate * len(self._open_to_chance)
        return int(expected) + (self._rng.random() < expected % 1)

    def _use(self, lot: Lot) -> Use:
        self._references += 1
        credits = self._rng.choice((1, 1, 2, 2, 3)) if lot.left > 3 else 1
        return Use(lot.service, credits, f"B-{self._references}")

    def _add(self, holder: Holder, enrolled: Enrolled, day: date) -> Errand:
        rng, membership = self._rng, enrolled.membership
        service = rng.choice(tuple(membership.plan.credits))
        why = self._why(ADD_NOTES, (45, 20, 15, 20), service, day)
        (credits,) = rng.choices((1, 2, 3, 5, 8), (60, 25, 8, 5, 2))
        record = holder.record(day, self._today, periods=True)
        expires = default_expiry(record, membership, day, self._team.settings)
        if rng.random() < 0.5:
            expires = day + timedelta(days=rng.choice((7, 10, 30, 60, 60, 90)))
        return Errand(holder, self._person(day), Add(membership.id, service, credits, expires, why))

    def _remove(self, holder: Holder, enrolled: Enrolled, day: date) -> Errand:
        membership = enrolled.membership
        service = self._rng.choice(tuple(membership.plan.credits))
        why = self._why(REMOVE_NOTES, (60, 40), service, day)
        act = Remove(membership.id, service, self._rng.choice((1, 1, 1, 2)), why)
        return Errand(holder, self._team.actor("mona"), act)

    def _set(self, holder: Holder, enrolled: Enrolled, day: date) -> Errand:
        plan = enrolled.membership.plan
        service = self._rng.choice(tuple(plan.credits))
        n = enrolled.current(day)
        period = enrolled.period(enrolled.enrolment.first if n is None else n)
        why = Why("promotion", self._note(SET_NOTES, service, day), self._ticket())
        to = plan.credits[service] + self._rng.choice((1, 2, 2, 4))
        return Errand(holder, self._person(day), SetAllocation(period, service, to, why))

    def _person(self, day: date) -> Actor:
        (who,) = self._rng.choices([who for who, _ in DESK], [share for _, share in DESK])
        if who == FORMER and day > self._today - timedelta(days=FORMER_UNTIL):
            who = "alice"
        via = "ada" if who == "ben" and self._rng.random() < 0.04 else None
        return self._team.actor(who, via)

    def _why(
        self,
        notes: Mapping[str, Sequence[str]],
        shares: Sequence[int],
        service: str,
        day: date,
    ) -> Why:
        (reason,) = self._rng.choices(tuple(notes), shares)
        return Why(reason, self._note(notes[reason], service, day), self._ticket())

    def _note(self, notes: Sequence[str], service: str, day: date) -> str:
        before = day - timedelta(days=self._rng.randrange(1, 6))
        said = EVERY_DAY.get(service, service)
        return self._rng.choice(notes).format(service=said, day=say_date(before, before))

    def _ticket(self) -> str:
        return f"T-{self._rng.randrange(1000, 9999)}" if self._rng.random() < 0.3 else ""
