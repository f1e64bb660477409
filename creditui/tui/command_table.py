"""Every command of the interface, once: what it is called, its keys, where it works, who may."""

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


_MEMBERS = (Room.CLIENTS, Room.MEMBER)

COMMANDS = (
    Command(
        "open",
        ("enter",),
        "open",
        "Open",
        "Open what the cursor is on.",
        (Room.CLIENTS, Room.MEMBER, Room.HISTORY, Room.LEDGER),
        Permission.VIEW,
        rank=1,
    ),
    Command(
        "apply",
        ("enter",),
        "apply",
        "Apply Adjustment",
        "Write what was reviewed to the ledger.",
        (Room.REVIEW,),
        Permission.ADD,
        writes=True,
        rank=1,
    ),
    Command(
        "review",
        ("f10", "ctrl+s"),
        "review",
        "Review",
        "Say the whole act in words and figures before it is applied.",
        (Room.FORM,),
        Permission.ADD,
        writes=True,
        rank=1,
    ),
    Command(
        "flip",
        ("+", "-"),
        "add or remove",
        "Flip Type",
        "Turn the adjustment from adding to removing, or back.",
        (Room.FORM,),
        Permission.ADD,
        writes=True,
        rank=3,
    ),
    Command(
        "adjust",
        ("a",),
        "adjust",
        "Adjust Credits",
        "Add credits to a membership, or remove some.",
        _MEMBERS,
        Permission.ADD,
        writes=True,
        rank=1,
    ),
    Command(
        "update",
        ("u",),
        "update",
        "Update Credits",
        "Change the credits of the billing period that the cursor is on.",
        (Room.HISTORY,),
        Permission.ADD,
        writes=True,
        rank=1,
    ),
    Command(
        "ledger",
        ("l",),
        "ledger",
        "Ledger",
        "Show every act that changed this member's credits, newest first.",
        (*_MEMBERS, Room.HISTORY),
        Permission.VIEW,
        rank=3,
    ),
    Command(
        "history",
        ("h",),
        "history",
        "View History",
        "Show the billing periods of the membership.",
        (Room.MEMBER,),
        Permission.VIEW,
        rank=2,
    ),
    Command(
        "explain",
        ("x",),
        "explain",
        "Explain",
        "Show the lots and movements that add up to this balance.",
        (Room.MEMBER, Room.HISTORY, Room.LEDGER),
        Permission.VIEW,
        rank=4,
    ),
    Command(
        "correct",
        ("c",),
        "correct",
        "Correct",
        "Write the opposite of the ledger entry that the cursor is on, tied to it.",
        (Room.MEMBER, Room.LEDGER),
        Permission.ADD,
        writes=True,
        rank=2,
    ),
    Command(
        "show_membership",
        ("1",),
        "membership",
        "Membership",
        "Show the member's memberships, balances and lots.",
        (Room.MEMBER,),
        Permission.VIEW,
    ),
    Command(
        "show_ledger",
        ("2",),
        "ledger",
        "Member's Ledger",
        "Show the member's ledger tab.",
        (Room.MEMBER,),
        Permission.VIEW,
    ),
    Command(
        "show_profile",
        ("3",),
        "profile",
        "Profile",
        "Show the member's name, e-mail, phone and ids.",
        (Room.MEMBER,),
        Permission.VIEW,
    ),
    Command(
        "search",
        ("/",),
        "search",
        "Search",
        "Go to the search field.",
        (Room.CLIENTS, Room.LEDGER),
        Permission.VIEW,
        rank=4,
    ),
    Command(
        "back",
        ("escape",),
        "back",
        "Back",
        "Go one step back; typed work is never lost without asking.",
        EVERY_ROOM,
        rank=2,
    ),
    Command(
        "palette",
        ("ctrl+p",),
        "commands",
        "Commands",
        "Find every command by name.",
        EVERY_ROOM,
        rank=5,
        everywhere=True,
    ),
    Command(
        "help",
        ("?", "f1"),
        "help",
        "Help",
        "Show the keys that work here and what they do.",
        EVERY_ROOM,
        rank=6,
        everywhere=True,
    ),
    Command(
        "theme",
        ("f2",),
        "theme",
        "Light or Dark",
        "Change between the light and the dark theme.",
        EVERY_ROOM,
        everywhere=True,
    ),
    Command(
        "quit",
        ("ctrl+q", "q"),
        "quit",
        "Quit",
        "Leave creditui; asks first where something was typed.",
        EVERY_ROOM,
        rank=7,
        everywhere=True,
    ),
)
"""Every command, in the order in which footer, palette and help show them."""
