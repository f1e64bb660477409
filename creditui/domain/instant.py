"""Instants as numbers and as text: whole microseconds of UTC since 1970, as all is kept (R22)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(instant: datetime) -> int:
    """An aware instant as whole microseconds of UTC since 1970."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def instant_of(at: int) -> datetime:
    """The UTC instant of so many microseconds since 1970; undoes `microseconds`."""
    return _EPOCH + timedelta(microseconds=at)


def instant_text(instant: datetime) -> str:
    """A UTC instant as JSON and proofs have it: "2026-11-20T12:00:00.000000Z"."""
    return instant.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
