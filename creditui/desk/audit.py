"""Ask the ledger what an auditor asks first: how many entries of a period answer each question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from creditui.desk.errors import InputError
from creditui.desk.refused_notes import waiting
from creditui.desk.session import Desk, Moment
from creditui.domain.audit.questions import QUESTIONS, Code, Question
from creditui.domain.people import Permission, rights
from creditui.domain.settings import Settings
from creditui.domain.wording import say_date
from creditui.store.audit_queries import AuditPeriod, count_evidence
from creditui.store.refused import count_refused
from creditui.store.staff import list_staff
from creditui.store.transaction import reading

DAYS = 30
"""Studio dates, today included, that are asked about where nobody says which."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the number of entries that answer it."""

    question: Question
    rule: str
    """Which entries it finds, with the studio's own thresholds."""
    entries: int


@dataclass(frozen=True, slots=True)
class AuditOverview:
    """All questions over one period, both studio dates included."""

    since: date
    until: date
    answers: tuple[Answered, ...]
    refused: int
    """Refused attempts in the period."""


def audit_overview(
    desk: Desk, since: date | None = None, until: date | None = None
) -> AuditOverview:
    """How many entries of the period answer each question; the last 30 days where it is left open.

    It only reads; whoever can write takes in what is noted first (`collect`). Raises InputError for
    a period that ends before it begins, Refused for who may not see the studio's ledger (R18).
    """
    with reading(desk.store):
        moment, period = begin(desk, since, until)
        answers = tuple(
            Answered(
                each,
                rule_of(desk, each, moment.settings),
                count_evidence(desk.store, each.code, period),
            )
            for each in QUESTIONS
        )
        refused = count_refused(desk.store, period.since, period.until) + sum(
            period.since <= each.studio_date <= period.until for each in waiting(desk)
        )
    return AuditOverview(period.since, period.until, answers, refused)


def audit_period(
    desk: Desk, since: date | None = None, until: date | None = None
) -> tuple[date, date]:
    """The studio dates, both included, that a question with these is about; raises as they do."""
    with reading(desk.store):
        period = begin(desk, since, until)[1]
    return period.since, period.until


def check_reader(desk: Desk) -> None:
    """Raise Refused for who may not see the studio's ledger (R18)."""
    with reading(desk.store):
        desk.require(Permission.VIEW_STUDIO_LEDGER)


def begin(desk: Desk, since: date | None, until: date | None) -> tuple[Moment, AuditPeriod]:
    """The moment, and the period that is asked about; call it inside `reading()`.

    Raises InputError for a period that ends before it begins, Refused for who may not see the
    studio's ledger (R18).
    """
    moment = desk.require(Permission.VIEW_STUDIO_LEDGER)
    until = until or moment.today
    since = since or until - timedelta(days=DAYS - 1)
    if since > until:
        first, last = say_date(since), say_date(until)
        raise InputError("bad_period", f"The period begins on {first}, after its end on {last}.")
    return moment, AuditPeriod(since, until, moment.settings)


def rule_of(desk: Desk, asked: Question, settings: Settings) -> str:
    """Which entries a question finds, with the studio's own thresholds.

    Where it goes by who is a client herself, it says of how many people that is known.
    """
    said = asked.says(settings)
    if asked.code is not Code.OWN_HOUSEHOLD:
        return said
    people = [person for person in list_staff(desk.store) if rights(person)]
    known = sum(person.member_id is not None for person in people)
    if known == len(people):
        return said
    return f"{said} It knows the client record of {known} of {len(people)} people."
