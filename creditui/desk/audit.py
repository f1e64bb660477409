"""Ask the ledger what an auditor asks first: how many entries answer a question, and which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from creditui.desk.errors import InputError
from creditui.desk.refused_notes import collect, waiting
from creditui.desk.session import Desk, Moment
from creditui.domain.audit.questions import QUESTIONS, Code, Question, question
from creditui.domain.audit.telling import AuditFinding, Evidence, Named, say_finding
from creditui.domain.filtering import Filter
from creditui.domain.ledger import Entry
from creditui.domain.people import Permission, rights
from creditui.domain.reasons import reason_name
from creditui.domain.settings import Settings
from creditui.domain.wording import say_date
from creditui.store.audit_queries import (
    AuditPeriod,
    SummaryLine,
    count_evidence,
    find_evidence,
    find_newer_evidence,
    summarise,
)
from creditui.store.entries import entries_by_ids
from creditui.store.members import member_names
from creditui.store.refused import count_refused
from creditui.store.staff import list_staff
from creditui.store.studio import read_reasons, read_services
from creditui.store.transaction import reading

PAGE = 100
"""Entries that one page of findings holds."""
DAYS = 30
"""Studio dates, today included, that are asked about where nobody says which."""
SUMMARIES = ("person", "reason", "service", "week")
"""What adjustments can be summed up by."""


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


@dataclass(frozen=True, slots=True)
class AuditFindings:
    """A page of the entries that answer a question, newest first."""

    answered: Question
    rule: str
    since: date
    until: date
    findings: tuple[AuditFinding, ...]
    before_id: int | None
    """Go on with the entries below this one; None where there are no more."""
    after_id: int | None = None
    """Go on with the entries above this one; None where there are none, or nobody asked."""


def audit_overview(
    desk: Desk, since: date | None = None, until: date | None = None
) -> AuditOverview:
    """How many entries of the period answer each question; the last 30 days where it is left open.

    Raises InputError for a period that ends before it begins, Refused for who may not see the
    studio's ledger (R18).
    """
    collect(desk)
    with reading(desk.store):
        moment, period = _begin(desk, since, until)
        answers = tuple(
            Answered(
                each,
                _says(desk, each, moment.settings),
                count_evidence(desk.store, each.code, period),
            )
            for each in QUESTIONS
        )
        refused = count_refused(desk.store, period.since, period.until) + sum(
            period.since <= each.studio_date <= period.until for each in waiting(desk)
        )
    return AuditOverview(period.since, period.until, answers, refused)


def audit_findings(
    desk: Desk,
    code: str,
    since: date | None = None,
    until: date | None = None,
    before_id: int | None = None,
    limit: int = PAGE,
) -> AuditFindings:
    """The entries that answer the question `code`, newest first, each with a sentence.

    `before_id` goes on from there. Raises InputError for a question that is none or a period that
    ends before it begins, Refused for who may not see the studio's ledger (R18).
    """
    asked = _asked(code)
    with reading(desk.store):
        moment, period = _begin(desk, since, until)
        found = find_evidence(desk.store, asked.code, period, before_id, limit + 1)
        findings = _findings(desk, asked, found[:limit], moment.settings)
        rule = _says(desk, asked, moment.settings)
    more = findings[-1].entry.id if len(found) > limit else None
    return AuditFindings(asked, rule, period.since, period.until, findings, more)


def newer_findings(
    desk: Desk,
    code: str,
    since: date | None = None,
    until: date | None = None,
    after_id: int = 0,
    limit: int = PAGE,
) -> AuditFindings:
    """The page above the entry `after_id`, newest first; above 0 it is the oldest of all.

    Raises as `audit_findings`.
    """
    asked = _asked(code)
    with reading(desk.store):
        moment, period = _begin(desk, since, until)
        found = find_newer_evidence(desk.store, asked.code, period, after_id, limit + 1)
        findings = _findings(desk, asked, found[-limit:], moment.settings)
        rule = _says(desk, asked, moment.settings)
    more = findings[0].entry.id if len(found) > limit else None
    below = findings[-1].entry.id if findings and after_id else None
    return AuditFindings(asked, rule, period.since, period.until, findings, below, more)


def audit_summary(
    desk: Desk, by: str, since: date | None = None, until: date | None = None
) -> tuple[SummaryLine, ...]:
    """Adjustments by `person`, `reason`, `service` or `week`; raises as `audit_findings`."""
    if by not in SUMMARIES:
        listed = ", ".join(SUMMARIES)
        raise InputError("no_such_summary", f"{by!r} sums nothing up; there is: {listed}.")
    with reading(desk.store):
        return summarise(desk.store, by, _begin(desk, since, until)[1])


def audit_period(
    desk: Desk, since: date | None = None, until: date | None = None
) -> tuple[date, date]:
    """The studio dates, both included, that a question with these is about; raises as they do."""
    with reading(desk.store):
        period = _begin(desk, since, until)[1]
    return period.since, period.until


def summed_up(
    desk: Desk, by: str, label: str, since: date | None = None, until: date | None = None
) -> Filter:
    """The filter of the studio's ledger that lets through what a summary's line adds up.

    `by` and `label` are those of the line, the dates those that the summary was asked for. Raises
    as `audit_summary`.
    """
    with reading(desk.store):
        period = _begin(desk, since, until)[1]
        if by == "week":
            monday = date.fromisoformat(label)
            period = replace(
                period,
                since=max(period.since, monday),
                until=min(period.until, monday + timedelta(days=6)),
            )
    asked = Filter(adjusted=True, since=period.since, until=period.until)
    match by:
        case "person":
            return replace(asked, who=(label,))
        case "reason":
            return replace(asked, adjusted=False, reasons=(label,))
        case "service":
            return replace(asked, services=(label,))
        case _:
            return asked


def check_reader(desk: Desk) -> None:
    """Raise Refused for who may not see the studio's ledger (R18)."""
    with reading(desk.store):
        desk.require(Permission.VIEW_STUDIO_LEDGER)


