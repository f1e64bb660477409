"""The members that chance makes."""

from datetime import date
from itertools import islice
from random import Random

from creditui.desk.demo.cast import cast
from creditui.desk.demo.names import CULTURES, SINGLE
from creditui.desk.demo.people import STANDINGS, phones, strangers
from creditui.desk.demo.plans import PLANS, SHARES
from creditui.domain.phone import phone_digits
from creditui.domain.text import tidy, unfit

TODAY = date(2026, 11, 22)


def test_no_phone_comes_twice_however_it_is_written_nor_ends_like_one_of_the_cast() -> None:
    numbers = [
        phone_digits(phone).removeprefix("44").lstrip("0")
        for phone in islice(phones(Random(5)), 130_000)
    ]
    assert len(set(numbers)) == len(numbers)
    assert not any(number.endswith(("0123", "0456")) for number in numbers)
    assert not any(number.startswith("7700900") for number in numbers), "kept for the cast"


def test_shares_add_up_to_a_hundred() -> None:
    assert sum(culture.share for culture in CULTURES) == 100
    assert sum(SHARES) == 100
    assert len(SHARES) == len(PLANS)
    assert sum(STANDINGS.values()) == 100


def test_names_and_addresses_are_ones_that_can_be_kept() -> None:
    for culture in CULTURES:
        for given in culture.given:
            for family in culture.family:
                name = culture.full(given, family)
                assert unfit(name) is None
                assert tidy(name) == name
    words = [*SINGLE, *(word for c in CULTURES for word in (*c.given, *c.family))]
    assert all(word.latin.isascii() and word.latin.isalnum() for word in words)


def test_nobody_by_chance_is_taken_for_one_of_the_cast() -> None:
    people = list(strangers(Random(1), TODAY, 3_000))
    names = {part.person.name for part in cast(TODAY)}
    assert not names & {person.name for person in people}
    assert not any("maya" in (p.name + p.email).lower() for p in people)


def test_addresses_are_not_shared_by_chance() -> None:
    people = list(strangers(Random(1), TODAY, 3_000))
    emails = [person.email for person in people if person.email]
    assert len(set(emails)) == len(emails)
    assert all(person.joined_on <= TODAY for person in people)
