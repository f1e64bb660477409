from __future__ import annotations

import pytest

from creditui.domain.checks import check_permission
from creditui.domain.people import NO_LIMITS, Limits, Permission, rights
from creditui.domain.settings import Settings
from tests.domain.builders import actor, refusal, staff

READ = {"view", "view-studio-ledger", "view-sessions"}
DESK = {"view", "add", "use"}
MANAGE = DESK | {"remove", "view-studio-ledger", "save-views", "expire", "seal"}


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("staff", DESK),
        ("manager", MANAGE),
        ("auditor", READ),
        ("admin", MANAGE | READ | {"import", "manage", "backup"}),
        ("", set()),
        ("Admin", set()),
        ("admin ", set()),
        ("owner", set()),
    ],
)
def test_what_a_role_gives(role: str, may: set[str]) -> None:
    assert rights(staff(role)) == may
    assert rights(staff(role, disabled=True)) == set()


@pytest.mark.parametrize("permission", list(Permission))
def test_every_missing_permission_is_said_in_a_sentence(permission: Permission) -> None:
    assert check_permission(actor("admin"), permission) is None
    for role in ("staff", "auditor"):
        if not actor(role).may(permission):
            assert refusal(check_permission(actor(role), permission)).code == "permission"
    assert refusal(check_permission(actor("owner"), permission)).code == "no_rights"


@pytest.mark.parametrize(
    ("role", "own", "limits"),
    [
        ("staff", None, Limits(5, 20, 10)),
        ("staff", Limits(day=50), Limits(day=50)),
        ("manager", None, NO_LIMITS),
        ("manager", Limits(adjustment=1), Limits(adjustment=1)),
        ("owner", None, NO_LIMITS),
    ],
)
def test_limits_are_her_own_or_her_roles(role: str, own: Limits | None, limits: Limits) -> None:
    assert Settings().limits_of(role, own) == limits
