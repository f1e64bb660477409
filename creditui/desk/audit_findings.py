"""The entries of a period that answer a question of the audit, each with a sentence, in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from creditui.desk.audit import begin, rule_of
from creditui.desk.audit_summary import SUMMARIES
from creditui.desk.errors import InputError
from creditui.desk.session import Desk
from creditui.domain.audit.questions import QUESTIONS, Question, question
from creditui.domain.audit.telling import AuditFinding, Evidence, Named, say_finding
from creditui.domain.ledger import Entry
from creditui.domain.reasons import reason_name
from creditui.domain.settings import Settings
from creditui.store.audit_queries import find_evidence, find_newer_evidence
from creditui.store.entries import entries_by_ids
from creditui.store.members import member_names
from creditui.store.studio import read_reasons, read_services
from creditui.store.transaction import reading

PAGE = 100
"""Entries that one page of findings holds."""


@dataclass(frozen=True, slots=True)
class AuditFindings:
    """A page of the entries that answer a question, newest first."""

    question: Question
    rule: str
    since: date
    until: date
    findings: tuple[AuditFinding, ...]
    before_id: int | None
    """Go on with the entries below this one; None where there are no more."""
    after_id: int | None = None
    """Go on with the entries above this one; None where there are none, or nobody asked."""


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
        moment, period = begin(desk, since, until)
        found = find_evidence(desk.store, asked.code, period, before_id, limit + 1)
        findings = _findings(desk, asked, found[:limit], moment.settings)
        rule = rule_of(desk, asked, moment.settings)
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
        moment, period = begin(desk, since, until)
        found = find_newer_evidence(desk.store, asked.code, period, after_id, limit + 1)
        findings = _findings(desk, asked, found[-limit:], moment.settings)
        rule = rule_of(desk, asked, moment.settings)
    more = findings[0].entry.id if len(found) > limit else None
    below = findings[-1].entry.id if findings and after_id else None
    return AuditFindings(asked, rule, period.since, period.until, findings, below, more)


def _asked(code: str) -> Question:
    asked = question(code)
    if asked is None:
        listed = ", ".join((*(each.code for each in QUESTIONS), *(f"by-{by}" for by in SUMMARIES)))
        raise InputError("no_such_question", f"{code!r} is not a question; there is: {listed}.")
    return asked


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
