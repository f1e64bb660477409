"""The commands of the studio's ledger that lead from an entry, to a view or to a date."""

from __future__ import annotations

from creditui.domain.people import Permission
from creditui.tui.command import Command, Room

STUDIO_COMMANDS = (
    Command(
        "entry_period",
        ("p",),
        "period",
        "Period of the Entry",
        "Open the billing periods of the membership at that of the entry, or of its lots.",
        (Room.MEMBER, Room.LEDGER, Room.STUDIO),
        Permission.VIEW,
        rank=7,
    ),
    Command(
        "entry_lots",
        ("b",),
        "lots",
        "Lots of the Entry",
        "Show each lot that the entry moved, with its whole life and every entry of it.",
        (Room.MEMBER, Room.LEDGER, Room.STUDIO),
        Permission.VIEW,
        rank=7,
    ),
    Command(
        "saved_views",
        ("v",),
        "views",
        "Saved Views",
        "Ask the ledger by a saved view, save the filter as one, or delete one.",
        (Room.STUDIO,),
        Permission.VIEW_STUDIO_LEDGER,
        rank=5,
    ),
    Command(
        "jump",
        ("d",),
        "date",
        "Jump to Date",
        "Go to the newest entry of a date; the filter stays, and newer entries are above.",
        (Room.STUDIO,),
        Permission.VIEW_STUDIO_LEDGER,
        rank=6,
    ),
)
"""In the order in which footer, palette and help show them."""
