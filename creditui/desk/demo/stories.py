"""What happens to the cast besides chance, told day by day."""

from __future__ import annotations

from creditui.desk.demo.step import add, correct, give_back, remove, set_to, use
from creditui.domain.proposal import Why

QUIET_DAYS = 35
"""So many days ago chance stops for whoever has a story."""

MAYA = (
    use(14, "reformer", 2),
    use(13, "massage"),
    give_back(12),
    use(11, "reformer", 2),
    use(9, "massage"),
    use(8, "reformer", 2),
    use(6, "reformer", 2),
    add(
        5,
        "alice",
        "massage",
        2,
        44,
        Why(
            "recovery", "Therapist 25 minutes late on her last visit; Mona promised two.", "T-2041"
        ),
    ),
    add(
        4, "mona", "reformer", 2, 7, Why("promotion", "Autumn offer: brought her sister Ada along.")
    ),
)
"""Leaves Maya with five massages, and two reformer classes that run out in three days."""

ADA = (
    add(
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
    set_to(
        12,
        "ben",
        "reformer",
        10,
        Why("promotion", "Upgraded half-way through the period, paid the difference at the desk."),
    ),
    use(10, "reformer"),
    add(
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
    add(
        11,
        "alice",
        "reformer",
        2,
        30,
        Why("correction", "Charged twice for Monday's class.", "T-1987"),
    ),
    correct(10, "mona", "Wrong James Smith: this was for his namesake. Added there."),
)

SECOND_JAMES = (
    add(
        10,
        "mona",
        "reformer",
        2,
        30,
        Why("correction", "Charged twice for Monday's class.", "T-1987"),
    ),
    use(8, "reformer"),
    remove(
        6,
        "mona",
        "massage",
        1,
        Why("policy", "Second no-show this month; warned by e-mail the first time."),
    ),
)

KIRSTY = (
    add(
        5,
        "alice",
        "massage",
        1,
        20,
        Why("goodwill", "Moving to Skye; one for the road from all of us."),
    ),
)

ERIK = (
    add(
        3,
        "ben",
        "yoga",
        1,
        2,
        Why("promotion", "Weekend pass from the harbour fair, handed in at the desk."),
    ),
)
"""Nobody used Erik's credits, and they ran out yesterday: the next expiry writes them off."""