def _asked(code: str) -> Question:
    asked = question(code)
    if asked is None:
        listed = ", ".join((*(each.code for each in QUESTIONS), *(f"by-{by}" for by in SUMMARIES)))
        raise InputError("no_such_question", f"{code!r} is not a question; there is: {listed}.")
    return asked


def _says(desk: Desk, asked: Question, settings: Settings) -> str:
    """The rule; where it goes by who is a client herself, of how many people that is known."""
    said = asked.says(settings)
    if asked.code is not Code.OWN_HOUSEHOLD:
        return said
    people = [person for person in list_staff(desk.store) if rights(person)]
    known = sum(person.member_id is not None for person in people)
    if known == len(people):
        return said
    return f"{said} It knows the client record of {known} of {len(people)} people."


def _findings(
    desk: Desk, asked: Question, found: Sequence[Evidence], settings: Settings
) -> tuple[AuditFinding, ...]:
    """What was found with its entries and sentences, newest first."""
    evidence = {each.entry_id: each for each in found}
    entries = entries_by_ids(desk.store, list(evidence))
    members = member_names(desk.store, {entry.member_id for entry in entries})
    services = {service.code: service.name for service in read_services(desk.store)}
    reasons = read_reasons(desk.store)

    def said(entry: Entry) -> AuditFinding:
        member, service = members[entry.member_id], services.get(entry.service, entry.service)
        named = Named(member, service, reason_name(entry.reason, entry.credits, reasons))
        sentence = say_finding(asked.code, entry, named, evidence[entry.id], settings)
        return AuditFinding(entry, member, sentence)

    return tuple(map(said, entries))


def _begin(desk: Desk, since: date | None, until: date | None) -> tuple[Moment, AuditPeriod]:
    """The moment, for whoever may see the studio's ledger, and the period that is asked about."""
    moment = desk.require(Permission.VIEW_STUDIO_LEDGER)
    return moment, _period(moment, since, until)


def _period(moment: Moment, since: date | None, until: date | None) -> AuditPeriod:
    until = until or moment.today
    since = since or until - timedelta(days=DAYS - 1)
    if since > until:
        first, last = say_date(since), say_date(until)
        raise InputError("bad_period", f"The period begins on {first}, after its end on {last}.")
    return AuditPeriod(since, until, moment.settings)
