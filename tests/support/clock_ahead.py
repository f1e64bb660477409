"""A ledger with entries from under a clock that stood a year ahead, and how it is put right."""

from datetime import date, timedelta
from pathlib import Path

from creditui.desk.applying import apply
from creditui.desk.expire import expire
from creditui.desk.put_right import clock_state, put_right
from creditui.desk.seal import seal
from creditui.desk.session import Desk, open_desk
from creditui.desk.verify import Verified, verify
from creditui.domain.proposal import Add, Why
from tests.support.studio import TODAY, FixedClock, make_studio

MAYA = 1
YEAR = timedelta(days=365)
GIVEN = Why("goodwill", "she waited twenty minutes")
LATER = TODAY + timedelta(days=40)
ADD = Add(MAYA, "massage", 2, LATER, GIVEN)
NOTE = "the host came up without its battery"


def desk_of(path: Path, clock: FixedClock, username: str = "ada") -> Desk:
    """The desk of that person, by that clock."""
    return open_desk(str(path), username, clock=clock)


def verified(path: Path, *, since_seal: bool = False) -> Verified:
    """What verification finds, in one process."""
    desk = open_desk(str(path), "audrey", inspect=True)
    try:
        return verify(desk, processes=1, since_seal=since_seal)
    finally:
        desk.close()


def make_stuck(folder: Path) -> Path:
    """Entries 1 to 16 at true times; 17 and those after it, sealed, a year later."""
    studio = make_studio(folder)
    desk = desk_of(studio.path, studio.clock)
    for number in (1, 2):
        apply(desk, MAYA, ADD, f"before-{number}")
    studio.clock.instant += YEAR
    wrong = Add(MAYA, "massage", 3, date(2028, 1, 31), GIVEN)
    apply(desk, MAYA, wrong, "ahead")
    expire(desk)
    seal(desk)
    desk.close()
    studio.store.close()
    return studio.path


def mend(desk: Desk) -> tuple[int, int]:
    """Put the clock right; returns the entries that were ahead of it."""
    ahead = clock_state(desk).ahead
    assert ahead is not None
    put_right(desk, ahead, TODAY, NOTE)
    return ahead
