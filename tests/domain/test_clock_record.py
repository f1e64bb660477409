"""The published vectors of clock records, version 1: these bytes never change (R17, R23)."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from creditui.domain.clock_record import (
    FIRST_PREV,
    ClockRecord,
    check_records,
    counted_on,
    digest_of,
)
from creditui.domain.seal import Seal, check_links
from creditui.domain.seal import digest_of as seal_digest_of

DAY = date(2026, 11, 22)
BLANK = ClockRecord(
    1, 12, 14, 1_795_305_600_000_000, DAY, 4, "ada", "no battery", FIRST_PREV, b"", bytes(range(32))
)
FIRST = replace(BLANK, digest=digest_of(BLANK))
BYTES = (
    b"creditui/clock-record/v1\0"
    + bytes(32)
    + bytes.fromhex("0000000000000001 000000000000000c 000000000000000e 000660d2288d2000")
    + bytes(range(32))
    + b"\0\0\0\x0a2026-11-22"
    + b"\0\0\0\x03ada"
    + b"\0\0\0\x0ano battery"
)


def test_the_digest_is_sha256_of_the_published_bytes() -> None:
    assert digest_of(BLANK) == sha256(BYTES).digest()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", 2),
        ("first_entry", 11),
        ("last_entry", 15),
        ("at", 1_795_305_600_000_001),
        ("last_hash", bytes(32)),
        ("studio_date", date(2026, 11, 21)),
        ("actor", "mona"),
        ("note", "no power"),
        ("prev", b"x" * 32),
    ],
)
def test_every_part_counts_and_a_change_is_named(field: str, value: object) -> None:
    changed = replace(FIRST, **{field: value})  # type: ignore[arg-type]
    assert digest_of(changed) != FIRST.digest
    assert "clock record" in (check_records((changed,)) or "")


def test_records_are_a_chain() -> None:
    blank = replace(FIRST, id=2, first_entry=20, last_entry=20, prev=FIRST.digest)
    second = replace(blank, digest=digest_of(blank))
    assert check_records(()) is None
    assert check_records((FIRST, second)) is None
    assert check_records((second,)) == "clock record 1 is missing"


def test_the_studio_date_is_that_of_the_instant() -> None:
    strange = replace(FIRST, studio_date=date(2026, 11, 24))
    told = check_records((replace(strange, digest=digest_of(strange)),))
    assert told == "clock record 1 has a studio date that is not that of its instant"


def test_an_entry_counts_on_its_own_day_or_when_the_clock_was_put_right() -> None:
    ahead, before = date(2027, 11, 22), date(2026, 11, 20)
    assert counted_on((), 12, ahead) == ahead
    assert counted_on((FIRST,), 14, ahead) == DAY
    assert counted_on((FIRST,), 11, before) == before
    assert counted_on((FIRST,), 15, ahead) == ahead


def test_a_seal_covers_the_records_before_it_and_may_be_older_then() -> None:
    blank = Seal(1, 1, 14, bytes(32), bytes(32), b"", 1_826_841_600_000_000, 4, "mona")
    early = replace(blank, digest=seal_digest_of(blank))
    following = replace(
        early, id=2, first_entry=15, last_entry=16, prev=early.digest, sealed_at=FIRST.at
    )
    plain = replace(following, digest=seal_digest_of(following))
    covering = replace(following, clock=FIRST.digest)
    covering = replace(covering, digest=seal_digest_of(covering))
    assert covering.digest != plain.digest
    assert check_links((early, plain)) == "seal 2 is older than the seal before it"
    assert check_links((early, covering)) is None
    assert "was changed" in (check_links((early, replace(covering, clock=bytes(32)))) or "")
