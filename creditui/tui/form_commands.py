"""The commands of the forms and their review; `command_table` has them in its list."""

from __future__ import annotations

from creditui.domain.people import Permission
from creditui.tui.command import Command, Room

FORM_COMMANDS = (
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
)
"""In the order in which footer, palette and help show them."""
