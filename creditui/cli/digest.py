"""The last line of an export: the SHA-256 of all bytes before it, written and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from creditui.desk.errors import InputError, StoreError

_LINES = {
    "csv": "#sha256,{}\n",
    "jsonl": '{{"sha256": "{}"}}\n',
    "hledger": "; sha256 {}\n",
    "beancount": "; sha256 {}\n",
}
"""How each format says it: a record or a comment."""
_LAST = re.compile(rb'(?:#sha256,|\{"sha256": "|; sha256 )([0-9a-f]{64})(?:"\})?\n')
_LONGEST = 100
_BLOCK = 1 << 20


def write_digested(out: BinaryIO, form: str, pieces: Iterable[str]) -> str:
    """Write `pieces` and the line with their digest; returns the digest."""
    digest = sha256()
    for piece in pieces:
        encoded = piece.encode()
        digest.update(encoded)
        out.write(encoded)
    out.write(_LINES[form].format(digest.hexdigest()).encode())
    out.flush()
    return digest.hexdigest()


def check_digest(path: Path) -> str:
    """The digest of the export in `path`, where its bytes are still those that were written.

    It is read once from its beginning to its end, so that a pipe will do. Raises InputError where
    the last line has no digest, StoreError `damaged` where it is of other bytes, OSError where the
    file can't be read.
    """
    digest, tail = sha256(), b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            tail += block
            digest.update(tail[:-_LONGEST])
            tail = tail[-_LONGEST:]
    begins = tail.rstrip(b"\n").rfind(b"\n") + 1
    said = _LAST.fullmatch(tail, begins)
    if said is None:
        raise InputError(
            "no_digest",
            f"{path} does not end in the digest of an export; part of it may be missing.",
        )
    digest.update(tail[:begins])
    found = digest.hexdigest()
    if found != said[1].decode():
        raise StoreError("damaged", f"{path} was changed after it was exported: {found} is found.")
    return found
