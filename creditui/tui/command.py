"""What a command is, and the rooms in which commands work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from creditui.domain.people import Permission


class Room(StrEnum):
    """A place where commands work: a screen, or a state of one."""

    CLIENTS = "Clients"
    MEMBER = "Member"
    HISTORY = "History"
    FORM = "Adjust and Update"
    REVIEW = "Review"
    LEDGER = "Ledger"
    STUDIO = "Studio Ledger"
    LOTS = "Lots"
    AUDIT = "Audit"
    FINDINGS = "Findings"
    TOTALS = "Totals"
    REFUSED = "Refused Attempts"
    STORY = "Story"
    DIALOG = "Dialogs"


EVERY_ROOM = tuple(room for room in Room if room is not Room.DIALOG)


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can ask for, in a word or with a key."""

    id: str
    """Names it in the configuration; the screen does it in `action_<id>`."""

    keys: tuple[str, ...]
    """The keys that ask for it; the first is the one shown."""

    label: str
    """One word for the footer."""

    name: str
    """What the palette and the help call it."""

    help: str
    """One sentence: what it does."""

    rooms: tuple[Room, ...]
    """Where it works."""

    permission: Permission | None = None
    """What the person must be allowed to do (R18), if anything."""

    writes: bool = False
    """Whether it leads to a change, and so is not offered in a read-only session."""

    rank: int = 0
    """Its claim to a place in the footer: 1 gives way last, 9 first, 0 is never shown there."""

    everywhere: bool = False
    """Whether the application does it rather than the screen."""

    @property
    def action(self) -> str:
        """The Textual action: `action_<id>` of the screen, or of the application."""
        return f"app.{self.id}" if self.everywhere else self.id
