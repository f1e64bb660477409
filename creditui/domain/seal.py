"""Seals: each closes a stretch of the ledger under one hash, chained to the seal before it (R23).

A seal covers the entries from the one after the last seal's to its own last. Its root is the Merkle
root (`merkle.py`) over their hashes, in the order of their ids. Its digest is the SHA-256 of

- the label `creditui/seal/v1` and a zero byte,
- the 32 bytes of the digest before (zero bytes for the first seal),
- its number, its first and its last entry, each 8 bytes, big-endian, signed,
- the 32 bytes of the root,
- when it was made, in microseconds of UTC since 1970, 8 bytes, big-endian, signed,
- who made it: the length of the username in bytes as 4 bytes, big-endian, and its UTF-8,
- where the clock was put right before its last entry (`clock_record.py`), the 32 bytes of the
  digest of the newest such record; nothing otherwise.

So the digest of one seal stands for every entry up to its last. As text, a seal is one line to
print, send or write down: `creditui-seal:v1:NUMBER:LAST ENTRY:DIGEST`, the digest in base32 (RFC
4648, no padding) followed by four characters of check, in groups of four. The check is the
beginning, in base32, of the SHA-256 of what stands before it, hyphens between groups left out.
`tests/domain/test_seal.py` holds the published vectors.
"""

from __future__ import annotations

import re
from base64 import b32decode, b32encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from struct import Struct

from creditui.domain.instant import instant_of

LABEL = b"creditui/seal/v1\0"
FIRST_PREV = bytes(32)
"""The digest before the first seal's."""

PREFIX = "creditui-seal:v1:"
_NUMBERS = Struct(">qqq").pack
_LATEST = 253_402_300_799_999_999
"""The last microsecond of the year 9999."""
_DIGEST_LETTERS = 52
_CHECK_LETTERS = 4
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B", "-": None, " ": None})
_LINE = re.compile(
    r"creditui-seal:v1:([0-9]{1,18}):([0-9]{1,18}):([A-Z0-9](?:[- ]?[A-Z0-9]){55})(?![A-Z0-9-])",
    re.IGNORECASE | re.ASCII,
)


class BadSeal(ValueError):
    """The text is no seal; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class SealText:
    """What a seal's line says: enough to know every entry up to `last_entry` again."""

    id: int
    last_entry: int
    digest: bytes

    def __str__(self) -> str:
        letters = _letters(self.digest)
        letters += _check(self.id, self.last_entry, letters)
        groups = "-".join(letters[n : n + 4] for n in range(0, len(letters), 4))
        return f"{PREFIX}{self.id}:{self.last_entry}:{groups}"


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal as it stands in the database."""

    id: int
    """1, 2, 3 without a gap."""
    first_entry: int
    last_entry: int
    root: bytes
    prev: bytes
    digest: bytes
    sealed_at: int
    """The instant, in microseconds of UTC since 1970."""
    actor_id: int
    actor: str
    """The username of the person who made it."""
    clock: bytes | None = None
    """The digest of the newest clock record before its last entry; each is chained to the last."""

    @property
    def text(self) -> SealText:
        """What is printed of it."""
        return SealText(self.id, self.last_entry, self.digest)

    @property
    def entries(self) -> int:
        """How many entries it covers."""
        return self.last_entry - self.first_entry + 1

    @property
    def instant(self) -> datetime:
        """The UTC instant at which it was made."""
        return instant_of(self.sealed_at)


def seal_digest(
    prev: bytes,
    id: int,
    first_entry: int,
    last_entry: int,
    root: bytes,
    sealed_at: int,
    actor: str,
    clock: bytes | None = None,
) -> bytes:
    """The digest of a seal from its parts, as this page says."""
    name = actor.encode()
    numbers = _NUMBERS(id, first_entry, last_entry)
    made = sealed_at.to_bytes(8, "big", signed=True) + len(name).to_bytes(4, "big") + name
    return sha256(LABEL + prev + numbers + root + made + (clock or b"")).digest()


def digest_of(seal: Seal) -> bytes:
    """The digest that `seal` should have, whatever it says."""
    return seal_digest(
        seal.prev,
        seal.id,
        seal.first_entry,
        seal.last_entry,
        seal.root,
        seal.sealed_at,
        seal.actor,
        seal.clock,
    )


def check_seal(seal: Seal) -> str | None:
    """Why the seal, by itself, was not made by creditui; None where it may have been."""
    hashes = (seal.prev, seal.root, FIRST_PREV if seal.clock is None else seal.clock)
    if seal.digest != digest_of(seal) or {len(each) for each in hashes} != {len(FIRST_PREV)}:
        return f"seal {seal.id} was changed: its digest is not that of what it says"
    if not 0 <= seal.sealed_at <= _LATEST:
        return f"seal {seal.id} was made at a time that there is not"
    return None


def check_links(seals: Iterable[Seal], before: Seal | None = None) -> str | None:
    """Why `seals`, oldest first and following on `before`, are no chain; None where they are."""
    for seal in seals:
        number = 1 if before is None else before.id + 1
        first = 1 if before is None else before.last_entry + 1
        if seal.id != number:
            return f"seal {number} is missing"
        if seal.prev != (FIRST_PREV if before is None else before.digest):
            return f"seal {seal.id} is not linked to the seal before it"
        if seal.first_entry != first or seal.last_entry < first:
            return f"seal {seal.id} does not begin where the seal before it ends"
        wrong = check_seal(seal)
        if wrong is not None:
            return wrong
        put_right = before is not None and seal.clock != before.clock
        if before is not None and seal.sealed_at < before.sealed_at and not put_right:
            return f"seal {seal.id} is older than the seal before it"
        before = seal
    return None


def find_seals(text: str) -> tuple[SealText, ...]:
    """Every seal in `text`: a line, a letter or a whole file of them.

    Case, blanks between the groups, and 0, 1 and 8 written for O, I and B do not matter. Raises
    BadSeal where there is none, or one was not copied as it was.
    """
    found = tuple(_read(*match.groups()) for match in _LINE.finditer(text))
    if len(found) != len(re.findall("creditui-seal:", text, re.IGNORECASE)) or not found:
        raise BadSeal(
            f"That is no seal; give a line that begins with {PREFIX} or a file that holds one."
        )
    return found


def _read(number: str, last_entry: str, groups: str) -> SealText:
    letters = groups.upper().translate(_MISREAD)
    digest, check = letters[:_DIGEST_LETTERS], letters[_DIGEST_LETTERS:]
    # A 9 is no letter of base32 and looks like none, but the check of a made-up line can fit it.
    if "9" in digest or check != _check(int(number), int(last_entry), digest):
        raise BadSeal(f"Seal {number} was not copied as it was; compare it letter by letter.")
    return SealText(int(number), int(last_entry), b32decode(digest + "===="))


def _letters(data: bytes) -> str:
    return b32encode(data).decode().rstrip("=")


def _check(number: int, last_entry: int, letters: str) -> str:
    said = f"{PREFIX}{number}:{last_entry}:{letters}"
    return _letters(sha256(said.encode()).digest())[:_CHECK_LETTERS]
