"""How the rows of the Membership tab are set: figures under figures, dates under dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from creditui.desk.open_member import MembershipView, MemberView
from creditui.domain.lots import Lot
from creditui.domain.wording import say_distance, say_through, source_name
from creditui.tui.marks import Ink, Inked, bar, pieces
from creditui.tui.painting import printable
from creditui.tui.screens.member.rows import HoldingRow, LotRow, MembershipRow, ServiceRow
from creditui.tui.screens.member.standing import dates, said, said_briefly, soon
from creditui.tui.screens.member.timeline import Timeline
from creditui.tui.widgets.columns import GAP, truncated

_INDENT = 2
_NAME, _NAME_MOST = 20, 30
_BAR = 6
_WHEN, _WHEN_SHORT = 37, 25
"""Cells of a last day, with how far it is and without."""
_AXIS, _AXIS_MOST = 24, 60
_LEAST_ROOM, _LEAST_PLAN = 20, 8
"""Cells for a plan and its standing where dates stand beside them; cells that its name keeps."""
_FAR = 99
"""Days: beyond this the date alone says enough."""
_THEN = {"today": "that day", "tomorrow": "next day"}


def when(expires_on: date | None, today: date, *, past: bool = False, short: bool = False) -> Inked:
    """Through when, how far that is, and a mark where it is soon (R5).

    Seen from a day in the `past`, that day is not called today; where it has to be `short`, the
    distance is left out.
    """
    through = say_through(expires_on, today)
    if expires_on is None or (expires_on - today).days > _FAR:
        return through
    if not short:
        distance = say_distance(expires_on, today)
        through += f", {_THEN.get(distance, distance) if past else distance}"
    return (through, (" ! soon", "warning")) if soon(expires_on, today) else through


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of so many cells for one member."""

    today: date
    width: int
    digits: int
    """Cells of the widest figure."""
    name: int
    bar: int
    when: int
    timeline: Timeline
    past: bool = False
    """Whether the day is not today, and not called so."""

    @classmethod
    def of(cls, view: MemberView, width: int, *, past: bool = False) -> Sheet:
        """The page for what a member holds.

        Where it is narrow, first the distance of a last day goes, then the bar of what is left.
        """
        lots = [lot for membership in view.memberships for lot in membership.lots]
        figures = [lot.granted for lot in lots]
        figures += [n for membership in view.memberships for n in membership.balances.values()]
        digits = max(2, *(len(str(figure)) for figure in figures), 0)
        room = width - (2 * digits + 4) - 2 * GAP
        ways = ((_BAR, _WHEN), (_BAR, _WHEN_SHORT), (0, _WHEN_SHORT))
        spares = [(room - (each and each + GAP) - when, each, when) for each, when in ways]
        spare, of_bar, of_when = next((way for way in spares if way[0] >= _NAME), spares[-1])
        beyond = spare - _NAME - GAP - _AXIS
        name = max(10, min(_NAME_MOST, _NAME + beyond // 3 if beyond >= 0 else spare))
        axis = min(_AXIS_MOST, spare - name - GAP) if beyond >= 0 else 0
        expiries = tuple(lot.expires_on for lot in lots if lot.expires_on is not None)
        timeline = Timeline.over(view.today, expiries, axis, past=past)
        return cls(view.today, width, digits, name, of_bar, of_when, timeline, past)

    @property
    def title(self) -> str:
        """The names of the columns, and the dates of the line of time."""
        left = "left".rjust(self.digits + 2).ljust(2 * self.digits + 4)
        names = [" " * self.name, left, " " * self.bar, "last day".ljust(self.when)]
        return (" " * GAP).join((*filter(None, names), self.timeline.scale)).rstrip()

    def paint(self, row: HoldingRow) -> Inked:
        """A row as text for the page."""
        match row:
            case MembershipRow():
                return self._membership(row)
            case ServiceRow():
                name = " " * _INDENT + row.name
                figure = str(row.balance).rjust(self.digits)
                return (*_cell(name, self.name), " " * GAP, (figure, "strong"))
            case LotRow():
                return self._lot(row)
        return row.words

    def _membership(self, row: MembershipRow) -> Inked:
        view = row.membership
        right = dates(view, self.today)
        most = min(self.width, self._reach)
        room = most - cell_len(right) - GAP
        if room < _LEAST_ROOM:
            return _cell(self._plan(view, most), most)
        return (*_cell(self._plan(view, room), room), " " * GAP, (right, "muted"))

    def _plan(self, view: MembershipView, room: int) -> Inked:
        """A plan with its standing; where there is not room for both, the name is cut."""
        name = printable(view.membership.plan.name)
        standing = said(view.standing)
        if cell_len(name) + GAP + _length(standing) > room:
            standing = said_briefly(view.standing, self.today)
            name = truncated(name, max(_LEAST_PLAN, room - GAP - _length(standing)))
        return ((name, "strong"), " " * GAP, *pieces(standing))

    @property
    def _reach(self) -> int:
        """Cells of all columns but the line of time."""
        columns = (self.name, 2 * self.digits + 4, self.bar, self.when)
        return sum(columns) + GAP * (sum(map(bool, columns)) - 1)

    def _lot(self, row: LotRow) -> Inked:
        lot = row.lot
        gap = " " * GAP
        ink: Ink = "warning" if soon(lot.expires_on, self.today) else "accent"
        source: Inked = (" " * 2 * _INDENT, (row.reason or source_name(lot.source), "muted"))
        figures: Inked = (str(lot.left).rjust(self.digits), (f" of {lot.granted}", "muted"))
        short = self.when < _WHEN
        return (
            *_cell(source, self.name),
            gap,
            *_cell(figures, 2 * self.digits + 4),
            gap,
            *self._bar(lot),
            *_cell(when(lot.expires_on, self.today, past=self.past, short=short), self.when),
            gap,
            *pieces(self.timeline.line(lot.expires_on, ink)),
        )

    def _bar(self, lot: Lot) -> Inked:
        if not self.bar:
            return ()
        return (*pieces(bar(lot.left, lot.granted, self.bar)), " " * GAP)


def _length(text: Inked) -> int:
    return sum(cell_len(piece) for piece, _ in pieces(text))


def _cell(text: Inked, width: int) -> tuple[tuple[str, Ink], ...]:
    """The text in exactly so many cells."""
    left = width
    parts: list[tuple[str, Ink]] = []
    for piece, ink in pieces(text):
        cut = truncated(piece, left)
        parts.append((cut, ink))
        left -= cell_len(cut)
        if cut != piece:
            break
    return (*parts, (" " * max(0, left), "plain"))
