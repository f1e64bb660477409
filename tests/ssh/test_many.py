"""Fifty sessions at once, each adding a credit: all land, and none twice (R14)."""

from __future__ import annotations

import json

import pytest

from tests.ssh.many import KILLED, Many, Run, killed, once, twice_at_once
from tests.support.sshd import Sshd

pytestmark = [pytest.mark.sshd, pytest.mark.terminal]

SOUGHT = (3, 4, 8, 9, 19, 22)
"""Members of the sample studio with one active membership; each interface has its own (R13)."""
SHARED = (6, 10, 11, 20, 21)
"""Members to whom massage can be added; several commands want each of them at once."""
SESSIONS = 50


def commands(count: int) -> list[Run]:
    """Most add once; some are killed, at each of three moments, and some sent twice at once."""
    members = [SHARED[number % len(SHARED)] for number in range(count)]
    cut = [
        killed(member, KILLED[number % len(KILLED)]) for number, member in enumerate(members[:9])
    ]
    same = [twice_at_once(member) for member in members[9:12]]
    return [*cut, *same, *(once(member) for member in members[12:])]


def test_of_fifty_sessions_at_once_every_act_lands_and_none_twice(sshd: Sshd) -> None:
    everybody = json.loads(sshd.done("ada", "search example --json"))
    names = {each["id"]: each["name"] for each in everybody}
    many = Many(sshd)
    many.run([names[each] for each in SOUGHT], commands(SESSIONS - len(SOUGHT)))
    assert many.applied() == dict.fromkeys(many.notes, 1)
    assert len(many.notes) == SESSIONS
    print(many.told())
    sshd.done("ada", "verify")
