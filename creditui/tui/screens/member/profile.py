"""The Profile tab: who she is, and the numbers other systems know her by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from creditui.desk.open_member import MembershipView, MemberView
from creditui.domain.wording import say_date
from creditui.tui.marks import Inked, content, pieces
from creditui.tui.screens.member.standing import said

_LABEL = 16
_NOTHING: Inked = (("not known", "muted"),)


class Profile(VerticalScroll, can_focus=True):
    """Facts, each on a line of its own."""

    DEFAULT_CSS = """
    Profile { padding: 0 1; scrollbar-size: 0 0; max-width: 110; }
    Profile Static { height: auto; }
    """

    def compose(self) -> ComposeResult:
        yield Static("", markup=False)

    def tell(self, view: MemberView) -> None:
        """Show the facts of a member."""
        self.query_one(Static).update(content(*profile_lines(view)))


def profile_lines(view: MemberView) -> Iterator[Inked]:
    """The lines of the tab."""
    member = view.member
    yield _line("Name", ((member.name, "strong"),))
    yield _line("E-mail", member.email)
    yield _line("Phone", member.phone)
    yield _line("Joined", _day(member.joined_on))
    yield _line("External id", member.external_id)
    yield _line("Member id", str(member.id))
    for membership in view.memberships:
        yield ""
        yield from _membership_lines(membership)


def _membership_lines(view: MembershipView) -> Iterator[Inked]:
    membership = view.membership
    yield ((membership.plan.name, "strong"), "  ", *pieces(said(view.standing)))
    yield _line("Started", _day(membership.started_on))
    if membership.ends_on is not None:
        yield _line("Last day", _day(membership.ends_on))
    if membership.cancelled_on is not None:
        yield _line("Cancelled", _day(membership.cancelled_on))
    yield _line("External id", membership.external_id)
    yield _line("Membership id", str(membership.id))


def _line(name: str, value: Inked) -> Inked:
    return ((name.ljust(_LABEL), "muted"), *pieces(value or _NOTHING))


def _day(day: date | None) -> str:
    return "" if day is None else say_date(day)
