"""Two evenings after closing time, which leave an auditor something to ask about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from creditui.desk.demo.step import Step, add, remove, use
from creditui.domain.proposal import Why


@dataclass(frozen=True, slots=True)
class Late:
    """Something that happens after the desk has closed, in a place of its own in the day."""

    at: time
    """In the studio's time; later than anything that happens by chance."""
    member: str
    """The name of a member of the cast."""
    step: Step


_WAIT = "Sorry for the long wait."

_POLICY = Why("policy", "Did not turn up and never rang.")

LATE = (
    Late(time(21, 32), "林美玲", add(2, "ben", "sauna", 4, 60, Why("goodwill", _WAIT))),
    Late(time(21, 35), "נועם ברק", add(2, "ben", "sauna", 4, 60, Why("goodwill", _WAIT))),
    Late(
        time(21, 38),
        "فاطمة الزهراء بن علي",
        add(2, "ben", "facial", 1, 60, Why("goodwill", _WAIT)),
    ),
    Late(
        time(21, 40),
        "林美玲",
        add(2, "ben", "sauna", 9, 60, Why("promotion", "Nine more for a friend's birthday.")),
    ),
    Late(
        time(21, 31),
        "فاطمة الزهراء بن علي",
        add(1, "ben", "facial", 4, 60, Why("goodwill", _WAIT)),
    ),
    Late(time(21, 34), "Wulansari", add(1, "ben", "yoga", 4, 60, Why("goodwill", _WAIT))),
    Late(time(21, 36), "Saga Lindqvist", add(1, "ben", "yoga", 1, 30, Why("goodwill", "as above"))),
    Late(time(21, 39), "נועם ברק", remove(1, "ben", "sauna", 1, _POLICY)),
    Late(
        time(21, 40),
        "Alice Moreau",
        add(1, "alice", "yoga", 1, 30, Why("goodwill", "Covered a shift on Friday.")),
    ),
    Late(
        time(21, 41),
        "Wulansari",
        add(
            1, "alice", "yoga", 1, 30, Why("goodwill", "Gave up her mat for a beginner on Friday.")
        ),
    ),
    Late(
        time(21, 44),
        "נועם ברק",
        add(
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
        add(1, "mona", "sauna", 1, 0, Why("promotion", "Moonlight sauna, tonight only.")),
    ),
    Late(time(21, 55), "林美玲", use(1, "sauna")),
    Late(
        time(23, 12),
        "Saga Lindqvist",
        add(1, "mona", "yoga", 1, 14, Why("correction", "Wrote that tonight's class never began.")),
    ),
)
"""Two evenings that leave an auditor something to ask about: answers to every question that chance
answers seldom, and three acts that are refused.

They come after everything else of their day and throw nothing, so that chance goes on as it would
have.
"""
