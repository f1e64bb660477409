"""A form as it is kept while it is typed, so that a dropped line loses nothing (R13, R14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from creditui.domain.instant import instant_of
from creditui.domain.wording import signed


class Stage(StrEnum):
    """How far the person had come."""

    TYPING = "typing"
    REVIEW = "review"
    APPLYING = "applying"


class FormKind(StrEnum):
    """Which form it is."""

    ADJUST = "adjust"
    UPDATE = "update"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What stands in a form, and under which request it would be applied.

    Never an act by itself: only a person who opens it, reviews it and says yes makes it one.
    """

    request_id: str
    member_id: int
    kind: FormKind
    target: int
    """What the form is about: a membership, a billing period or a ledger entry, by its number."""
    fields: Mapping[str, str]
    """Every field as text, by its name."""
    stage: Stage = Stage.TYPING
    session_id: str = ""
    """The session it was typed in; whoever keeps it says."""
    at: int = 0
    """When it was kept, in microseconds of UTC; whoever keeps it says."""

    @property
    def instant(self) -> datetime:
        """When it was kept, in UTC."""
        return instant_of(self.at)


def say_draft(draft: FormDraft, service: str) -> str:
    """What was being done, as far as it was typed: "+2 Massage", "Massage set to 10".

    `service` is the name of the service in the form.
    """
    if draft.kind is FormKind.CORRECT:
        return f"the correction of entry {draft.target}"
    text = draft.fields.get("credits", "").strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        return f"{service}, without a number yet"
    number = int(text)
    match draft.fields.get("type"):
        case "set":
            return f"{service} set to {number}"
        case "remove":
            return f"{signed(-number)} {service}"
    return f"{signed(number)} {service}"
