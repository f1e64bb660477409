"""The story of a balance in words: an entry, a lot, and what the marks mean."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

from creditui.desk.catalogue import Catalogue
from creditui.desk.story import BalanceStory
from creditui.domain.kinds import Kind, Source
from creditui.domain.lots import Lot
from creditui.domain.reasons import reason_name
from creditui.domain.story import Mark
from creditui.domain.wording import kind_name, say_date, say_day, signed
from creditui.tui.marks import ARROW, Ink, Inked
from creditui.tui.screens.ledger.telling import say_who

GLYPHS: MappingProxyType[Kind, str] = MappingProxyType(
    {
        Kind.OPENING: "○",
        Kind.ALLOCATION: "■",
        Kind.USE: "▼",
        Kind.GIVE_BACK: "▲",
        Kind.ADD: "+",
        Kind.REMOVE: "-",
        Kind.EXPIRE: "×",
        Kind.EXTEND: "»",
    }
)
"""The mark of each kind of entry."""

SEVERAL = "●"
"""The mark where entries of more than one kind fall together."""

IF_UNUSED: tuple[tuple[str, Ink], ...] = (("┈┈", "accent"), (" if nothing is used  ", "muted"))
"""What the line says after today."""


def say_entry(mark: Mark, today: date) -> Inked:
    """An entry in one line: "Fri 20 Nov  Add +2  5 → 7  by mona"."""
    return (
        (say_date(mark.on, today), "strong"),
        f"  {kind_name(mark.kind)} ",
        (signed(mark.credits), "strong"),
        (f"  {mark.before} {ARROW} ", "muted"),
        (str(mark.after), "strong"),
        ("  by ", "muted"),
        say_who(mark.entry),
    )


def say_why(mark: Mark, catalogue: Catalogue) -> Inked:
    """Why it was done, as its reason, note and reference say."""
    entry = mark.entry
    reason = reason_name(entry.reason, entry.credits, catalogue.reasons) if entry.reason else ""
    said = " · ".join(filter(None, (reason, entry.note, entry.reference)))
    return said or (("no note", "muted"),)


def say_lot(lot: Lot, today: date, catalogue: Catalogue) -> tuple[str, str]:
    """A lot in words, and in fewer: "4 of 8 allocated, through 30 Nov" and "4 of 8 allocated"."""
    reason = reason_name(lot.reason, lot.granted, catalogue.reasons)
    source = {Source.ALLOCATION: "allocated", Source.OPENING: "opening"}.get(lot.source)
    name = source or reason or "added"
    over = lot.expired_by(today)
    if lot.left and not over:
        amount = str(lot.left) if lot.left == lot.granted else f"{lot.left} of {lot.granted}"
        if lot.starts_on > today:
            fate = f"from {say_day(lot.starts_on, today)}"
        elif lot.expires_on is None:
            fate = "no expiry"
        else:
            fate = f"through {say_day(lot.expires_on, today)}"
        return f"{amount} {name}, {fate}", f"{amount} {name}"
    lost = lot.expired + (lot.left if over else 0)
    short = f"{lot.granted} {name}"
    if lost and lot.expires_on is not None:
        return f"{short}, {lost} expired after {say_day(lot.expires_on, today)}", short
    return f"{short}, none left", short


def say_legend(glyphs: Iterable[str], width: int) -> Inked:
    """What each mark in sight means, close together where so many cells ask for it."""
    seen = frozenset(glyphs)
    names = [(glyph, kind_name(kind).lower()) for kind, glyph in GLYPHS.items()]
    named = [(glyph, name) for glyph, name in (*names, (SEVERAL, "several")) if glyph in seen]
    wide = sum(len(name) + 4 for _, name in named) <= width
    said: list[tuple[str, Ink]] = []
    for glyph, name in named:
        said += [(glyph, "strong"), (f" {name}{'  ' if wide else ' '}", "muted")]
    return tuple(said)


def say_left_out(told: BalanceStory) -> str:
    """What the story does not tell, or nothing where it tells everything."""
    if not told.left_out:
        return ""
    since, count = say_date(told.marks[0].on, told.today), len(told.marks)
    return f"Since {since}: the newest {count:,} of {count + told.left_out:,} entries."
