"""An SSH key as it is kept: whose it is, and whether it holds (R21)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StaffKey:
    """A key that an admin gave to a person. It is never deleted, only revoked."""

    id: int
    staff_id: int
    username: str
    """Whose it is."""
    algorithm: str
    """As OpenSSH names it, such as "ssh-ed25519"."""
    blob: str
    """The key itself, in base64."""
    fingerprint: str
    """As OpenSSH shows it: "SHA256:…"."""
    label: str
    added_by: str
    """The username of the admin."""
    added_at: int
    """Microseconds of UTC since 1970."""
    expires_on: date | None = None
    """The last studio date on which it holds; None where it has no end."""
    revoked_by: str | None = None
    revoked_at: int | None = None
    """Microseconds of UTC since 1970."""

    @property
    def revoked(self) -> bool:
        """Whether an admin has taken it back."""
        return self.revoked_at is not None

    def expired(self, today: date) -> bool:
        """Whether its last day is before the studio date `today`."""
        return self.expires_on is not None and self.expires_on < today

    def holds(self, today: date) -> bool:
        """Whether it lets its person in on the studio date `today`, as far as the key goes."""
        return not (self.revoked or self.expired(today))
