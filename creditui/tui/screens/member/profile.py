"""The Profile tab: who she is, and the numbers other systems know her by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.cells import chop_cells
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from creditui.desk.open_member import MembershipView, MemberView
from creditui.domain.wording import say_date
from creditui.tui.marks import Ink, Inked, pieces
from creditui.tui.painting import printable
from creditui.tui.screens.member.standing import said
from creditui.tui.widgets.words import Words

_LABEL = 16


class Profile(VerticalScroll, can_focus=True):
    """Facts, each with its name; a long one goes on below itself."""

    DEFAULT_CSS = """
    Profile { padding: 0 1; scrollbar-size: 0 0; max-width: 110; }
    Profile Static { height: auto; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._view: MemberView | None = None

    def compose(self) -> ComposeResult:
        yield Words()

    def on_resize(self) -> None:
        self._fill()

    def tell(self, view: MemberView) -> None:
        """Show the facts of a member."""
        self._view = view
        self._fill()

    def _fill(self) -> None:
        if self._view is not None:
            room = max(8, self.content_size.width - _LABEL)
            self.query_one(Words).say(*profile_lines(self._view, room))


def profile_lines(view: MemberView, room: int) -> Iterator[Inked]:
    """The lines of the tab, with so many cells for each value."""
    member = view.member
    yield from _fact("Name", member.name, room, "strong")
    yield from _fact("E-mail", member.email, room)
    yield from _fact("Phone", member.phone, room)
    yield from _fact("Joined", _day(member.joined_on), room)
    yield from _fact("External id", member.external_id, room)
    yield from _fact("Member id", str(member.id), room)
    for membership in view.memberships:
        yield ""
        yield from _membership_lines(membership, room)


def _membership_lines(view: MembershipView, room: int) -> Iterator[Inked]:
    membership = view.membership
    yield ((membership.plan.name, "strong"), "  ", *pieces(said(view.standing)))
    yield from _fact("Started", _day(membership.started_on), room)
    if membership.ends_on is not None:
        yield from _fact("Last day", _day(membership.ends_on), room)
    if membership.cancelled_on is not None:
        yield from _fact("Cancelled", _day(membership.cancelled_on), room)
    yield from _fact("External id", membership.external_id, room)
    yield from _fact("Membership id", str(membership.id), room)


def _fact(name: str, value: str, room: int, ink: Ink = "plain") -> Iterator[Inked]:
    """A fact by its name; what is longer than its line goes on below, cut where the line ends."""
    lines = chop_cells(printable(value), room) if value else [""]
    yield ((name.ljust(_LABEL), "muted"), (lines[0], ink) if value else ("not known", "muted"))
    for line in lines[1:]:
        yield (" " * _LABEL, (line, ink))


def _day(day: date | None) -> str:
    return "" if day is None else say_date(day)
