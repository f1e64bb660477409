"""Request ids, and the digest of what a request asked for (R14)."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from creditui.domain.proposal import Act

_FORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}")
_DOMAIN = b"creditui/request/v1\0"

UNASKED = bytes(32)
"""The digest of what nobody asked for: allocations and expiry."""


def new_request_id() -> str:
    """A request id for a form or a command, made before anything is asked (R14)."""
    return uuid4().hex


def valid_request_id(text: str) -> bool:
    """Whether `text` can be a request id: up to 100 letters, digits, dots, colons, dashes."""
    return _FORM.fullmatch(text) is not None


def request_digest(member_id: int, actor_id: int, act: Act) -> bytes:
    """SHA-256 over who asked for what, for whom: tells another act under the same id (R14)."""
    parts = [str(member_id), str(actor_id), type(act).__name__, *_texts(act)]
    encoded = (part.encode() for part in parts)
    return sha256(_DOMAIN + b"".join(len(p).to_bytes(4, "big") + p for p in encoded)).digest()


def _texts(value: object) -> list[str]:
    if is_dataclass(value) and not isinstance(value, type):
        return [text for f in fields(value) for text in _texts(getattr(value, f.name))]
    return ["" if value is None else f"={value}"]
