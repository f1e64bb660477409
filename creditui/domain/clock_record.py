"""Clock records: from one entry to another the clock stood ahead, and was put right then (R17).

Entries keep the times that they were given. After a record the ledger goes on from the record's own
instant; order stays by number. What an entry before it did counts, where a day is asked about, on
the record's studio date at the latest: nobody has to wait for a day that was never there.

A record's digest is the SHA-256 of

- the label `creditui/clock-record/v1` and a zero byte,
- the 32 bytes of the digest before (zero bytes for the first record),
- its number, its first and its last entry and its instant in microseconds of UTC since 1970, each
  8 bytes, big-endian, signed,
- the 32 bytes of the last entry's hash,
- its studio date, who made it and the note, each the length in bytes as 4 bytes, big-endian, and
  UTF-8.

The seals after it cover it: its digest is part of theirs (`seal.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from struct import Struct

from creditui.domain.instant import instant_of, instant_text
from creditui.domain.wording import say_date

LABEL = b"creditui/clock-record/v1\0"
FIRST_PREV = bytes(32)
"""The digest before the first record's."""

_NUMBERS = Struct(">qqqq").pack


@dataclass(frozen=True, slots=True)
class ClockRecord:
    """That the clock stood ahead from `first_entry` to `last_entry`, and stands right at `at`."""

    id: int
    """1, 2, 3 without a gap."""
    first_entry: int
    last_entry: int
    """The newest entry at the time: the next one is at `at` or later."""
    at: int
    """The instant, in microseconds of UTC since 1970."""
    studio_date: date
    actor_id: int
    actor: str
    """The username of the admin who made it."""
    note: str
    prev: bytes
    digest: bytes
    last_hash: bytes
    """The hash of the last entry."""

    @property
    def instant(self) -> datetime:
        """The UTC instant at which it was made."""
        return instant_of(self.at)


def record_digest(
    prev: bytes,
    id: int,
    first_entry: int,
    last_entry: int,
    at: int,
    last_hash: bytes,
    studio_date: str,
    actor: str,
    note: str,
) -> bytes:
    """The digest of a record from its parts, as this page says."""
    texts = (text.encode() for text in (studio_date, actor, note))
    told = b"".join(len(text).to_bytes(4, "big") + text for text in texts)
    return sha256(
        LABEL + prev + _NUMBERS(id, first_entry, last_entry, at) + last_hash + told
    ).digest()


def digest_of(record: ClockRecord) -> bytes:
    """The digest that `record` should have, whatever it says."""
    return record_digest(
        record.prev,
        record.id,
        record.first_entry,
        record.last_entry,
        record.at,
        record.last_hash,
        record.studio_date.isoformat(),
        record.actor,
        record.note,
    )


def check_records(records: Iterable[ClockRecord]) -> str | None:
    """Why `records`, oldest first, are no chain of clock records; None where they are."""
    before: ClockRecord | None = None
    for record in records:
        if record.id != (1 if before is None else before.id + 1):
            return f"clock record {record.id - 1} is missing"
        if record.prev != (FIRST_PREV if before is None else before.digest):
            return f"clock record {record.id} is not linked to the one before it"
        if record.digest != digest_of(record):
            return f"clock record {record.id} was changed: its digest is not that of what it says"
        if abs((record.studio_date - record.instant.date()).days) > 1:
            return f"clock record {record.id} has a studio date that is not that of its instant"
        before = record
    return None


def counted_on(records: Sequence[ClockRecord], entry_id: int, studio_date: date) -> date:
    """The day on which an entry counts: its own, or an earlier one when the clock was put right.

    In the order of entries these days never go back.
    """
    put_right = (record.studio_date for record in records if entry_id <= record.last_entry)
    return min((studio_date, *put_right))


def record_facts(record: ClockRecord) -> dict[str, object]:
    """A clock record as JSON has it."""
    return {
        "id": record.id,
        "first_entry": record.first_entry,
        "last_entry": record.last_entry,
        "at": instant_text(record.instant),
        "studio_date": record.studio_date.isoformat(),
        "actor": record.actor,
        "note": record.note,
        "digest": record.digest.hex(),
    }


def said_record(record: ClockRecord) -> str:
    """A clock record as a sentence."""
    first, last = record.first_entry, record.last_entry
    entries = f"For entry {first}" if first == last else f"From entry {first} to {last}"
    day = say_date(record.studio_date)
    return f"{entries} the clock stood ahead; put right on {day} by {record.actor}: {record.note}"
