"""What happens to the cast besides chance: told day by day, decided by the rules like all else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from creditui.desk.demo.holder import Holder
from creditui.desk.demo.team import BOOKING
from creditui.domain.proposal import Act, Add, Correct, GiveBack, Remove, SetAllocation, Use, Why

Deed = Callable[[Holder, date], Act]
"""What is done, once it is known to whom and on which day."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens, so many days before today."""

    days_ago: int
    who: str
    """The username of the person at the desk."""
    deed: Deed
    via: str | None = None


def _use(days_ago: int, service: str, credits: int = 1) -> Step:
    reference = f"B-{7000 + days_ago * 13}"
    return Step(days_ago, BOOKING, lambda _holder, _day: Use(service, credits, reference))


def _add(
    days_ago: int,
    who: str,
    service: str,
    credits: int,
    lasts: int,
    why: Why,
    via: str | None = None,
) -> Step:
    """Add credits that last for `lasts` days."""

    def deed(holder: Holder, day: date) -> Act:
        membership = holder.enrolled[0].membership
        return Add(membership.id, service, credits, day + timedelta(days=lasts), why)

    return Step(days_ago, who, deed, via)


def _remove(days_ago: int, who: str, service: str, credits: int, why: Why) -> Step:
    def deed(holder: Holder, _day: date) -> Act:
        return Remove(holder.enrolled[0].membership.id, service, credits, why)

    return Step(days_ago, who, deed)


def _set(days_ago: int, who: str, service: str, to: int, why: Why) -> Step:
    def deed(holder: Holder, day: date) -> Act:
        enrolled = holder.enrolled[0]
        n = enrolled.current(day)
        return SetAllocation(enrolled.period(-1 if n is None else n), service, to, why)

    return Step(days_ago, who, deed)


def _give_back(days_ago: int) -> Step:
    """The member's last entry, a use, is given back."""
    return Step(days_ago, BOOKING, lambda holder, _day: GiveBack(_last(holder), "cancelled"))


def _correct(days_ago: int, who: str, note: str) -> Step:
    """The member's last entry is corrected."""
    why = Why("correction", note)
    return Step(days_ago, who, lambda holder, _day: Correct(_last(holder), why))


def _last(holder: Holder) -> int:
    if holder.last is None:
        raise LookupError(f"nothing has happened to {holder.member.name} yet")
    return holder.last.id


@dataclass(frozen=True, slots=True)
class Late:
    """Something that happens after the desk has closed, in a place of its own in the day."""

    at: time
    """In the studio's time; later than anything that happens by chance."""
    member: str
    """The name of a member of the cast."""
    step: Step


QUIET_DAYS = 35
"""So many days ago chance stops for whoever has a story."""

MAYA = (
    _use(14, "reformer", 2),
    _use(13, "massage"),
    _give_back(12),
    _use(11, "reformer", 2),
    _use(9, "massage"),
    _use(8, "reformer", 2),
    _use(6, "reformer", 2),
    _add(
        5,
        "alice",
        "massage",
        2,
        44,
        Why(
            "recovery", "Therapist 25 minutes late on her last visit; Mona promised two.", "T-2041"
        ),
    ),
    _add(
        4, "mona", "reformer", 2, 7, Why("promotion", "Autumn offer: brought her sister Ada along.")
    ),
)
"""Leaves Maya with five massages, and two reformer classes that run out in three days."""

ADA = (
    _add(
        20,
        "mona",
        "massage",
        2,
        30,
        Why(
            "recovery",
            "Her last massage was cut short by the fire alarm; she had cancelled before.",
        ),
    ),
)

PRIYA = (
    _set(
        12,
        "ben",
        "reformer",
        10,
        Why("promotion", "Upgraded half-way through the period, paid the difference at the desk."),
    ),
    _use(10, "reformer"),
    _add(
        9,
        "ben",
        "massage",
        3,
        40,
        Why("goodwill", "Gave up her place three times for beginners. Thank you!"),
        via="ada",
    ),
)

