"""One line for each client: name, e-mail, phone, standing, and her plan where there is room."""

from __future__ import annotations

from datetime import date

from creditui.desk.find import FoundMember, Results
from creditui.tui.marks import Inked
from creditui.tui.screens.member.standing import said_briefly
from creditui.tui.widgets.columns import Column

NOBODY_FOUND = "Nobody found: try fewer letters, or the last digits of the phone."
SEARCHING = "Searching…"


def columns(today: date) -> tuple[Column[FoundMember], ...]:
    """The columns, as seen on a studio date."""

    def standing(found: FoundMember) -> Inked:
        if found.standing is None:
            return (("no membership", "muted"),)
        return said_briefly(found.standing, today)

    return (
        Column("Name", lambda found: found.member.name, 16, flex=3, most=34),
        Column(
            "E-mail", lambda found: ((found.member.email, "muted"),), 16, flex=4, most=36, drop=2
        ),
        # The last digits are what clients are known by: a phone number is not cut.
        Column("Phone", lambda found: found.member.phone, 19, drop=1),
        Column("Standing", standing, 17, flex=1, most=18),
        Column("Plan", lambda found: ((found.plan, "muted"),), 14, flex=2, most=24, drop=3),
    )


def counted(results: Results) -> str:
    """How many were found, and what a mistyped text was read as."""
    many = f"{results.total:,}{'+' if results.more else ''}"
    if not results.text.strip():
        return f"{many} member{'' if results.total == 1 else 's'}"
    if results.corrected is not None:
        return f"{many} found, read as {results.corrected}"
    return f"{many} found"


def empty(results: Results, quit_key: str) -> str:
    """What to do where nobody is shown; `quit_key` is the key that leaves."""
    if results.text.strip():
        return NOBODY_FOUND
    return f"No members yet: leave with {quit_key} and run  creditui import FOLDER"
