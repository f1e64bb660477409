"""The lots of an entry as rows: each lot with what became of it, and every entry that moved it."""

from __future__ import annotations

from collections.abc import Iterator

from creditui.desk.catalogue import Catalogue
from creditui.desk.entry_lots import EntryLots
from creditui.desk.ledger import LotStory
from creditui.domain.lots import Lot
from creditui.domain.reasons import reason_name
from creditui.domain.wording import kind_name, say_date, say_through, say_when, signed, source_name
from creditui.tui.screens.ledger.lot_line import LotLine
from creditui.tui.screens.ledger.telling import who_cell
from creditui.tui.widgets.columns import FIRST, Column

COLUMNS: tuple[Column[LotLine], ...] = (
    Column("Lots and their entries", lambda row: row.what, 38, flex=FIRST, most=48),
    Column("Who", lambda row: row.who, 9, flex=1, most=18, drop=1, whole=True),
    Column("Credits", lambda row: row.moved, 7, align="right"),
    Column("Left", lambda row: row.left, 4, align="right"),
)


def life_rows(found: EntryLots, catalogue: Catalogue) -> tuple[LotLine, ...]:
    """Each lot in the order in which the entry moved them, its entries oldest first under it."""
    rows: list[LotLine] = []
    for story in found.lots:
        if rows:
            rows.append(LotLine(f"above {story.lot.id}"))
        rows += _lot(story, found, catalogue)
    return tuple(rows)


def first_row(found: EntryLots) -> str | None:
    """The row of the entry itself, in the first of its lots."""
    return _key(found.lots[0].lot, found.entry.id) if found.lots else None


def _lot(story: LotStory, found: EntryLots, catalogue: Catalogue) -> Iterator[LotLine]:
    lot = story.lot
    source = source_name(lot.source, reason_name(lot.reason, lot.granted, catalogue.reasons))
    yield LotLine(
        f"lot {lot.id}",
        what=((f"Lot {lot.id}", "strong"), f", {source}"),
        left=((str(lot.left), "strong"),),
    )
    yield LotLine(f"lasts lot {lot.id}", what=((f"  {_lasts(lot, found)}", "muted"),))
    yield LotLine(f"became lot {lot.id}", what=((f"  {_became(lot)}", "muted"),))
    left = 0
    for entry, credits in story.moves:
        left += credits
        when = say_when(entry.instant, catalogue.settings.timezone, found.on)
        here = entry.id == found.entry.id
        said = f"{kind_name(entry.kind)}, entry {entry.id}"
        yield LotLine(
            _key(lot, entry.id),
            what=(
                (f"    {when:<12}  ", "muted"),
                (said, "strong" if here else "plain"),
                (" ← here" if here else "", "accent"),
            ),
            who=who_cell(entry, "muted"),
            moved=signed(credits),
            left=str(left),
            entry_id=entry.id,
        )


def _lasts(lot: Lot, found: EntryLots) -> str:
    """From when or through when it counts, as it is on the date."""
    if lot.starts_on > found.on:
        return f"from {say_date(lot.starts_on, found.on)}"
    if lot.expires_on is not None and lot.expired_by(found.on):
        return f"expired after {say_date(lot.expires_on, found.on)}"
    return say_through(lot.expires_on, found.on)


def _became(lot: Lot) -> str:
    """What became of all that it held: `8 granted: 3 used, 5 left`."""
    parts = (("used", lot.used), ("removed", lot.removed), ("expired", lot.expired))
    spent = [f"{credits} {word}" for word, credits in parts if credits]
    return f"{lot.granted} granted: {', '.join((*spent, f'{lot.left} left'))}"


def _key(lot: Lot, entry_id: int) -> str:
    return f"lot {lot.id} entry {entry_id}"
