"""A membership's standing and dates in words, with an ink that only helps."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from creditui.domain.standing import Standing, StandingView
from creditui.domain.wording import days, say_date
from creditui.tui.marks import Ink, Inked

if TYPE_CHECKING:
    from creditui.desk.open_member import MembershipView

SOON = 14
"""Credits that expire in so many days or fewer are marked."""

_INKS: MappingProxyType[Standing, Ink] = MappingProxyType(
    {
        Standing.ACTIVE: "good",
        Standing.PAUSED: "warning",
        Standing.PAST_DUE: "warning",
        Standing.IN_GRACE: "warning",
    }
)


def said(view: StandingView) -> Inked:
    """The standing as a symbol and words: `○ cancelled, 12 days of grace`."""
    return ((f"{view.symbol} {view.label}", _INKS.get(view.standing, "muted")),)


def said_briefly(view: StandingView, today: date) -> Inked:
    """The standing in a narrow column: `○ grace, 12 days`, `× cancelled`.

    What can be left out are pieces of their own: `○ grace, 12` where there is less room.
    """
    word, left, unit = view.label, "", ""
    if view.standing is Standing.IN_GRACE and view.decides_on is not None:
        count = (view.decides_on - today).days
        number, unit = days(count).split(" ") if count else ("last", "day")
        word, left, unit = "grace", f", {number}", f" {unit}"
    elif view.standing is Standing.AFTER_GRACE:
        word = "cancelled"
    ink = _INKS.get(view.standing, "muted")
    return ((f"{view.symbol} {word}", ink), (left, ink), (unit, ink))


def soon(expires_on: date | None, today: date) -> bool:
    """Whether credits expire within two weeks."""
    return expires_on is not None and (expires_on - today).days <= SOON


def dates(view: MembershipView, today: date) -> str:
    """The dates that matter now: since when, until when, or through when its grace lasts."""
    membership, decides = view.membership, view.standing.decides_on
    until = "" if decides is None else say_date(decides, today)
    match view.standing.standing:
        case Standing.UPCOMING:
            return f"starts {until}"
        case Standing.IN_GRACE:
            return f"grace through {until}"
        case Standing.AFTER_GRACE:
            return f"grace ended {until}"
        case Standing.EXPIRED:
            return f"ended {until}"
    since = f"since {say_date(membership.started_on, today)}"
    return f"{since}, through {until}" if until else since
