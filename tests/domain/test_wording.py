from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from creditui.domain import wording
from creditui.domain.kinds import Kind
from creditui.domain.people import Permission

FRIDAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("day", "today", "said"),
    [
        (FRIDAY, None, "Fri 4 Dec 2026"),
        (FRIDAY, date(2026, 1, 1), "Fri 4 Dec"),
        (date(2026, 1, 1), FRIDAY, "Thu 1 Jan"),
        (date(2027, 11, 4), FRIDAY, "Thu 4 Nov"),
        (date(2027, 11, 5), FRIDAY, "Fri 5 Nov 2027"),
        (FRIDAY, date(2027, 1, 1), "Fri 4 Dec 2026"),
    ],
)
def test_a_date_has_its_year_where_it_needs_one(day: date, today: date | None, said: str) -> None:
    assert wording.say_date(day, today) == said


def test_an_expiry_is_said_as_its_last_usable_day() -> None:
    assert wording.say_through(FRIDAY) == "through Fri 4 Dec 2026"
    assert wording.say_through(None) == "no expiry"


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (12, "in 12 days"),
        (2, "in 2 days"),
        (1, "tomorrow"),
        (0, "today"),
        (-1, "yesterday"),
        (-3, "3 days ago"),
    ],
)
def test_a_distance_is_said_in_days_or_by_name(away: int, said: str) -> None:
    assert wording.say_distance(date.fromordinal(FRIDAY.toordinal() + away), FRIDAY) == said


def test_figures_are_signed_in_ascii() -> None:
    assert [wording.signed(n) for n in (2, 0, -1)] == ["+2", "0", "-1"]
    assert [wording.credits(n) for n in (0, 1, 2)] == ["0 credits", "1 credit", "2 credits"]


def test_entries_are_counted_by_the_thousand() -> None:
    said = [wording.entries(n) for n in (0, 1, 2, 1204)]
    assert said == ["0 entries", "1 entry", "2 entries", "1,204 entries"]


def test_minutes_are_one_or_many() -> None:
    assert [wording.minutes(n) for n in (0, 1, 2)] == ["0 minutes", "1 minute", "2 minutes"]


def test_an_act_names_the_admin_behind_it_where_there_is_one() -> None:
    assert wording.acted_by("alice", None) == "alice"
    assert wording.acted_by("alice", "ada") == "alice via ada"


def test_an_instant_is_said_in_studio_time() -> None:
    at = datetime(2026, 12, 4, 14, 3, tzinfo=UTC)
    assert wording.say_instant(at, "UTC") == "Fri 4 Dec 2026 14:03"
    assert wording.say_instant(at, "Pacific/Kiritimati") == "Sat 5 Dec 2026 04:03"


def test_every_kind_has_a_name_and_an_unknown_one_keeps_its_own() -> None:
    names = [wording.kind_name(kind) for kind in Kind]
    assert len(set(names)) == len(Kind)
    assert wording.kind_name("give_back") == "Give-back"
    assert wording.kind_name("barter") == "barter"


def test_a_source_names_its_reason_only_where_a_person_gave_it() -> None:
    assert wording.source_name("add", "goodwill") == "added, goodwill"
    assert wording.source_name("add") == "added"
    assert wording.source_name("allocation", "goodwill") == "allocated"


def test_who_may_is_told_by_role() -> None:
    assert wording.who_may(Permission.ADD) == "staff, a manager or an admin"
    assert wording.who_may(Permission.VIEW_STUDIO_LEDGER) == "a manager, an auditor or an admin"
    assert wording.who_may(Permission.MANAGE) == "an admin"


def test_any_of_several_words_will_do() -> None:
    assert wording.any_of(["an admin"]) == "an admin"
    assert wording.any_of(["a manager", "an admin"]) == "a manager or an admin"
    assert wording.any_of(["a", "b", "c"]) == "a, b or c"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 12, 4), "4 Dec"),
        (date(2025, 12, 4), "4 Dec 2025"),
        (date(2027, 10, 20), "20 Oct"),
        (date(2027, 10, 21), "21 Oct 2027"),
    ],
)
def test_a_date_where_there_is_little_room(day: date, said: str) -> None:
    assert wording.say_day(day, date(2026, 11, 20)) == said


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (datetime(2026, 11, 20, 23, 30, tzinfo=UTC), "21 Nov 00:30"),
        (datetime(2025, 11, 20, 14, 3, tzinfo=UTC), "20 Nov 2025"),
        (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), "1 Jan 00:30"),
    ],
)
def test_an_instant_where_there_is_little_room_is_in_studio_time(
    instant: datetime, said: str
) -> None:
    assert wording.say_when(instant, "Europe/Berlin", date(2026, 11, 21)) == said
