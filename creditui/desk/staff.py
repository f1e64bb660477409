"""Who may sign in: add, list, edit, disable (R18). Nobody is ever deleted: entries name them.

The system's log is told of each change, once it stands.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeVar

from creditui.desk.errors import InputError, Refused
from creditui.desk.lookup import known_person
from creditui.desk.session import Desk
from creditui.desk.system_log import tell_staff_changes
from creditui.domain.people import Limits, Permission, Role, Staff
from creditui.domain.refusal import Refusal
from creditui.domain.text import tidy, unfit
from creditui.store.members import read_member
from creditui.store.signing_in import read_staff
from creditui.store.staff import IMPORT, SYSTEM, insert_staff, list_staff, update_staff
from creditui.store.transaction import reading, writing

_Value = TypeVar("_Value")
_USERNAME = re.compile(r"[a-z_][a-z0-9_.-]{0,31}")


def everyone(desk: Desk) -> tuple[Staff, ...]:
    """All who may or could sign in, by username; raises Refused for who may not see the ledger."""
    with reading(desk.store):
        desk.require(Permission.VIEW_STUDIO_LEDGER)
        return tuple(s for s in list_staff(desk.store) if s.username not in (SYSTEM, IMPORT))


def add_staff(
    desk: Desk,
    username: str,
    name: str,
    role: str,
    *,
    member_id: int | None = None,
    limits: Limits | None = None,
) -> Staff:
    """Add a person; raises InputError for a taken username or a bad value, Refused (R18)."""
    desk.check_writable()
    checked = check_username(username)
    known = known_role(role)
    with writing(desk.store):
        actor = desk.require(Permission.MANAGE).actor
        if read_staff(desk.store, checked) is not None:
            raise InputError("username_taken", f"There is a {checked} already; edit that person.")
        _known_member(desk, member_id)
        added = insert_staff(
            desk.store, checked, check_name(name), known, member_id=member_id, limits=limits
        )
    tell_staff_changes(actor, (), (added,))
    return added


def edit_staff(
    desk: Desk,
    username: str,
    *,
    name: str | None = None,
    role: str | None = None,
    disabled: bool | None = None,
    member_id: int | None = None,
    limits: Limits | None = None,
    no_member: bool = False,
    role_limits: bool = False,
) -> Staff:
    """Change what is given and keep the rest; the new rights hold from the person's next act (R2).

    `no_member` says that the person is no member any more; `role_limits` takes limits of her own
    away, so that those of her role hold.

    Raises InputError for nobody of that name or a bad value; Refused without rights, and where the
    studio would be left without an admin.
    """
    desk.check_writable()
    with writing(desk.store):
        actor = desk.require(Permission.MANAGE).actor
        before = known_person(desk, username)
        _known_member(desk, member_id)
        after = replace(
            before,
            name=before.name if name is None else check_name(name),
            role=before.role if role is None else known_role(role),
            disabled=before.disabled if disabled is None else disabled,
            member_id=None if no_member else _given(member_id, before.member_id),
            limits=None if role_limits else _given(limits, before.limits),
        )
        _keep_an_admin(desk, after)
        update_staff(desk.store, after)
    tell_staff_changes(actor, (before,), (after,))
    return after


def check_username(text: str) -> str:
    """`text`, if it can be a username; raises InputError saying what can."""
    if _USERNAME.fullmatch(text) is None:
        raise InputError(
            "bad_username",
            f"{text!r} can't be a username; use 1 to 32 small letters, digits, dots, dashes or "
            "underscores, a letter first.",
        )
    if text in (SYSTEM, IMPORT):
        raise InputError("bad_username", f"{text!r} is kept for entries that nobody signs.")
    return text


def known_role(text: str) -> Role:
    """The role that `text` names; raises InputError listing the roles (R18)."""
    try:
        return Role(text)
    except ValueError:
        names = ", ".join(role.value for role in Role)
        raise InputError("bad_role", f"{text!r} is not a role; choose one of {names}.") from None


def check_name(text: str) -> str:
    """`text` tidied, if it can be a person's name; raises InputError saying why it can't."""
    name = tidy(text)
    if not name:
        raise InputError("bad_name", "A name is missing; give the person's name.")
    if (why := unfit(name)) is not None:
        raise InputError("bad_name", f"That name can't be kept: {why}")
    return name


def _known_member(desk: Desk, member_id: int | None) -> None:
    if member_id is not None and read_member(desk.store, member_id) is None:
        raise InputError("no_such_member", f"There is no member {member_id}; see: creditui search")


def _keep_an_admin(desk: Desk, after: Staff) -> None:
    people = (after if s.id == after.id else s for s in list_staff(desk.store))
    if not any(s.role == Role.ADMIN and not s.disabled for s in people):
        raise Refused(
            Refusal("last_admin", "This is the studio's last admin; make another one first.")
        )


def _given(value: _Value | None, before: _Value) -> _Value:
    return before if value is None else value
