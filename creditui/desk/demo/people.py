"""The members of the sample studio: names, e-mails, phones, and what each of them bought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from creditui.desk.demo.enrolment import Enrolment, bought, cancelled, coming, ended, running
from creditui.desk.demo.names import CULTURES, DOMAINS, SINGLE, SINGLE_SHARE
from creditui.desk.demo.plans import GIFT, PLANS, SHARES
from creditui.domain.calendar import add_months
from creditui.domain.studio import PeriodLength, Plan

PAST = ((3, 4, 5, 6, 7, 8), (52, 22, 11, 7, 5, 3))
"""How many billing periods lie behind a membership, and how often."""

STANDINGS = {
    "active": 78,
    "paused": 5,
    "past_due": 5,
    "in_grace": 4,
    "after_grace": 3,
    "expired": 3,
    "upcoming": 2,
}
"""How often a monthly or weekly membership has each standing, in a hundred."""


@dataclass(frozen=True, slots=True)
class Person:
    """A member before she has a number."""

    name: str
    email: str
    phone: str
    joined_on: date
    enrolments: tuple[Enrolment, ...]


def strangers(rng: Random, today: date, count: int) -> Iterator[Person]:
    """`count` members that chance makes; no two have the same phone."""
    addresses: Counter[str] = Counter()
    for n, phone in zip(range(count), phones(rng), strict=False):
        name, latin = _name(rng)
        addresses[latin] += 1
        again = addresses[latin]
        local = latin if again == 1 else f"{latin}{again}"
        email = "" if rng.random() < 0.03 else f"{local}@{DOMAINS[n % len(DOMAINS)]}"
        enrolments = _enrolments(rng, today)
        first = min(e.begins for e in enrolments)
        joined = min(first, today) - timedelta(days=rng.choice((0, 0, 3, 40, 400, 1100)))
        yield Person(name, email, "" if rng.random() < 0.02 else phone, joined, enrolments)


def phones(rng: Random) -> Iterator[str]:
    """Phone numbers, each once, as people write them; none ends like those of the cast."""
    offset = rng.randrange(100_000)
    n = 0
    while True:
        block, place = divmod(n, 100_000)
        figures = f"{(place * 61_409 + offset) % 100_000:05d}"
        n += 1
        if not figures.startswith("00") and figures[-4:] not in ("0123", "0456"):
            yield _written(rng, figures, block)


def _written(rng: Random, figures: str, block: int) -> str:
    if block:
        return f"+1 555 {block:02d}{figures[0]} {figures[1:]}"
    head, tail = figures[:2], figures[2:]
    return rng.choice(
        (
            f"+44 7700 9{head}{tail}",
            f"+44 7700 9{head}{tail}",
            f"07700 9{head}{tail}",
            f"07700 9{head} {tail}",
            f"+44 (0)7700 9{head}-{tail}",
            f"0044 7700 9{head}{tail}",
            f"(07700) 9{head}{tail}",
            f"+4477009{head}{tail}",
        )
    )


def _name(rng: Random) -> tuple[str, str]:
    """A name as it is shown, and in the letters of an e-mail address."""
    if rng.random() * 100 < SINGLE_SHARE:
        single = rng.choice(SINGLE)
        return single.shown, single.latin
    (culture,) = rng.choices(CULTURES, [c.share for c in CULTURES])
    given, family = rng.choice(culture.given), rng.choice(culture.family)
    return culture.full(given, family), f"{given.latin}.{family.latin}"


def _enrolments(rng: Random, today: date) -> tuple[Enrolment, ...]:
    (plan,) = rng.choices(PLANS, SHARES)
    first = _enrolment(rng, plan, today)
    if plan is not GIFT and rng.random() < 0.04:
        return (first, bought(GIFT, today, days_ago=rng.randrange(160)))
    return (first,)


def _enrolment(rng: Random, plan: Plan, today: date) -> Enrolment:
    if plan.period is PeriodLength.ONCE:
        return bought(plan, today, days_ago=rng.randrange(205))
    (standing,) = rng.choices(tuple(STANDINGS), tuple(STANDINGS.values()))
    (past,) = rng.choices(*PAST)
    length = 7 if plan.period is PeriodLength.WEEK else 30
    if standing == "upcoming":
        return coming(plan, today, in_days=rng.randrange(1, 25))
    if standing == "expired":
        return ended(plan, today, days_ago=rng.randrange(1, 75), past=past)
    if standing in ("in_grace", "after_grace"):
        since = rng.randrange(61) if standing == "in_grace" else rng.randrange(61, 100)
        paid_for = rng.randrange(length - 1)
        return cancelled(plan, today, days_ago=since, past=past, paid_for=paid_for)
    renewed = rng.randrange(6) if rng.random() < 0.4 else None
    ends_in = rng.randrange(length - 2)
    enrolment = running(plan, today, past=past, ends_in=ends_in, renewed=renewed)
    return replace(
        _sooner(rng, enrolment),
        paused=standing == "paused",
        past_due=standing == "past_due",
    )


def _sooner(rng: Random, enrolment: Enrolment) -> Enrolment:
    """Many had been members for years when the studio began to keep its credits here."""
    if rng.random() < 0.6:
        return enrolment
    started = add_months(enrolment.begins, -rng.randrange(1, 60))
    return replace(enrolment, started_on=started)
