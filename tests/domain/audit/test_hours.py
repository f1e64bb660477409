"""What is outside opening hours."""

from datetime import time

import pytest

from creditui.domain.audit.hours import outside, parse_time

DAY = time(6), time(22)
NIGHT = time(18), time(2)


@pytest.mark.parametrize(
    ("at", "hours", "shut"),
    [
        (time(5, 59, 59), DAY, True),
        (time(6), DAY, False),
        (time(21, 59, 59), DAY, False),
        (time(22), DAY, True),
        (time(0), DAY, True),
        (time(17, 59), NIGHT, True),
        (time(18), NIGHT, False),
        (time(0), NIGHT, False),
        (time(1, 59), NIGHT, False),
        (time(2), NIGHT, True),
        (time(3), (time(0), time(0)), False),
    ],
)
def test_before_it_opens_and_from_when_it_closes(
    at: time, hours: tuple[time, time], shut: bool
) -> None:
    assert outside(at, *hours) is shut


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("06:00", time(6)),
        ("23:59", time(23, 59)),
        ("00:00", time(0)),
        ("24:00", None),
        ("6:00", None),
        ("06:60", None),
        ("", None),
        ("06:00 ", None),
        ("٠٦:٠٠", None),
    ],
)
def test_a_time_is_two_digits_and_two_digits(text: str, meant: time | None) -> None:
    assert parse_time(text) == meant
