"""The questions: what each looks for, why it matters, and the settings it goes by.

An answer is a reason to look, never a verdict. Unless a question says otherwise it looks at
adjustments that a person made: add, remove and set, corrections included.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from creditui.domain.audit.hours import say_outside
from creditui.domain.settings import Settings


class Code(StrEnum):
    """The name of a question, as it is typed."""

    OWN_HOUSEHOLD = "own-household"
    DORMANT = "dormant"
    NEAR_LIMIT = "near-limit"
    QUICK_USE = "quick-use"
    OUTSIDE_HOURS = "outside-hours"
    COPIED_NOTES = "copied-notes"
    EMPTY_NOTES = "empty-notes"
    LARGE = "large"
    OVER_ALLOCATION = "over-allocation"
    REMOVALS = "removals"
    CORRECTIONS = "corrections"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask of the ledger."""

    code: Code
    name: str
    rule: str
    """Which entries it finds, in one sentence; `{…}` are settings, with their units."""
    why: str
    """Why it matters, in one sentence."""

    def says(self, settings: Settings) -> str:
        """The rule with the studio's own thresholds in it."""
        return self.rule.format_map(_said(settings))


def _said(settings: Settings) -> dict[str, str]:
    """Each setting as it stands in a sentence, and `hours` for those that the studio is shut."""
    values = {field.name: getattr(settings, field.name) for field in fields(settings)}
    said = {name: _counted(name, value) for name, value in values.items()}
    return said | {"hours": say_outside(settings.opens_at, settings.closes_at)}


def _counted(name: str, value: object) -> str:
    """A setting with its unit, if its name ends in one: "7 days", "1 credit", "60 minutes"."""
    unit = name.rpartition("_")[2]
    if unit not in _UNITS:
        return str(value)
    return f"{value} {unit.removesuffix('s') if value == 1 else unit}"


_UNITS = frozenset({"days", "credits", "minutes"})


QUESTIONS = (
    Question(
        Code.OWN_HOUSEHOLD,
        "Own household",
        "Adjustments and give-backs by a person, or through her, for the client that she is or "
        "one with her e-mail address or phone.",
        "Nobody should decide about her own credits, nor about those of whom she lives with.",
    ),
    Question(
        Code.DORMANT,
        "Dormant clients credited",
        "Credits given to a client who had used nothing for {audit_dormant_days} or more.",
        "Credits for somebody who never comes are easily used by somebody else.",
    ),
    Question(
        Code.NEAR_LIMIT,
        "Just under the limit",
        "{audit_near_limit_count} or more adjustments by one person within "
        "{audit_near_limit_days}, each at her limit or 1 below it.",
        "Many small ones can be a large one that was split so as not to be noticed.",
    ),
    Question(
        Code.QUICK_USE,
        "Added, then used",
        "Credits that were used within {audit_quick_use_minutes} of being added.",
        "Mostly a client at the desk; but also how credits are taken out by whoever adds them.",
    ),
    Question(
        Code.OUTSIDE_HOURS,
        "Outside opening hours",
        "Adjustments {hours}.",
        "When nobody is at the desk, nobody sees what is done there.",
    ),
    Question(
        Code.COPIED_NOTES,
        "Copied notes",
        "The same note by one person {audit_copied_notes} times or more.",
        "A note that fits every case explains none of them.",
    ),
    Question(
        Code.EMPTY_NOTES,
        "Notes without meaning",
        "Notes with no letters, of one character or word again and again, or such as test.",
        "Without a reason that a stranger understands, nobody can check the act later.",
    ),
    Question(
        Code.LARGE,
        "Large adjustments",
        "Adjustments of {audit_large_credits} or more.",
        "A few large ones are worth more than all the small ones together.",
    ),
    Question(
        Code.OVER_ALLOCATION,
        "Over-allocations",
        "Adjustments that took a client over what her plan allocates.",
        "What nobody paid for has to have a good reason.",
    ),
    Question(
        Code.REMOVALS,
        "Removals",
        "Adjustments that took credits away.",
        "The client may not know of it, so that nobody complains.",
    ),
    Question(
        Code.CORRECTIONS,
        "Corrections",
        "Adjustments that correct another entry.",
        "Each is a mistake that somebody made; many by one person have a cause.",
    ),
)
"""All questions, in the order in which they are shown."""


def question(code: str) -> Question | None:
    """The question with that code, or None."""
    return next((each for each in QUESTIONS if each.code == code), None)
