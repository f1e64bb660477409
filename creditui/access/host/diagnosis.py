"""What the doctor finds: one sentence each, and the command that ends it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

INSTALL = "creditui ssh install"
"""The remedy of whatever an installation makes."""


class Level(StrEnum):
    """How bad a diagnosis is."""

    OK = "ok"
    WARNING = "warning"
    """It works and is safe, but not as well as it could be."""
    FAULT = "fault"
    """It is not safe, or does not work."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at."""

    level: Level
    code: str
    """A stable name of what was looked at."""
    sentence: str
    remedy: str = ""
    """A command for root, or what to do where no command does it; empty where all is well."""


def ok(code: str, sentence: str) -> Diagnosis:
    """A diagnosis that all is well."""
    return Diagnosis(Level.OK, code, sentence)


def warning(code: str, sentence: str, remedy: str) -> Diagnosis:
    """A diagnosis that something could be better."""
    return Diagnosis(Level.WARNING, code, sentence, remedy)


def fault(code: str, sentence: str, remedy: str) -> Diagnosis:
    """A diagnosis that something must be ended."""
    return Diagnosis(Level.FAULT, code, sentence, remedy)