FIRST_JAMES = (
    _add(
        11,
        "alice",
        "reformer",
        2,
        30,
        Why("correction", "Charged twice for Monday's class.", "T-1987"),
    ),
    _correct(10, "mona", "Wrong James Smith: this was for his namesake. Added there."),
)

SECOND_JAMES = (
    _add(
        10,
        "mona",
        "reformer",
        2,
        30,
        Why("correction", "Charged twice for Monday's class.", "T-1987"),
    ),
    _use(8, "reformer"),
    _remove(
        6,
        "mona",
        "massage",
        1,
        Why("policy", "Second no-show this month; warned by e-mail the first time."),
    ),
)

KIRSTY = (
    _add(
        5,
        "alice",
        "massage",
        1,
        20,
        Why("goodwill", "Moving to Skye; one for the road from all of us."),
    ),
)

ERIK = (
    _add(
        3,
        "ben",
        "yoga",
        1,
        2,
        Why("promotion", "Weekend pass from the harbour fair, handed in at the desk."),
    ),
)
"""Nobody used Erik's credits, and they ran out yesterday: the next expiry writes them off."""

_WAIT = "Sorry for the long wait."

_POLICY = Why("policy", "Did not turn up and never rang.")

LATE = (
    Late(time(21, 32), "林美玲", _add(2, "ben", "sauna", 4, 60, Why("goodwill", _WAIT))),
    Late(time(21, 35), "נועם ברק", _add(2, "ben", "sauna", 4, 60, Why("goodwill", _WAIT))),
    Late(
        time(21, 38),
        "فاطمة الزهراء بن علي",
        _add(2, "ben", "facial", 1, 60, Why("goodwill", _WAIT)),
    ),
    Late(
        time(21, 40),
        "林美玲",
        _add(2, "ben", "sauna", 9, 60, Why("promotion", "Nine more for a friend's birthday.")),
    ),
    Late(
        time(21, 31),
        "فاطمة الزهراء بن علي",
        _add(1, "ben", "facial", 4, 60, Why("goodwill", _WAIT)),
    ),
    Late(time(21, 34), "Wulansari", _add(1, "ben", "yoga", 4, 60, Why("goodwill", _WAIT))),
    Late(
        time(21, 36), "Saga Lindqvist", _add(1, "ben", "yoga", 1, 30, Why("goodwill", "as above"))
    ),
    Late(time(21, 39), "נועם ברק", _remove(1, "ben", "sauna", 1, _POLICY)),
    Late(
        time(21, 40),
        "Alice Moreau",
        _add(1, "alice", "yoga", 1, 30, Why("goodwill", "Covered a shift on Friday.")),
    ),
    Late(
        time(21, 41),
        "Wulansari",
        _add(
            1, "alice", "yoga", 1, 30, Why("goodwill", "Gave up her mat for a beginner on Friday.")
        ),
    ),
    Late(
        time(21, 44),
        "נועם ברק",
        _add(
            1,
            "mona",
            "sauna",
            10,
            180,
            Why(
                "recovery",
                "The pack was posted to an old address; hardly a day is left of it.",
                "T-2077",
            ),
        ),
    ),
    Late(
        time(21, 47),
        "林美玲",
        _add(1, "mona", "sauna", 1, 0, Why("promotion", "Moonlight sauna, tonight only.")),
    ),
    Late(time(21, 55), "林美玲", _use(1, "sauna")),
    Late(
        time(23, 12),
        "Saga Lindqvist",
        _add(
            1, "mona", "yoga", 1, 14, Why("correction", "Wrote that tonight's class never began.")
        ),
    ),
)
"""Two evenings that leave an auditor something to ask about: answers to every question that chance
answers seldom, and three acts that are refused.

They come after everything else of their day and throw nothing, so that chance goes on as it would
have.
"""
