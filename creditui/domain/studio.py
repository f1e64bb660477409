"""What a studio sells: services and plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class PeriodLength(StrEnum):
    """How long a plan's billing period is."""

    MONTH = "month"
    WEEK = "week"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class Service:
    """What a credit buys. `code` is short, unique and what commands and JSON use."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ExpiryRule:
    """When a plan's credits expire: at the period's end, `days` after its start, or never.

    `days` is set for `days:N`, `never` for credits without an expiry; neither means the end.
    """

    days: int | None = None
    never: bool = False

    def __str__(self) -> str:
        if self.never:
            return "never"
        return "period_end" if self.days is None else f"days:{self.days}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is sold: the services it covers and the credits each gets a billing period."""

    code: str
    name: str
    period: PeriodLength
    expires: ExpiryRule
    credits: Mapping[str, int]
    """Credits a billing period by service code, in the plan's own order."""

    def covers(self, service: str) -> bool:
        """Whether credits for `service` (a code) can be held under this plan (R10)."""
        return service in self.credits
