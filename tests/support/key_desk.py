"""A studio where people have SSH keys, as sshd's questions find it."""

from __future__ import annotations

from datetime import date

from creditui.domain.ssh_key import parse_key
from creditui.domain.staff_key import StaffKey
from creditui.store.keys import insert_key
from creditui.store.transaction import writing
from tests.support.ssh_keys import ed25519
from tests.support.studio import Studio

NUMBERS = {"alice": 1, "mona": 2, "ada": 3, "audrey": 4}
"""Which made-up key is whose."""


def give_key(
    studio: Studio, username: str, text: str | None = None, expires_on: date | None = None
) -> StaffKey:
    """Give a person a key; her own made-up one where no other is given."""
    key = parse_key(text or ed25519(NUMBERS[username]))
    with writing(studio.store):
        return insert_key(
            studio.store,
            studio.staff(username).id,
            key,
            label=username,
            added_by="ada",
            added_at=1,
            expires_on=expires_on,
        )
