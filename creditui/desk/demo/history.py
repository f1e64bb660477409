"""The ledger of the sample studio, day by day: allocations, expiry, bookings, people's acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from creditui.desk.demo.books import Books
from creditui.desk.demo.chance import Chance, Errand
from creditui.desk.demo.evenings import LATE, Late
from creditui.desk.demo.holder import Enrolled, Holder, Written
from creditui.desk.demo.hours import OPENS, WRITE_OFF, at, in_a_row, through_the_day
from creditui.desk.demo.step import Step
from creditui.desk.demo.team import BOOKING, Team
from creditui.desk.session import Moment
from creditui.domain.attempt import RefusedAttempt, asked_of
from creditui.domain.composing import Subject, compose, new_lot
from creditui.domain.expire import expirations
from creditui.domain.expiry import period_expiry
from creditui.domain.instant import microseconds
from creditui.domain.kinds import Kind, Source
from creditui.domain.proposal import GiveBack, Proposal, Why
from creditui.domain.refusal import Refusal
from creditui.store.ledger import NewEntry
from creditui.store.staff import SYSTEM

ONE_DAY = timedelta(days=1)

Stories = Mapping[int, Sequence[Step]]
"""What happens to members besides chance, by member id."""


class History:
    """Makes every entry of the studio in true order, up to the first minutes of today.

    Only lots that still matter are in memory; entries are handed over as they are made.
    """

    def __init__(
        self, rng: Random, team: Team, holders: Sequence[Holder], stories: Stories, today: date
    ) -> None:
        self.refused: list[RefusedAttempt] = []
        """What a rule said no to after closing, in order, once `entries` has come to it."""
        self._rng = rng
        self._team = team
        self._today = today
        self._books = Books(rng, today)
        self._chance = Chance(rng, team, holders, today)
        self._system = team.actor(SYSTEM)
        self._due: dict[date, list[tuple[Holder, Enrolled, int]]] = defaultdict(list)
        self._expiring: dict[date, dict[int, Holder]] = defaultdict(dict)
        self._planned: dict[date, list[tuple[Holder, Step]]] = defaultdict(list)
        self._returns: dict[date, list[Errand]] = defaultdict(list)
        self._late: dict[date, list[Late]] = defaultdict(list)
        for late in LATE:
            self._late[today - timedelta(days=late.step.days_ago)].append(late)
        names = {late.member for late in LATE}
        # Chance may give the cast namesakes; the cast came first.
        self._named = {h.member.name: h for h in reversed(holders) if h.member.name in names}
        for holder in holders:
            for enrolled in holder.enrolled:
                self._plan_allocation(holder, enrolled, enrolled.enrolment.first)
            for step in stories.get(holder.member.id, ()):
                self._planned[today - timedelta(days=step.days_ago)].append((holder, step))

    def entries(self, progress: Callable[[int, int], None]) -> Iterator[NewEntry]:
        """Every entry, oldest first; `progress` is told how many days are done, and of how many."""
        first = min(self._due, default=self._today)
        days = (self._today - first).days
        for n in range(days + 1):
            day = first + n * ONE_DAY
            yield from self._allocations(day)
            if day < self._today:
                yield from self._write_offs(day)
                yield from self._opening_hours(day)
                yield from self._after_closing(day)
            progress(n, days)

    def _allocations(self, day: date) -> Iterator[NewEntry]:
        instants = in_a_row(self._at(day, time(0)), self._rng)
        for holder, enrolled, n in self._due.pop(day, ()):
            if n < enrolled.enrolment.last:
                self._plan_allocation(holder, enrolled, n + 1)
            for proposal in self._allocate(holder, enrolled, n, day):
                yield self._by_system(holder, proposal, next(instants), day)

    def _plan_allocation(self, holder: Holder, enrolled: Enrolled, n: int) -> None:
        self._due[enrolled.enrolment.paid_on(n)].append((holder, enrolled, n))

    def _allocate(
        self, holder: Holder, enrolled: Enrolled, n: int, day: date
    ) -> Iterator[Proposal]:
        """What the plan gives for period `n`, one proposal for each service (R12)."""
        enrolment, plan = enrolled.enrolment, enrolled.membership.plan
        starts = enrolment.starts(n)
        expires = period_expiry(plan.expires, starts, enrolment.ends(n))
        for service, credits in plan.credits.items():
            about = Subject(service, enrolled.membership.id, enrolled.period(n))
            lot = new_lot(credits, Source.ALLOCATION, starts, expires, about)
            record = holder.record(day, self._today)
            yield compose(
                record, day, Kind.ALLOCATION, about, (lot,), Why(), allocation=(0, credits)
            )

    def _write_offs(self, day: date) -> Iterator[NewEntry]:
        instants = in_a_row(self._at(day, WRITE_OFF), self._rng)
        for holder in self._expiring.pop(day, {}).values():
            for proposal in expirations(holder.record(day, self._today), day):
                yield self._by_system(holder, proposal, next(instants), day)
            holder.forget(day)

    def _opening_hours(self, day: date) -> Iterator[NewEntry]:
        errands = [
            *(self._told(holder, step, day) for holder, step in self._planned.pop(day, ())),
            *self._returns.pop(day, ()),
            *self._chance.bookings(day),
            *self._chance.adjustments(day),
        ]
        self._rng.shuffle(errands)
        instants = through_the_day(self._at(day, OPENS), len(errands), self._rng)
        for instant, errand in zip(instants, errands, strict=True):
            moment = Moment(instant, day, self._team.settings, errand.actor)
            decision = self._books.decide(errand, moment)
            if isinstance(decision, Refusal):
                continue
            entry, written = self._enter(errand.holder, decision, moment, errand)
            self._follow_up(errand, written)
            yield entry

    def _after_closing(self, day: date) -> Iterator[NewEntry]:
        for late in self._late.pop(day, ()):
            errand = self._told(self._named[late.member], late.step, day)
            instant = self._at(day, late.at)
            moment = Moment(instant, day, self._team.settings, errand.actor)
            request_id = f"late-{instant:%Y%m%d%H%M}"
            decision = self._books.decide(errand, moment)
            if isinstance(decision, Refusal):
                self.refused.append(_attempt(errand, moment, decision, request_id))
            else:
                yield self._enter(errand.holder, decision, moment, errand, request_id)[0]

    def _told(self, holder: Holder, step: Step, day: date) -> Errand:
        actor = self._team.actor(step.who, step.via)
        return Errand(holder, actor, step.deed(holder, day))

    def _follow_up(self, errand: Errand, written: Written) -> None:
        """Some bookings are cancelled later, some adds were wrong."""
        if errand.holder.told:
            return
        booking = written.proposal.kind is Kind.USE
        later = (
            self._chance.cancellation(written) if booking else self._chance.second_thought(written)
        )
        if later is not None:
            day, act = later
            actor = self._team.actor(BOOKING if isinstance(act, GiveBack) else "mona")
            self._books.keep(written)
            self._returns[day].append(Errand(errand.holder, actor, act))

    def _by_system(
        self, holder: Holder, proposal: Proposal, instant: datetime, day: date
    ) -> NewEntry:
        moment = Moment(instant, day, self._team.settings, self._system)
        return self._enter(holder, proposal, moment)[0]

    def _enter(
        self,
        holder: Holder,
        proposal: Proposal,
        moment: Moment,
        errand: Errand | None = None,
        request_id: str = "",
    ) -> tuple[NewEntry, Written]:
        for change in proposal.lots:
            if change.credits > 0 and change.expires_on is not None:
                night = max(change.expires_on, moment.today) + ONE_DAY
                self._expiring[night][holder.member.id] = holder
        return self._books.enter(holder, proposal, moment, errand, request_id)

    def _at(self, day: date, when: time) -> datetime:
        return at(day, when, self._team.settings.timezone)


def _attempt(errand: Errand, moment: Moment, refusal: Refusal, request_id: str) -> RefusedAttempt:
    return RefusedAttempt(
        id=0,
        actor_id=None,
        actor=errand.actor.staff.username,
        via=None,
        at=microseconds(moment.instant),
        studio_date=moment.today,
        member_id=errand.holder.member.id,
        asked=asked_of(errand.act),
        refusal=refusal,
        request_id=request_id,
    )
