"""Instants as the ledger keeps them: whole microseconds of UTC since 1970."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.instant import instant_of, microseconds


def test_an_instant_is_told_in_utc() -> None:
    assert instant_of(1_500_000) == datetime(1970, 1, 1, 0, 0, 1, 500_000, tzinfo=UTC)


def test_the_zone_of_an_instant_makes_no_difference() -> None:
    there = datetime(1970, 1, 1, 2, tzinfo=timezone(timedelta(hours=2)))
    assert microseconds(there) == 0


@given(st.datetimes(timezones=st.just(UTC)))
def test_an_instant_is_kept_to_the_microsecond(instant: datetime) -> None:
    assert instant_of(microseconds(instant)) == instant
