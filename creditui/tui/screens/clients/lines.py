"""One line for each client: name, e-mail, phone, standing, and her plan where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from creditui.desk.find import FoundMember, Results
from creditui.tui.marks import Inked
from creditui.tui.screens.member.standing import said_briefly
from creditui.tui.widgets.columns import FIRST, Column, widest

NOBODY_FOUND = "Nobody found: try fewer letters, or the last digits of the phone."
NOTHING_BEGINS = "Nothing begins like that; from three letters or digits on, any part is found."
SEARCHING = "Searching…"
_NO_MEMBERSHIP = "no membership"


def columns(today: date, members: Sequence[FoundMember] = ()) -> tuple[Column[FoundMember], ...]:
    """The columns, as seen on a studio date, as wide as what is found needs, within limits.

    Where not all of it fits, the e-mail address gives way: its end says the least.
    """

    def name(found: FoundMember) -> Inked:
        return found.member.name

    def email(found: FoundMember) -> Inked:
        return ((found.member.email, "muted"),)

    def phone(found: FoundMember) -> Inked:
        return found.member.phone

    def standing(found: FoundMember) -> Inked:
        if found.standing is None:
            return ((_NO_MEMBERSHIP, "muted"),)
        return said_briefly(found.standing, today)

    word = len(_NO_MEMBERSHIP)
    names, emails = widest(name, members, 8, 34), widest(email, members, 8, 40)
    stands = widest(standing, members, word, 17)
    return (
        Column("Name", name, min(16, names), flex=FIRST, most=names),
        Column("E-mail", email, min(16, emails), flex=1, most=emails, drop=2),
        # The last digits are what clients are known by: a phone number is not cut.
        Column("Phone", phone, widest(phone, members, 8, 19), drop=1),
        Column("Standing", standing, word, flex=8, most=stands, whole=True),
        Column("Plan", lambda found: ((found.plan, "muted"),), 34, drop=3),
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
    if words := results.text.split():
        return NOBODY_FOUND if max(map(len, words)) > 2 else NOTHING_BEGINS
    return f"No members yet: leave with {quit_key} and run  creditui import FOLDER"
