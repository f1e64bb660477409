"""The commands of the audit's rooms; `command_table` has them in its list."""

from __future__ import annotations

from creditui.domain.people import Permission
from creditui.tui.command import Command, Room

AUDIT_COMMANDS = (
    Command(
        "audit",
        ("g",),
        "audit",
        "Audit",
        "Ask the ledger what an auditor asks first.",
        (Room.CLIENTS, Room.STUDIO),
        Permission.VIEW_STUDIO_LEDGER,
        rank=8,
    ),
    Command(
        "totals",
        ("t",),
        "totals",
        "Totals",
        "Sum adjustments up by person, reason, service or week.",
        (Room.AUDIT,),
        Permission.VIEW_STUDIO_LEDGER,
        rank=2,
    ),
    Command(
        "refused",
        ("r",),
        "refused",
        "Refused Attempts",
        "Show who asked for what, and which rule or permission said no.",
        (Room.AUDIT, Room.STUDIO),
        Permission.VIEW_STUDIO_LEDGER,
        rank=8,
    ),
    Command(
        "period",
        ("p",),
        "period",
        "Period",
        "Ask about other days than the last 30.",
        (Room.AUDIT, Room.FINDINGS, Room.TOTALS),
        Permission.VIEW_STUDIO_LEDGER,
        rank=2,
    ),
    Command(
        "by_person",
        ("1",),
        "person",
        "By Person",
        "Sum adjustments up by who made them.",
        (Room.TOTALS,),
        Permission.VIEW_STUDIO_LEDGER,
    ),
    Command(
        "by_reason",
        ("2",),
        "reason",
        "By Reason",
        "Sum adjustments up by their reason.",
        (Room.TOTALS,),
        Permission.VIEW_STUDIO_LEDGER,
    ),
    Command(
        "by_service",
        ("3",),
        "service",
        "By Service",
        "Sum adjustments up by service.",
        (Room.TOTALS,),
        Permission.VIEW_STUDIO_LEDGER,
    ),
    Command(
        "by_week",
        ("4",),
        "week",
        "By Week",
        "Sum adjustments up by week, each named by its Monday.",
        (Room.TOTALS,),
        Permission.VIEW_STUDIO_LEDGER,
    ),
)
