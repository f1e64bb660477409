"""The doors by which a person comes in, and which role each is for (R18, R21)."""

from __future__ import annotations

from enum import Enum

from creditui.domain.people import PERMISSIONS, Role


class Door(Enum):
    """By which account of the operating system a person came in; the value is its usual name."""

    DESK = "credits"
    """The SSH account that may write the database: everybody but auditors."""
    AUDIT = "credits-audit"
    """The SSH account that cannot write the database: auditors."""
    LOCAL = None
    """An account of her own on this machine; what it may write is its own matter."""


def fits(role: str, door: Door) -> bool:
    """Whether a person with `role` may come in by `door`; an unknown role by none (R18)."""
    if role not in PERMISSIONS:
        return False
    return door is Door.LOCAL or (role == Role.AUDITOR) is (door is Door.AUDIT)
