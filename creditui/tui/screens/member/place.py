"""What the cursor is on, and which commands that speaks against."""

from __future__ import annotations

from dataclasses import dataclass

from creditui.desk.open_member import MembershipView, MemberView
from creditui.domain.ledger import Entry
from creditui.domain.lots import Lot
from creditui.tui.screens.ledger.from_entry import why_no_lots, why_no_period
from creditui.tui.screens.member.rows import HoldingRow, LotRow, ServiceRow, WordsRow
from creditui.tui.screens.member.tabs import Tab

_ABOUT_MEMBERSHIP = frozenset({"adjust", "history", "explain", "story", "open"})
_FROM_ENTRY = frozenset({"entry_period", "entry_lots"})


@dataclass(frozen=True, slots=True)
class Place:
    """What a command given now is about."""

    membership: MembershipView
    service: str | None = None
    lot: Lot | None = None
    entry: Entry | None = None
    corrected_by: int | None = None
    """The entry that corrects that entry already, if there is one (R16)."""


def place_of_row(view: MemberView, row: HoldingRow | None) -> Place | None:
    """The place of a row of the Membership tab; her first membership where there is no row."""
    match row:
        case ServiceRow():
            return Place(row.membership, row.service)
        case LotRow():
            return Place(row.membership, row.lot.service, row.lot)
        case None | WordsRow():
            return Place(view.memberships[0]) if view.memberships else None
    return Place(row.membership)


def place_of_entry(
    view: MemberView, entry: Entry | None, corrected_by: int | None = None
) -> Place | None:
    """The membership and service of a ledger entry, or None where it has no membership."""
    if entry is None or entry.membership_id is None:
        return None
    membership = view.membership(entry.membership_id)
    return (
        None if membership is None else Place(membership, entry.service, None, entry, corrected_by)
    )


def reason_against(command: str, tab: Tab, view: MemberView, place: Place | None) -> str | None:
    """The sentence that speaks against a command where the cursor is, or None."""
    if command == "ledger" and tab is Tab.LEDGER:
        return "This is the ledger already."
    if command in _FROM_ENTRY:
        return _against_leading(command, tab, place)
    if command not in _ABOUT_MEMBERSHIP and command != "correct":
        return None
    if command == "correct":
        return _against_correcting(tab, place)
    if command == "open" and tab is Tab.PROFILE:
        return "There is nothing to open on the Profile tab."
    if not view.memberships:
        return f"{view.member.name} has no membership, and credits are held under one."
    if place is None:
        return "Put the cursor on an entry of one of her memberships first."
    if command == "adjust" and place.membership.closed is not None:
        return place.membership.closed.message
    if command == "explain" and place.service is None:
        return "Put the cursor on a service or a lot: its balance is what is explained."
    if command == "story" and place.service is None:
        return "Put the cursor on a service or a lot: its balance is what is drawn."
    return None


def _against_leading(command: str, tab: Tab, place: Place | None) -> str | None:
    if tab is not Tab.LEDGER:
        return "That leads from an entry of the Ledger tab: press 2 and put the cursor on one."
    if place is None or place.entry is None:
        return "There is no entry of one of her memberships under the cursor."
    entry = place.entry
    return why_no_period(entry) if command == "entry_period" else why_no_lots(entry)


def _against_correcting(tab: Tab, place: Place | None) -> str | None:
    if tab is not Tab.LEDGER:
        return "An entry is corrected in the Ledger tab: press 2 and put the cursor on it."
    if place is None or place.entry is None:
        return "There is no entry under the cursor to correct."
    if place.corrected_by is not None:
        return (
            f"Entry {place.entry.id} was corrected or given back by entry {place.corrected_by};"
            " that can be done once."
        )
    return None
