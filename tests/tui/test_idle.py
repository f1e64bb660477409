"""For how long nobody has pressed a key: what is due when, on a clock of the test's own."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from creditui.domain.settings import Settings
from creditui.tui.idle import LOOK, SHORTEST, Due, Idle


@dataclass
class Seconds:
    """A clock that a test moves."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.mark.parametrize(
    ("lock", "end", "minutes", "due"),
    [
        (10, 30, 9.99, Due.NOTHING),
        (10, 30, 10, Due.LOCK),
        (10, 30, 29.99, Due.LOCK),
        (10, 30, 30, Due.END),
        (0, 30, 29.99, Due.NOTHING),
        (0, 30, 31, Due.END),
        (10, 0, 1000, Due.LOCK),
        (0, 0, 1000, Due.NOTHING),
        (30, 10, 10, Due.END),
    ],
)
def test_a_session_locks_and_then_ends_after_the_minutes_that_are_set(
    lock: int, end: int, minutes: float, due: Due
) -> None:
    now = Seconds()
    idle = Idle(now)
    now.at += minutes * 60
    settings = Settings(idle_lock_minutes=lock, idle_end_minutes=end)
    assert idle.due(settings) is due
    idle.touch()
    assert idle.due(settings) is Due.NOTHING


@pytest.mark.parametrize(
    ("idle_for", "wait"),
    [(0, LOOK), (569, LOOK), (590, 10), (599.9, SHORTEST), (600, LOOK), (1795, 5), (1800, LOOK)],
)
def test_the_next_look_is_in_time_and_never_late(idle_for: float, wait: float) -> None:
    now = Seconds()
    idle = Idle(now)
    now.at += idle_for
    assert idle.wait(Settings()) == pytest.approx(wait)


def test_what_never_comes_is_not_waited_for() -> None:
    assert Idle().wait(Settings(idle_lock_minutes=0, idle_end_minutes=0)) == LOOK
