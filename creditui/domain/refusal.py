"""How a rule says no, and how it says "yes, but"."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule's "no": a stable code and one sentence that says what would make it a yes.

    `field` names the form field the sentence belongs beside (`credits`, `service`, `expires`,
    `reason`, `note`, `reference`, `lot`, `to`), or is empty when the whole act is refused.
    """

    code: str
    message: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Caution:
    """A warning on a proposal: the act is allowed, but the person should know this (R1, R10)."""

    code: str
    message: str
