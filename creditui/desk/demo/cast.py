"""The members that are in every sample studio: documentation and tests know them by name.

Between them they have every standing, both sides of the end of grace, credits that run out today,
tomorrow and in three days, and names and addresses that are hard to lay out and to tell apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from creditui.desk.demo.enrolment import Enrolment, bought, cancelled, coming, ended, running
from creditui.desk.demo.people import Person
from creditui.desk.demo.plans import DUO, GIFT, GOLD, REFORMER, SPA, YOGA
from creditui.desk.demo.step import Step
from creditui.desk.demo.stories import ADA, ERIK, FIRST_JAMES, KIRSTY, MAYA, PRIYA, SECOND_JAMES

ALICE = "Alice Moreau"
"""The member who also works at the desk, as alice."""
HOME = "alice@harbour.example"
"""Alice's address; it is Wulansari's too, who lives with her."""


@dataclass(frozen=True, slots=True)
class Part:
    """A member of the cast, and what happens to her besides chance."""

    person: Person
    story: tuple[Step, ...] = ()


def cast(today: date) -> tuple[Part, ...]:
    """Everybody who is always there, Maya Okafor first."""
    family = "lindqvist.family@example.com"
    return (
        _part(
            "Maya Okafor",
            "maya@okafor.example",
            "+44 7700 900123",
            running(GOLD, today, past=6, ends_in=12, renewed=2),
            story=MAYA,
        ),
        _part("Ada Okafor", "ada@okafor.example", "+44 7700 900456", _gone(today, 48), story=ADA),
        _part(
            "Chinedu Okafor",
            "ada@okafor.example",
            "07700 900789",
            running(REFORMER, today, past=4, ends_in=8),
        ),
        _part(
            ALICE,
            HOME,
            "07700 900001",
            running(YOGA, today, past=6, ends_in=3, renewed=1),
        ),
        *_namesakes_and_a_gift(today),
        _part("Erik Lindqvist", family, "+46 70 174 0605", _weekly(today, 6), story=ERIK),
        _part("Saga Lindqvist", family, "+46 70 174 0606", _weekly(today, 5)),
        *_standings(today),
        *_long_and_wide(today),
    )


def _namesakes_and_a_gift(today: date) -> tuple[Part, ...]:
    """Two people with one name, and one with two memberships; their credits run out soonest."""
    return (
        _part(
            "James Smith",
            "james.smith@example.com",
            "(07700) 900002",
            running(REFORMER, today, past=3, ends_in=0),
            story=FIRST_JAMES,
        ),
        _part(
            "James Smith",
            "j.smith@example.net",
            "0044 7700 900003",
            running(GOLD, today, past=5, ends_in=1),
            story=SECOND_JAMES,
        ),
        _part(
            "Priya Raman",
            "priya.raman@example.org",
            "+44 (0)7700 900004",
            running(GOLD, today, past=4, ends_in=3, renewed=0),
            bought(GIFT, today, days_ago=40),
            story=PRIYA,
        ),
    )


def _standings(today: date) -> tuple[Part, ...]:
    """One member for each standing, and each side of the last day of grace (R1)."""
    paused = replace(running(GOLD, today, past=3, ends_in=15), paused=True)
    late = replace(running(DUO, today, past=4, ends_in=6), past_due=True)
    return (
        _part("Tomasz Wiśniewski", "tomasz.w@example.com", "07700900005", paused),
        _part("Beatriz Conceição", "bia@example.org", "+351 912 000 006", late),
        _part(
            "Kirsty MacLeod",
            "kirsty@example.com",
            "07700 900 007",
            _gone(today, 12),
            story=KIRSTY,
        ),
        _part("Rhodri Vaughan", "rhodri@example.net", "07700 900008", _gone(today, 59)),
        _part("Leïla Benkirane", "leila@example.com", "+33 6 39 98 00 09", _gone(today, 60)),
        _part("田中 浩", "hiroshi.tanaka@example.com", "+81 3-0000-0010", _gone(today, 61)),
        _part("Wilhelmina Oostveen", "", "+31 6 00000011", _gone(today, 120)),
        _part(
            "Nikos Papadakis",
            "nikos@example.org",
            "",
            ended(REFORMER, today, days_ago=9, past=4),
        ),
        _part("Sade Bankole", "sade@example.com", "07700 900013", coming(GOLD, today, in_days=5)),
    )


def _long_and_wide(today: date) -> tuple[Part, ...]:
    """Names that are wide, run from right to left, or have one word or far too many."""
    return (
        _part("林美玲", "lin@example.net", "+886 2 0000 0014", bought(SPA, today, days_ago=20)),
        _part(
            "فاطمة الزهراء بن علي",
            "fz@example.com",
            "٠٧٧٠٠ ٩٠٠٠١٥",
            bought(GIFT, today, days_ago=75),
        ),
        _part(
            "María del Carmen Fernández de la Vega y Álvarez de Toledo-Santamaría",
            "maria.del.carmen.fernandez.de.la.vega.y.alvarez.de.toledo@correspondencia.example",
            "+34 600 000 016",
            running(DUO, today, past=5, ends_in=20),
        ),
        _part("Wulansari", HOME, "07700 900017", _weekly(today, 0)),
        _part("נועם ברק", "noam@example.com", "07700 900018", bought(SPA, today, days_ago=179)),
        _part("Pat O’Hara-Ng", "pat@example.com", "07700.900019", bought(SPA, today, days_ago=200)),
    )


def _gone(today: date, days_ago: int) -> Enrolment:
    """Cancelled so many days ago, ten days before the end of a period."""
    return cancelled(GOLD, today, days_ago=days_ago, past=3, paid_for=10)


def _weekly(today: date, ends_in: int) -> Enrolment:
    return running(YOGA, today, past=5, ends_in=ends_in)


def _part(
    name: str, email: str, phone: str, *enrolments: Enrolment, story: tuple[Step, ...] = ()
) -> Part:
    joined = min(e.begins for e in enrolments) - timedelta(days=10)
    return Part(Person(name, email, phone, joined, enrolments), story)
