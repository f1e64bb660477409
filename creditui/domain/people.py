"""Who may do what: roles, permissions, limits (R18, R19, R20, R21)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What a person is at the desk (R18)."""

    STAFF = "staff"
    MANAGER = "manager"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Permission(StrEnum):
    """One thing a role may do."""

    VIEW = "view"
    ADD = "add"
    REMOVE = "remove"
    USE = "use"
    VIEW_STUDIO_LEDGER = "view-studio-ledger"
    VIEW_SESSIONS = "view-sessions"
    SAVE_VIEWS = "save-views"
    EXPIRE = "expire"
    SEAL = "seal"
    IMPORT = "import"
    MANAGE = "manage"
    BACKUP = "backup"


_STAFF = frozenset({Permission.VIEW, Permission.ADD, Permission.USE})
_MANAGER = _STAFF | {
    Permission.REMOVE,
    Permission.VIEW_STUDIO_LEDGER,
    Permission.SAVE_VIEWS,
    Permission.EXPIRE,
    Permission.SEAL,
}
_AUDITOR = frozenset({Permission.VIEW, Permission.VIEW_STUDIO_LEDGER, Permission.VIEW_SESSIONS})
_ADMIN = _MANAGER | _AUDITOR | {Permission.IMPORT, Permission.MANAGE, Permission.BACKUP}

PERMISSIONS = MappingProxyType(
    {
        Role.STAFF: _STAFF,
        Role.MANAGER: _MANAGER,
        Role.AUDITOR: _AUDITOR,
        Role.ADMIN: _ADMIN,
    }
)
"""What each role may do (R18). A role that is not here may do nothing."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most credits a person may adjust (R19), in whole credits; None means no limit."""

    adjustment: int | None = None
    day: int | None = None
    member: int | None = None
    """For one member in 30 studio dates, today included."""

    def __str__(self) -> str:
        """As they are typed: of an adjustment, of a day, of a member, such as "5,20,none"."""
        parts = (self.adjustment, self.day, self.member)
        return ",".join("none" if part is None else str(part) for part in parts)


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Spent:
    """Credits a person has adjusted already, each act counted as a positive number (R19)."""

    today: int = 0
    member: int = 0
    """For the member in question, in the 30 studio dates that end today."""


@dataclass(frozen=True, slots=True)
class Staff:
    """A person who may sign in. `role` is as stored: text that is no role gives no rights (R18)."""

    id: int
    username: str
    name: str
    role: str
    disabled: bool = False
    member_id: int | None = None
    """The person's own member record, if she is a client too (R20)."""
    limits: Limits | None = None
    """Limits of her own; None means those of her role."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting: the person whose rights count and, with `--as`, the admin behind her (R21)."""

    staff: Staff
    limits: Limits = field(default=NO_LIMITS)
    via: Staff | None = None

    def may(self, permission: Permission) -> bool:
        """Whether the role gives `permission`; an unknown role or a disabled person never (R18)."""
        return permission in rights(self.staff)


def rights(staff: Staff) -> frozenset[Permission]:
    """Everything `staff` may do (R18). Nothing for a disabled person or an unknown role."""
    if staff.disabled or staff.role not in PERMISSIONS:
        return frozenset()
    return PERMISSIONS[Role(staff.role)]
