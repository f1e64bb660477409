"""One line for each client: name, e-mail, phone, standing, and her plan where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from creditui.desk.find import PAGE, FoundMember, Results
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


def unlisted(results: Results) -> str:
    """What stands below the last member where not all that were found are listed."""
    if len(results.members) < PAGE or not _cut(results):
        return ""
    what = "more letters find" if results.text.strip() else "a search finds"
    return f"Only the first {PAGE} are listed; {what} the others."


def _cut(results: Results) -> bool:
    """Whether there are more than the list ever shows."""
    return results.more or results.total > PAGE


def counted(results: Results) -> Inked:
    """How many were found, what a mistyped text was read as, and how many the list ends with."""
    said = f"{results.total:,}{'+' if results.more else ''} "
    if results.text.strip():
        said += "found"
    else:
        said += "member" if results.total == 1 else "members"
    if results.corrected is not None:
        said += f", read as {results.corrected}"
    return ((said, "muted"), (f", {PAGE} listed" if _cut(results) else "", "muted"))


def empty(results: Results, quit_key: str) -> str:
    """What to do where nobody is shown; `quit_key` is the key that leaves."""
    if words := results.text.split():
        return NOBODY_FOUND if max(map(len, words)) > 2 else NOTHING_BEGINS
    return f"No members yet: leave with {quit_key} and run  creditui import FOLDER"
