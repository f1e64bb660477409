"""The lots as bands from their first day to their last, with words where there is room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from creditui.desk.catalogue import Catalogue
from creditui.desk.story import BalanceStory
from creditui.domain.lots import Lot, burn_down_key
from creditui.tui.painting import printable
from creditui.tui.screens.story.span import Span
from creditui.tui.screens.story.telling import say_lot


@dataclass(frozen=True, slots=True)
class Band:
    """One row of the picture: a lot, or how many more there are."""

    bar: str = ""
    begins: int = 0
    """The cell in which the bar begins."""
    holds: bool = False
    """Whether something is left in it that can be used."""
    words: str = ""
    said_at: int = 0
    """The cell in which the words begin."""


def bands(told: BalanceStory, span: Span, most: int, catalogue: Catalogue) -> tuple[Band, ...]:
    """At most so many rows: lots that hold credits first, in burn-down order (R6).

    Where there are more lots in the span, the last row says how many.
    """
    lots = [lot for lot in told.bands if lot.starts_on <= span.last]
    lots = [lot for lot in lots if not lot.expired_by(span.first)]
    lots.sort(key=lambda lot: (not _holds(lot, told), *_order(lot, told)))
    if len(lots) <= most:
        return tuple(_band(lot, told, span, catalogue) for lot in lots)
    rest = len(lots) - max(0, most - 1)
    shown = [_band(lot, told, span, catalogue) for lot in lots[: most - 1]]
    return (*shown, *_more(rest, most, span))


def _more(rest: int, most: int, span: Span) -> Iterator[Band]:
    if most > 0:
        words = f"and {rest} more {'lot' if rest == 1 else 'lots'}"
        yield Band(words=words[: span.width])


def _order(lot: Lot, told: BalanceStory) -> tuple[object, ...]:
    """Those that hold credits by what is spent first; of the others the latest first."""
    if _holds(lot, told):
        return burn_down_key(lot)
    last = lot.expires_on or told.today
    return (-last.toordinal(), -lot.id)


def _holds(lot: Lot, told: BalanceStory) -> bool:
    return lot.left > 0 and not lot.expired_by(told.today)


def _band(lot: Lot, told: BalanceStory, span: Span, catalogue: Catalogue) -> Band:
    holds = _holds(lot, told)
    first = max(0, span.cell(lot.starts_on))
    beyond = lot.expires_on is None or lot.expires_on > span.last
    last = span.width - 1
    if lot.expires_on is not None and not beyond:
        last = span.cell(lot.expires_on)
    line = "━" if holds else "─"
    bar = line * (last - first) + ("▸" if beyond else "┥" if holds else "┤")
    said = tuple(map(printable, say_lot(lot, told.today, catalogue)))
    for words in said:
        place = _room(cell_len(words) + 2, first, last, span.width)
        if place is not None:
            return Band(bar, first, holds, f" {words} ", place)
    return Band(bar, first, holds)


def _room(length: int, first: int, last: int, width: int) -> int | None:
    """Where words stand: on the bar, else at its right, else at its left; None without room."""
    if last - first >= length + 3:
        return first + 2
    if width - last > length:
        return last + 1
    return first - length if first >= length else None
