"""From an entry to what it names: its member, its billing period, its lots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from creditui.desk.ledger import EntryDetail, entry_detail
from creditui.desk.open_member import open_member
from creditui.domain.ledger import Entry
from creditui.tui.screens.desk_screen import DeskScreen

if TYPE_CHECKING:
    from creditui.tui.screens.as_of.past import Past

NO_PERIOD = "This entry has no billing period, and neither have its lots."


def why_no_period(entry: Entry) -> str | None:
    """Why no key leads from `entry` to its billing period, where that is known at once."""
    if entry.membership_id is None:
        return "This entry is of no membership, so it has no billing period."
    return None if entry.period_id is not None or entry.movements else NO_PERIOD


def why_no_lots(entry: Entry) -> str | None:
    """Why no key leads from `entry` to its lots."""
    return None if entry.movements else "This entry moved no lot."


async def lead_to_member(screen: DeskScreen[Any], entry: Entry) -> None:
    """Open the member's ledger with the cursor on `entry`."""
    from creditui.tui.screens.member.screen import MemberScreen
    from creditui.tui.screens.member.tabs import Tab

    view = await screen.ask(lambda desk: open_member(desk, entry.member_id))
    if screen.is_current:
        screen.app.push_screen(MemberScreen(view, tab=Tab.LEDGER, entry_seq=entry.seq))


async def lead_to_period(screen: DeskScreen[Any], entry_id: int, past: Past | None = None) -> None:
    """Open the membership's billing periods with the cursor on that of the entry or of its lots.

    Where there is none, the person is told so.
    """
    from creditui.tui.screens.history.screen import HistoryScreen

    detail = await screen.ask(lambda desk: entry_detail(desk, entry_id))
    entry, period_id = detail.entry, period_of(detail)
    if entry.membership_id is None or period_id is None:
        screen.desk_app.tell(why_no_period(entry) or NO_PERIOD, "refusal")
    elif screen.is_current:
        at = (period_id, entry.service)
        screen.app.push_screen(HistoryScreen(entry.member_id, entry.membership_id, past, at=at))


def period_of(detail: EntryDetail) -> int | None:
    """The billing period of an entry, or else the first that one of its lots is of."""
    if detail.entry.period_id is not None:
        return detail.entry.period_id
    return next((lot.period_id for lot, _ in detail.lots if lot.period_id is not None), None)


def lead_to_lots(screen: DeskScreen[Any], entry_id: int, past: Past | None = None) -> None:
    """Open the lots that the entry moved, each with its whole life."""
    from creditui.tui.screens.ledger.lots import LotsScreen

    screen.app.push_screen(LotsScreen(entry_id, past))
