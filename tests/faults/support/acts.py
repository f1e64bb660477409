"""Ten adjustments at the desk, and what must hold of a database in which some of them were made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from creditui.desk.applying import Applied, apply, find_applied
from creditui.desk.session import Desk, open_desk
from creditui.desk.verify import verify
from creditui.domain.proposal import Act, Add, Correct, Remove, SetAllocation, Why
from creditui.store.engine import Store
from tests.support.studio import NOW, TODAY, FixedClock, make_studio

MAYA, PAULA, DORA = 1, 2, 3
FIRST = 15
"""The id of the first entry that is made here; those before it are the sample studio's."""
LATER = TODAY + timedelta(days=30)
GIVEN = Why("goodwill", "she waited twenty minutes")
TAKEN = Why("policy", "used without a booking")
WRONG = Why("correction", "that was another client")

ACTS: tuple[tuple[int, Act], ...] = (
    (MAYA, Add(MAYA, "massage", 2, LATER, GIVEN)),
    (MAYA, Remove(MAYA, "massage", 3, TAKEN)),
    (MAYA, SetAllocation(MAYA, "massage", 10, GIVEN)),
    (MAYA, Correct(FIRST, WRONG)),
    (PAULA, Add(PAULA, "reformer", 1, LATER, GIVEN)),
    (MAYA, Remove(MAYA, "reformer", 4, TAKEN)),
    (MAYA, Correct(FIRST + 1, WRONG)),
    (MAYA, SetAllocation(MAYA, "massage", 9, TAKEN)),
    (DORA, Add(DORA, "massage", 5, LATER, GIVEN)),
    (DORA, Remove(DORA, "massage", 6, TAKEN)),
)
"""Each member with an act on her credits; the first four are one of each kind."""


def perform(desk: Desk, number: int) -> Applied:
    """Make the act with this number: always under the same request id, at the same instant."""
    desk.clock = FixedClock(NOW + timedelta(minutes=number))
    member_id, act = ACTS[number]
    return apply(desk, member_id, act, f"act-{number}")


def perform_all(path: Path, acknowledge: Callable[[int], object]) -> None:
    """A session from its start to its end; `acknowledge` is told each act that has been made."""
    desk = open_desk(str(path), "mona", clock=FixedClock())
    for number in range(len(ACTS)):
        perform(desk, number)
        acknowledge(number)
    desk.close()


def everything(store: Store) -> dict[str, list[Any]]:
    """Every row of every table."""
    tables = store.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return {name: store.rows(f"SELECT * FROM {name}") for (name,) in tables}


@cache
def states() -> tuple[dict[str, list[Any]], ...]:
    """What the database holds when none, one, two, … all acts have been made, undisturbed."""
    with TemporaryDirectory() as folder:
        studio = make_studio(Path(folder))
        studio.store.close()
        desk = open_desk(studio.url, "mona", clock=FixedClock())
        found = [everything(desk.store)]
        for number in range(len(ACTS)):
            perform(desk, number)
            found.append(everything(desk.store))
        desk.close()
    return tuple(found)


def check(path: Path, at_least: int, at_most: int) -> int:
    """Open the database after a fault; return how many of the acts stand in it.

    So many at least and at most, whole and in order; nothing else is changed; it verifies. Asked
    again, the last that stands is answered with its entry, and the next is made at once (R14, R17).
    """
    desk = open_desk(str(path), "ada", clock=FixedClock(NOW + timedelta(hours=1)))
    try:
        held = everything(desk.store)
        whole = [number for number, state in enumerate(states()) if state == held]
        assert len(whole) == 1, "half an act, or something else, was written"
        count = whole[0]
        assert at_least <= count <= at_most
        assert desk.store.rows("PRAGMA integrity_check") == [("ok",)]
        assert verify(desk, processes=1).findings == ()
    finally:
        desk.close()
    _go_on(path, count)
    return count


def _go_on(path: Path, count: int) -> None:
    """The person comes back: what was made is answered, what was not is made, once."""
    desk = open_desk(str(path), "mona", clock=FixedClock())
    try:
        if count:
            again = perform(desk, count - 1)
            assert (again.replayed, again.entry.id) == (True, FIRST + count - 1)
        if count < len(ACTS):
            assert find_applied(desk, f"act-{count}") is None
            assert not perform(desk, count).replayed
            assert everything(desk.store) == states()[count + 1]
    finally:
        desk.close()
