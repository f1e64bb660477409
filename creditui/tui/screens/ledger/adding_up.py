"""An explanation as rows that visibly add up to the balance (R3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from creditui.desk.catalogue import Catalogue
from creditui.desk.ledger import Explanation, LotStory
from creditui.domain.lots import Lot
from creditui.domain.reasons import reason_name
from creditui.domain.wording import (
    kind_name,
    say_date,
    say_through,
    say_when,
    signed,
    source_name,
)
from creditui.tui.marks import Inked
from creditui.tui.screens.ledger.lot_line import LotLine
from creditui.tui.screens.ledger.telling import who_cell
from creditui.tui.widgets.columns import FIRST, Column

COLUMNS: tuple[Column[LotLine], ...] = (
    Column("Lots and movements", lambda row: row.what, 39, flex=FIRST, most=50),
    Column("Who", lambda row: row.who, 9, flex=1, most=18, drop=2, whole=True),
    Column("Credits", lambda row: row.moved, 7, align="right"),
    Column("Left", lambda row: row.left, 4, align="right", drop=1),
    Column("Counts", lambda row: row.counts, 6, align="right"),
)


def rows(
    explanation: Explanation, catalogue: Catalogue, *, past: bool = False
) -> tuple[LotLine, ...]:
    """The lots that count, each with its movements, their sum, then the lots that do not.

    Where it is of the `past`, it says so: these lots counted then.
    """
    counted = [story for story in explanation.lots if story.counted and story.lot.left]
    others = [story for story in explanation.lots if story not in counted]
    if not explanation.lots:
        return ()
    teller = _Teller(explanation.on, catalogue, past)
    return (*teller.counted(explanation, counted), *teller.others(others))


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells lots and movements as they are on a studio date."""

    on: date
    catalogue: Catalogue
    past: bool

    def counted(self, explanation: Explanation, stories: list[LotStory]) -> Iterator[LotLine]:
        title = "Lots that counted on that day" if self.past else "Lots that count today"
        yield LotLine("counted", what=((title, "strong"),))
        if not stories:
            yield LotLine("none", what=(("  none", "muted"),), counts="0")
        for story in stories:
            yield from self._lot(story, _capital(say_through(story.lot.expires_on, self.on)))
        name = self.catalogue.service_name(explanation.service)
        yield LotLine("rule", counts=(("──────", "muted"),))
        total: Inked = ((str(explanation.balance), "strong"),)
        yield LotLine("sum", what=((f"{name} balance", "strong"),), counts=total)

    def others(self, stories: list[LotStory]) -> Iterator[LotLine]:
        if stories:
            yield LotLine("gap")
            title = "Lots that did not count" if self.past else "Lots that do not count"
            yield LotLine("others", what=((title, "strong"),))
        for story in stories:
            yield from self._lot(story, self._reason_out(story.lot))

    def _lot(self, story: LotStory, standing: str) -> Iterator[LotLine]:
        lot = story.lot
        reason = reason_name(lot.reason, lot.granted, self.catalogue.reasons)
        source = source_name(lot.source, reason)
        counts: Inked = str(lot.left) if story.counted and lot.left else (("0", "muted"),)
        yield LotLine(
            f"lot {lot.id}",
            what=f"  {standing}, {source}",
            who=((f"lot {lot.id}", "muted"),),
            counts=counts,
        )
        left = 0
        for entry, credits in story.moves:
            left += credits
            when = say_when(entry.instant, self.catalogue.settings.timezone, self.on)
            yield LotLine(
                f"lot {lot.id} entry {entry.id}",
                what=((f"    {when:<12}  ", "muted"), f"{kind_name(entry.kind)}, entry {entry.id}"),
                who=who_cell(entry, "muted"),
                moved=signed(credits),
                left=str(left),
                entry_id=entry.id,
            )

    def _reason_out(self, lot: Lot) -> str:
        """Why a lot does not count on the date."""
        if lot.expires_on is not None and lot.expired_by(self.on):
            return f"Expired after {say_date(lot.expires_on, self.on)}"
        if lot.starts_on > self.on:
            return f"Begins {say_date(lot.starts_on, self.on)}"
        return "Spent"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
