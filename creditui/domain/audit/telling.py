"""What was found, as a sentence for each entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from creditui.domain import wording
from creditui.domain.audit.questions import Code
from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.domain.settings import Settings


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why an entry answers a question; what a question does not need is 0, None or empty."""

    entry_id: int
    number: int = 0
    """Notes alike, adjustments near the limit, or minutes until the use."""
    other_id: int | None = None
    """The entry that it corrects, or that used its credits."""
    words: str = ""
    """The tie, the date of the last use, the time of day, what is wrong with the note, or who wrote
    the other entry."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the studio calls now what an entry names by number or code."""

    member: str
    service: str
    reason: str


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """An entry that answers a question, with the sentence that says how."""

    entry: Entry
    member_name: str
    """The name that the member has now."""
    sentence: str


def say_act(entry: Entry, named: Named) -> str:
    """An entry in a line: "Alice Adams added 2 credits of Massage for Maya Okafor"."""
    verb = {
        Kind.ADD: "added",
        Kind.ALLOCATION: "added",
        Kind.REMOVE: "removed",
        Kind.GIVE_BACK: "gave back",
    }.get(entry.kind, f"wrote ({wording.kind_name(entry.kind)})")
    by = entry.actor_name if entry.via is None else f"{entry.actor_name} (via {entry.via})"
    amount = wording.credits(abs(entry.credits))
    return f"{by} {verb} {amount} of {named.service} for {named.member}"


def say_finding(
    code: Code, entry: Entry, named: Named, evidence: Evidence, settings: Settings
) -> str:
    """The sentence for one entry that answers the question `code`."""
    return f"{say_act(entry, named)}{_detail(code, named, evidence, settings)}."


def _detail(code: Code, named: Named, evidence: Evidence, settings: Settings) -> str:
    match code:
        case Code.OWN_HOUSEHOLD:
            return f", who {evidence.words}"
        case Code.DORMANT:
            return f", {_last_use(evidence.words)}"
        case Code.NEAR_LIMIT:
            within = wording.days(settings.audit_near_limit_days)
            return f", one of {evidence.number} such adjustments within {within}"
        case Code.QUICK_USE:
            after = wording.minutes(evidence.number)
            return f"; entry {evidence.other_id} used some of it {after} later"
        case Code.OUTSIDE_HOURS:
            return f" at {evidence.words}"
        case Code.COPIED_NOTES:
            return f", with a note given {evidence.number} times"
        case Code.EMPTY_NOTES:
            return f"; the note {evidence.words}"
        case Code.CORRECTIONS:
            return f", correcting entry {evidence.other_id} by {evidence.words}"
        case Code.LARGE | Code.OVER_ALLOCATION | Code.REMOVALS:
            return f" ({named.reason})" if named.reason else ""


def _last_use(day: str) -> str:
    """When a client had last used credits, from a studio date as text or nothing."""
    if not day:
        return "who had never used any, as far as the ledger goes back"
    return f"who had used nothing since {wording.say_date(date.fromisoformat(day))}"
