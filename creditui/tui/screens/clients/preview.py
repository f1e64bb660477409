"""The highlighted client at the right: what she holds, before she is opened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.geometry import Region
from textual.message import Message

from creditui.desk.catalogue import Catalogue
from creditui.domain.wording import say_date
from creditui.tui.marks import Inked, pieces
from creditui.tui.screens.member.standing import dates, said_briefly, soon
from creditui.tui.widgets.columns import Column, truncated
from creditui.tui.widgets.listing import MARGIN, Listing
from creditui.tui.widgets.window import Window

if TYPE_CHECKING:
    from creditui.desk.open_member import MembershipView, MemberView
    from creditui.domain.lots import Lot

_FIGURE = 4
_UNTIL = len("Wed 30 Nov ! soon")


class Preview(Listing[Inked], can_focus=False):
    """A page of lines; another member repaints only the lines that differ."""

    DEFAULT_CSS = """
    Preview { height: 1fr; overflow: hidden; }
    """

    class Uncovered(Message):
        """There is room for the preview now: what it shows may be of long ago."""

    def __init__(self, *, id: str | None = None) -> None:
        column: Column[Inked] = Column("", lambda line: line, 1, flex=1)
        super().__init__((column,), Window(str, 100), empty="", header=False, id=id)
        self._shown: tuple[MemberView, Catalogue] | None = None

    def tell(self, view: MemberView | None, catalogue: Catalogue) -> None:
        """Show a member, or nobody."""
        self._shown = None if view is None else (view, catalogue)
        self._fill()

    def on_show(self) -> None:
        self.post_message(self.Uncovered())

    def on_resize(self) -> None:
        self.lay_out()
        self._fill()

    def _fill(self) -> None:
        width = self.size.width - MARGIN - 1
        lines: tuple[Inked, ...] = ()
        if self._shown is not None and width > 0:
            lines = tuple(preview_lines(*self._shown, width))[: self.size.height]
        before, self.window.rows = self.window.rows, lines
        for y in range(max(len(before), len(lines))):
            old, new = (rows[y] if y < len(rows) else "" for rows in (before, lines))
            if old != new:
                reach = MARGIN + max(_length(old), _length(new))
                self.refresh(Region(0, y, min(reach, self.size.width), 1))


def _length(line: Inked) -> int:
    return sum(cell_len(text) for text, _ in pieces(line))


def preview_lines(view: MemberView, catalogue: Catalogue, width: int) -> Iterator[Inked]:
    """The member in lines of so many cells."""
    yield ((view.member.name, "strong"),)
    for contact in filter(None, (view.member.email, view.member.phone)):
        yield ((contact, "muted"),)
    if not view.memberships:
        yield ""
        yield (("No membership yet.", "muted"),)
    for membership in view.memberships:
        yield ""
        yield from _membership(membership, view, catalogue, width)


def _membership(
    membership: MembershipView, view: MemberView, catalogue: Catalogue, width: int
) -> Iterator[Inked]:
    standing = pieces(said_briefly(membership.standing, view.today))
    taken = sum(cell_len(text) for text, _ in standing)
    name = truncated(membership.membership.plan.name, max(8, width - taken - 2))
    yield ((name, "strong"), " " * max(2, width - cell_len(name) - taken), *standing)
    yield ((dates(membership, view.today), "muted"),)
    for service, balance in membership.balances.items():
        first = next((lot for lot in membership.lots if lot.service == service), None)
        yield _service(catalogue.service_name(service), balance, first, view, width)


def _service(name: str, balance: int, first: Lot | None, view: MemberView, width: int) -> Inked:
    """`Massage   5   Fri 4 Dec ! soon`: the balance, and when the first of it is lost."""
    until: Inked = ""
    if first is not None and first.expires_on is not None:
        mark = " ! soon" if soon(first.expires_on, view.today) else ""
        until = ((say_date(first.expires_on, view.today), "muted"), (mark, "warning"))
    elif first is not None:
        until = (("no expiry", "muted"),)
    room = max(8, width - _FIGURE - 2 - _UNTIL)
    label = truncated(name, room)
    figure = str(balance).rjust(_FIGURE)
    return (label + " " * (room - cell_len(label)), (figure, "strong"), "  ", *pieces(until))
