"""Ask the ledger what an auditor asks first: how many entries answer a question, and which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from creditui.desk.errors import InputError
from creditui.desk.session import Desk, Moment
from creditui.domain.audit.questions import QUESTIONS, Question, question
from creditui.domain.audit.telling import AuditFinding, say_finding
from creditui.domain.people import Permission
from creditui.store.audit_queries import (
    Period,
    SummaryLine,
    count_evidence,
    find_evidence,
    summarise,
)
from creditui.store.entries import entries_by_ids
from creditui.store.records import member_names
from creditui.store.refused import count_refused
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


def audit_overview(
    desk: Desk, since: date | None = None, until: date | None = None
) -> AuditOverview:
    """How many entries of the period answer each question; the last 30 days where it is left open.

    Raises InputError for a period that ends before it begins, Refused for who may not see the
    studio's ledger (R18).
    """
    with reading(desk.store):
        moment = desk.require(Permission.VIEW_STUDIO_LEDGER)
        period = _period(moment, since, until)
        answers = tuple(
            Answered(
                each,
                each.says(moment.settings),
                count_evidence(desk.store, each.code, period),
            )
            for each in QUESTIONS
        )
        refused = count_refused(desk.store, period.since, period.until)
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
    asked = question(code)
    if asked is None:
        listed = ", ".join(each.code for each in QUESTIONS)
        raise InputError("no_such_question", f"{code!r} is not a question; there is: {listed}.")
    with reading(desk.store):
        moment = desk.require(Permission.VIEW_STUDIO_LEDGER)
        period = _period(moment, since, until)
        found = find_evidence(desk.store, asked.code, period, before_id, limit + 1)
        evidence = {each.entry_id: each for each in found[:limit]}
        entries = entries_by_ids(desk.store, list(evidence))
        names = member_names(desk.store, {entry.member_id for entry in entries})
    findings = []
    for entry in entries:
        name = names[entry.member_id]
        said = say_finding(asked.code, entry, name, evidence[entry.id], moment.settings)
        findings.append(AuditFinding(entry, name, said))
    more = findings[-1].entry.id if len(found) > limit else None
    return AuditFindings(
        asked, asked.says(moment.settings), period.since, period.until, tuple(findings), more
    )


def audit_summary(
    desk: Desk, by: str, since: date | None = None, until: date | None = None
) -> tuple[SummaryLine, ...]:
    """Adjustments by `person`, `reason`, `service` or `week`; raises as `audit_findings`."""
    if by not in SUMMARIES:
        listed = ", ".join(SUMMARIES)
        raise InputError("no_such_summary", f"{by!r} sums nothing up; there is: {listed}.")
    with reading(desk.store):
        moment = desk.require(Permission.VIEW_STUDIO_LEDGER)
        return summarise(desk.store, by, _period(moment, since, until))


def _period(moment: Moment, since: date | None, until: date | None) -> Period:
    until = until or moment.today
    since = since or until - timedelta(days=DAYS - 1)
    if since > until:
        raise InputError("bad_period", f"The period begins on {since}, after its end on {until}.")
    return Period(since, until, moment.settings)
