from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.calendar import (
    BadDate,
    add_months,
    known_timezone,
    month_end,
    parse_date,
    studio_date,
    studio_time,
)

NOW = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("instant", "zone", "there"),
    [
        ("2026-12-04T09:59:59", "Pacific/Kiritimati", "2026-12-04"),
        ("2026-12-04T10:00:00", "Pacific/Kiritimati", "2026-12-05"),
        ("2026-12-04T07:59:59", "America/Los_Angeles", "2026-12-03"),
        ("2026-12-04T08:00:00", "America/Los_Angeles", "2026-12-04"),
        ("2026-07-04T06:59:59", "America/Los_Angeles", "2026-07-03"),
        ("2026-07-04T07:00:00", "America/Los_Angeles", "2026-07-04"),
        # Clocks go forward on 8 March and back on 1 November 2026: 23 and 25 hours, one date each.
        ("2026-03-08T08:00:00", "America/Los_Angeles", "2026-03-08"),
        ("2026-03-09T06:59:59", "America/Los_Angeles", "2026-03-08"),
        ("2026-03-09T07:00:00", "America/Los_Angeles", "2026-03-09"),
        ("2026-11-01T07:00:00", "America/Los_Angeles", "2026-11-01"),
        ("2026-11-02T07:59:59", "America/Los_Angeles", "2026-11-01"),
        ("2026-11-02T08:00:00", "America/Los_Angeles", "2026-11-02"),
        ("2026-12-31T23:59:59", "UTC", "2026-12-31"),
    ],
)
def test_the_studio_date_is_taken_in_the_studios_zone(instant: str, zone: str, there: str) -> None:
    at = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert studio_date(at, zone) == date.fromisoformat(there)


def test_the_hour_that_comes_twice_keeps_its_order() -> None:
    first = datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
    times = [studio_time(first + timedelta(hours=h), "America/Los_Angeles") for h in (0, 1)]
    assert [f"{t:%H:%M %z}" for t in times] == ["01:30 -0700", "01:30 -0800"]


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        studio_date(datetime(2026, 1, 1), "UTC")  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "n", "there"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-05-31", 0, "2026-05-31"),
        ("2026-08-31", 1, "2026-09-30"),
    ],
)
def test_a_month_clamps_to_its_end(day: str, n: int, there: str) -> None:
    assert add_months(date.fromisoformat(day), n) == date.fromisoformat(there)


@given(st.dates(date(1990, 1, 1), date(2150, 1, 1)), st.integers(-600, 600))
def test_months_move_by_months_and_never_past_the_day(day: date, n: int) -> None:
    there = add_months(day, n)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == n
    assert there.day == min(day.day, month_end(there).day)


def test_a_month_outside_the_calendar_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="not a date"):
        add_months(date(9999, 12, 1), 1)


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("2026-12-04", "2026-12-04"),
        ("2026-1-4", "2026-01-04"),
        ("4 dec", "2026-12-04"),
        ("4dec", "2026-12-04"),
        ("dec 4", "2026-12-04"),
        ("  4th   DECEMBER ", "2026-12-04"),
        ("4 dec 2027", "2027-12-04"),
        ("Dec 4, 2027", "2027-12-04"),
        ("22 nov", "2026-11-22"),
        ("21 nov", "2027-11-21"),
        ("29 feb", "2028-02-29"),
        ("+0d", "2026-11-22"),
        ("+60d", "2027-01-21"),
        ("+8w", "2027-01-17"),
        ("+2m", "2027-01-22"),
        ("+1y", "2027-11-22"),
        ("+ 3 d", "2026-11-25"),
        ("eom", "2026-11-30"),
        ("today", "2026-11-22"),
        ("Tomorrow", "2026-11-23"),
        ("mon", "2026-11-23"),
        ("fri", "2026-11-27"),
        ("saturday", "2026-11-28"),
        ("sun", "2026-11-29"),
    ],
)
def test_dates_as_people_type_them(typed: str, there: str) -> None:
    assert parse_date(typed, NOW) == date.fromisoformat(there)


@pytest.mark.parametrize(
    ("typed", "today", "there"),
    [
        ("+90d", "2026-01-01", "2026-04-01"),
        ("+90d", "2028-01-01", "2028-03-31"),
        ("+1m", "2026-01-31", "2026-02-28"),
        ("+1m", "2028-01-31", "2028-02-29"),
        ("+1y", "2028-02-29", "2029-02-28"),
        ("eom", "2028-02-01", "2028-02-29"),
        ("eom", "2026-12-31", "2026-12-31"),
        ("29 feb", "2028-02-29", "2028-02-29"),
        ("29 feb", "2096-03-01", "2104-02-29"),
    ],
)
def test_the_edges_of_the_calendar(typed: str, today: str, there: str) -> None:
    now, expected = date.fromisoformat(today), date.fromisoformat(there)
    if expected.year > 2100:
        with pytest.raises(BadDate, match="year"):
            parse_date(typed, now)
    else:
        assert parse_date(typed, now) == expected


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Give a date"),
        ("4/12", "two ways"),
        ("04.12.2026", "two ways"),
        ("4-12-2026", "two ways"),
        ("2026/12/04", "two ways"),
        ("2026-02-29", "There is no"),
        ("2026-13-01", "There is no"),
        ("30 feb", "There is no 30 Feb"),
        ("0 dec", "There is no 0 Dec"),
        ("4 dec 26", "four digits"),
        ("1999-12-31", "between"),
        ("2101-01-01", "between"),
        ("+9999y", "between"),
        ("+9999m", "between"),
        ("+12345d", "not a date"),
        ("-3d", "not a date"),
        ("ma", "not a date"),
        ("4 foo", "not a date"),
        ("٤ dec", "not a date"),
        ("\x1b[2J", "not a date"),
        ("x" * 5000, "too long"),
    ],
)
def test_what_is_no_date_says_how_to_write_one(typed: str, says: str) -> None:
    with pytest.raises(BadDate, match=says) as caught:
        parse_date(typed, NOW)
    assert str(caught.value).endswith(".")
    assert "\x1b" not in str(caught.value)


@given(st.text(max_size=50), st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_any_text_is_a_date_or_a_sentence(typed: str, today: date) -> None:
    with suppress(BadDate):
        assert 2000 <= parse_date(typed, today).year <= 2100


@pytest.mark.parametrize("name", ["UTC", "Europe/Stockholm", "America/Argentina/Ushuaia"])
def test_a_zone_of_this_machine_is_known(name: str) -> None:
    assert known_timezone(name)


@pytest.mark.parametrize(
    "name", ["", "Mars/Phobos", "Europe", "../etc/passwd", "/etc/passwd", "UTC\0", "a" * 300]
)
def test_what_is_no_zone_or_names_a_path_is_unknown(name: str) -> None:
    assert not known_timezone(name)
