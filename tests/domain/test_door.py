"""R18, R21: which role comes in by which door."""

import pytest

from creditui.domain.door import Door, fits
from creditui.domain.people import Role


@pytest.mark.parametrize(
    ("role", "doors"),
    [
        (Role.STAFF, {Door.DESK, Door.LOCAL}),
        (Role.MANAGER, {Door.DESK, Door.LOCAL}),
        (Role.ADMIN, {Door.DESK, Door.LOCAL}),
        (Role.AUDITOR, {Door.AUDIT, Door.LOCAL}),
        ("none", set()),
        ("", set()),
        ("ADMIN", set()),
    ],
)
def test_each_role_has_its_doors(role: str, doors: set[Door]) -> None:
    assert {door for door in Door if fits(role, door)} == doors


def test_every_role_has_a_door() -> None:
    assert all(any(fits(role, door) for door in Door) for role in Role)
