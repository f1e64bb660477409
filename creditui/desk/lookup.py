"""What an id or a username names at this desk; a sentence of what to do where it names nothing."""

from __future__ import annotations

from datetime import date

from creditui.desk.errors import InputError
from creditui.desk.session import Desk
from creditui.domain.ledger import Entry
from creditui.domain.membership import MemberRecord
from creditui.domain.people import Staff
from creditui.domain.text import visible
from creditui.store.entries import read_entry
from creditui.store.records import read_record
from creditui.store.signing_in import read_staff
from creditui.store.staff import IMPORT, SYSTEM


def member_record(desk: Desk, member_id: int, as_of: date = date.max) -> MemberRecord:
    """All about one member at the end of a studio date; raises InputError where there is none."""
    record = read_record(desk.store, member_id, as_of)
    if record is None:
        raise InputError("no_such_member", f"There is no member {member_id}; search for her again.")
    return record


def known_entry(desk: Desk, entry_id: int) -> Entry:
    """The ledger entry with that id; raises InputError where there is none."""
    entry = read_entry(desk.store, entry_id)
    if entry is None:
        raise InputError(
            "no_such_entry", f"There is no ledger entry {entry_id}; see: creditui ledger."
        )
    return entry


def known_person(desk: Desk, username: str) -> Staff:
    """The person of that username, who may be disabled; raises InputError where there is nobody.

    *system* and *import* sign what no person does, and are nobody here.
    """
    staff = read_staff(desk.store, username)
    if staff is None or username in (SYSTEM, IMPORT):
        raise InputError(
            "no_such_staff",
            f"There is nobody called {visible(username)!r}; see: creditui staff list.",
        )
    return staff
