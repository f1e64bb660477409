"""What the interface tells whoever keeps the list of sessions."""

from __future__ import annotations

from typing import Protocol


class Presence(Protocol):
    """The record of this session while it lasts."""

    @property
    def session_id(self) -> str:
        """Which session this is."""
        ...

    def touch(self) -> None:
        """A key was pressed; called for each one, so it must cost nothing."""
        ...

    def end(self, why: str) -> None:
        """The session is over; `why` in a word or two. Safe to call twice."""
        ...
