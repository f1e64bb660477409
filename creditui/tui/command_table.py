"""Every command of the interface, once: what it is called, its keys, where it works, who may.

Here are those of every room; those of one place in the studio are in files of their own.
"""

from __future__ import annotations

from creditui.domain.people import Permission
from creditui.tui.audit_commands import AUDIT_COMMANDS
from creditui.tui.command import EVERY_ROOM, Command, Room
from creditui.tui.form_commands import FORM_COMMANDS
from creditui.tui.member_commands import MEMBER_COMMANDS, MEMBER_TABS
from creditui.tui.studio_commands import STUDIO_COMMANDS

__all__ = ["COMMANDS", "EVERY_ROOM", "Command", "Room"]

_AUDIT = (Room.AUDIT, Room.FINDINGS, Room.TOTALS, Room.REFUSED)

COMMANDS = (
    Command(
        "open",
        ("enter",),
        "open",
        "Open",
        "Open what the cursor is on.",
        (
            Room.CLIENTS,
            Room.MEMBER,
            Room.HISTORY,
            Room.LEDGER,
            Room.LOTS,
            Room.STUDIO,
            Room.STORY,
            *_AUDIT,
        ),
        Permission.VIEW,
        rank=1,
    ),
    *FORM_COMMANDS,
    *MEMBER_COMMANDS,
    *STUDIO_COMMANDS,
    *AUDIT_COMMANDS,
    *MEMBER_TABS,
    Command(
        "to_list",
        ("down", "pagedown"),
        "to the list",
        "To the List",
        "Go from the search field to the clients found, or from the filter to the entries.",
        (Room.CLIENTS, Room.STUDIO),
        Permission.VIEW,
        rank=3,
    ),
    Command(
        "search",
        ("/",),
        "search",
        "Search",
        "Go to the search field, or to the filter.",
        (Room.CLIENTS, Room.LEDGER, Room.STUDIO),
        Permission.VIEW,
        rank=2,
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
        rank=2,
        everywhere=True,
    ),
    Command(
        "help",
        ("?", "f1"),
        "help",
        "Help",
        "Show the keys that work here and what they do.",
        EVERY_ROOM,
        rank=4,
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
