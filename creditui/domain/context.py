"""What a decision rests on besides the member: the day, the settings, who is acting."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from creditui.domain.people import Actor, Spent
from creditui.domain.reasons import DEFAULT_REASONS, Reason
from creditui.domain.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a rule needs that is no fact about the member (R2, R17).

    `today` is the studio date of the act, taken once from its instant; `spent` is what the actor
    has adjusted already, in whole credits (R19).
    """

    today: date
    settings: Settings
    actor: Actor
    spent: Spent = field(default_factory=Spent)
    reasons: tuple[Reason, ...] = DEFAULT_REASONS
