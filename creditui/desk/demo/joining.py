"""Writes the members of the sample studio, their memberships and billing periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from random import Random

from creditui.desk.demo.cast import Part, cast
from creditui.desk.demo.enrolment import Enrolment
from creditui.desk.demo.holder import Enrolled, Holder
from creditui.desk.demo.people import strangers
from creditui.desk.demo.plans import pace
from creditui.desk.demo.step import Step
from creditui.desk.demo.stories import QUIET_DAYS
from creditui.domain.expiry import period_expiry
from creditui.domain.membership import Member, Membership
from creditui.store.bulk import (
    insert_period_services,
    insert_periods,
    upsert_members,
    upsert_memberships,
)
from creditui.store.engine import Store
from creditui.store.known import known_members, known_memberships, known_periods
from creditui.store.transaction import writing

BATCH = 1_000


def join(
    store: Store, rng: Random, today: date, count: int, progress: Callable[[int, int], None]
) -> tuple[list[Holder], dict[int, Sequence[Step]]]:
    """Write `count` members, or the cast where that is more, and return them as holders.

    With them come the stories of the cast, by member id. Chance stops for them QUIET_DAYS ago.
    """
    main = cast(today)
    total = max(count, len(main))
    parts = _parts(rng, today, main, total)
    holders: list[Holder] = []
    stories: dict[int, Sequence[Step]] = {}
    while batch := list(islice(parts, BATCH)):
        with writing(store):
            written = _write(store, rng, batch, len(holders), today)
        for part, holder in zip(batch, written, strict=True):
            if part.story:
                stories[holder.member.id] = part.story
        holders += written
        progress(len(holders), total)
    return holders, stories


def _parts(rng: Random, today: date, main: tuple[Part, ...], total: int) -> Iterator[Part]:
    yield from main
    for person in strangers(rng, today, total - len(main)):
        yield Part(person)


def _write(
    store: Store, rng: Random, batch: Sequence[Part], before: int, today: date
) -> list[Holder]:
    members = _members(store, batch, before)
    pairs = [
        (member, enrolment)
        for member, part in zip(members, batch, strict=True)
        for enrolment in part.person.enrolments
    ]
    enrolled = iter(_enrol(store, pairs))
    quiet = today - timedelta(days=QUIET_DAYS)
    return [
        Holder(
            member,
            tuple(islice(enrolled, len(part.person.enrolments))),
            pace=_pace(rng, part.person.enrolments),
            quiet_from=quiet if part.story else today,
            told=bool(part.story),
        )
        for member, part in zip(members, batch, strict=True)
    ]


def _pace(rng: Random, enrolments: Sequence[Enrolment]) -> float:
    """How often a member comes: some hardly ever, some more than they pay for."""
    return sum(pace(enrolment.plan) for enrolment in enrolments) * rng.uniform(0.1, 1.9)


def _members(store: Store, batch: Sequence[Part], before: int) -> list[Member]:
    members = [
        Member(0, p.name, p.email, p.phone, f"HS-{before + n:06d}", p.joined_on)
        for n, p in enumerate((part.person for part in batch), start=1)
    ]
    upsert_members(store, members)
    ids = known_members(store, [member.external_id for member in members])
    return [
        Member(ids[m.external_id], m.name, m.email, m.phone, m.external_id, m.joined_on)
        for m in members
    ]


def _enrol(store: Store, pairs: Sequence[tuple[Member, Enrolment]]) -> list[Enrolled]:
    """Write the memberships of `pairs` with their periods, and return them in the same order."""
    drafted = [_membership(member, enrolment) for member, enrolment in pairs]
    upsert_memberships(store, drafted)
    known = known_memberships(store, [membership.external_id for membership in drafted])
    memberships = [replace(m, id=known[m.external_id].id) for m in drafted]
    enrolments = [enrolment for _, enrolment in pairs]
    insert_periods(
        store,
        (
            (membership.id, enrolment.starts(n), enrolment.ends(n))
            for membership, enrolment in zip(memberships, enrolments, strict=True)
            for n in range(enrolment.first, enrolment.last + 1)
        ),
    )
    periods: dict[int, list[int]] = defaultdict(list)
    for period in known_periods(store, [membership.id for membership in memberships]):
        periods[period.membership_id].append(period.id)
    enrolled = [
        Enrolled(membership, enrolment, tuple(periods[membership.id]))
        for membership, enrolment in zip(memberships, enrolments, strict=True)
    ]
    insert_period_services(store, _period_services(enrolled))
    return enrolled


def _membership(member: Member, enrolment: Enrolment) -> Membership:
    return Membership(
        0,
        member.id,
        enrolment.plan,
        enrolment.begins,
        enrolment.ends_on,
        enrolment.cancelled_on,
        enrolment.paused,
        enrolment.past_due,
        f"{member.external_id}-{enrolment.plan.code}",
    )


def _period_services(enrolled: Sequence[Enrolled]) -> Iterator[tuple[int, str, date | None]]:
    for each in enrolled:
        enrolment, plan = each.enrolment, each.enrolment.plan
        for n in range(enrolment.first, enrolment.last + 1):
            expires = period_expiry(plan.expires, enrolment.starts(n), enrolment.ends(n))
            for service in plan.credits:
                yield each.period(n), service, expires
