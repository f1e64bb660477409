"""R21: until when a key holds, and what ends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from creditui.domain.staff_key import StaffKey

TODAY = date(2026, 12, 4)
KEY = StaffKey(1, 1, "alice", "ssh-ed25519", "AAAA", "SHA256:x", "desk", "ada", 1)


@pytest.mark.parametrize(
    ("days", "holds"), [(None, True), (1, True), (0, True), (-1, False), (-400, False)]
)
def test_a_key_holds_through_its_last_day(days: int | None, *, holds: bool) -> None:
    last_day = None if days is None else TODAY + timedelta(days=days)
    key = replace(KEY, expires_on=last_day)
    assert (key.holds(TODAY), key.expired(TODAY)) == (holds, not holds)


def test_a_revoked_key_never_holds() -> None:
    key = replace(KEY, revoked_by="ada", revoked_at=2, expires_on=TODAY)
    assert key.revoked
    assert not key.holds(TODAY)
