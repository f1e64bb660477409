"""How the ledger is told on screen: periods, people, ties between entries, credits, flags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from types import MappingProxyType

from rich.cells import cell_len

from creditui.desk.catalogue import Catalogue
from creditui.domain.attempt import RefusedAttempt
from creditui.domain.kinds import Flag, Kind
from creditui.domain.ledger import Entry
from creditui.domain.membership import BillingPeriod
from creditui.domain.studio import Service
from creditui.domain.wording import acted_by, say_day, say_month, say_when, signed
from creditui.tui.marks import Ink, Inked
from creditui.tui.widgets.columns import Column, Row

CORRECTED = "↺"
"""The mark of an entry that was corrected or given back since."""

_WIDEST = 20
"""Cells that the name of a service gets in a list at the most."""

_FIGURE = 3
"""Cells in which the figures of nearly every entry stand under one another, signs and all."""

_FLAGS: MappingProxyType[str, str] = MappingProxyType(
    {
        Flag.OVER_ALLOCATION: "more than the plan allocates",
        Flag.SHORT_EXPIRY: "expires soon",
        Flag.AFTER_MEMBERSHIP: "lasts longer than the membership",
        Flag.PAUSED: "membership was paused",
        Flag.PAST_DUE: "membership was past due",
        Flag.IN_GRACE: "membership was in grace",
        Flag.CAPPED: "capped at what was left",
        Flag.TO_EXPIRED_LOT: "went back to a lot that had expired",
    }
)


def say_period(period: BillingPeriod, today: date | None = None) -> str:
    """A period's dates in as few cells as they can be told: "1–30 Nov", "15 Dec–14 Jan 2026".

    The year is left out where the period begins in that of `today` and `say_day` leaves it out too.
    """
    first, last = period.starts_on, period.ends_on
    near = today is not None and first.year == today.year
    end = say_day(last, today) if near and today else f"{last.day} {say_month(last)} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end if first == last else f"{first.day}–{end}"
    over_a_year = first.year < last.year and (first.month, first.day) <= (last.month, last.day)
    return f"{first.day} {say_month(first)}{f' {first.year}' if over_a_year else ''}–{end}"


def when_column(instant: Callable[[Row], datetime], catalogue: Catalogue) -> Column[Row]:
    """The column When: "20 Nov 14:03"; where it is very narrow the day alone, or "20 Nov…"."""

    def cell(row: Row) -> Inked:
        said = say_when(instant(row), catalogue.settings.timezone, catalogue.today)
        day, _, last = said.rpartition(" ")
        return ((day, "muted"), (f" {last}", "muted")) if ":" in last else ((said, "muted"),)

    return Column("When", cell, 12, least=len("20 Nov…"), whole=True)


def say_who(entry: Entry) -> str:
    """Who wrote an entry, and through whom (R21): "mona" or "mona via ada"."""
    return acted_by(entry.actor, entry.via)


def who_cell(act: Entry | RefusedAttempt, ink: Ink = "plain") -> Inked:
    """What a list has room for under Who: the person first, through whom where it fits whole."""
    return ((act.actor, ink), ("" if act.via is None else f" via {act.via}", "muted"))


def ties(entry: Entry, corrected_by: int | None) -> tuple[str, ...]:
    """What ties an entry to others, in words: "corrects 12", "corrected by 15" (R8, R16)."""
    said = []
    if entry.corrects is not None:
        verb = "gives back" if entry.kind is Kind.GIVE_BACK else "corrects"
        said.append(f"{verb} {entry.corrects}")
    if corrected_by is not None:
        verb = "given back" if entry.kind is Kind.USE else "corrected"
        said.append(f"{verb} by {corrected_by}")
    return tuple(said)


def note_cell(entry: Entry, corrected_by: int | None) -> Inked:
    """What a list has room for under Note: ties to other entries, then what was noted.

    The entry that this one names is named, "corrects 12"; of one that came later only that it did
    is said, "corrected": its number would be cut more often than not, and the detail has it. A
    give-back says so under Kind already, so that here its use alone is named: "of 920".
    """
    tied = [said.partition(" by ")[0] for said in ties(entry, corrected_by)]
    if entry.kind is Kind.GIVE_BACK and entry.corrects is not None:
        tied[0] = f"of {entry.corrects}"
    told, said = ", ".join(tied), entry.note or entry.reference
    return ((told, "warning"), (f" · {said}" if told and said else said, "muted"))


def widest_service(services: Sequence[Service]) -> int:
    """Cells in which a column shows the name of every service whole, within reason."""
    return min(_WIDEST, max((cell_len(service.name) for service in services), default=0))


def credits_cell(entry: Entry, catalogue: Catalogue, corrected_by: int | None = None) -> Inked:
    """How many credits of which service, as one: `+2 Massage`; `↺+2 Massage` if corrected since."""
    mark = "" if corrected_by is None else CORRECTED
    figure = signed(entry.credits).rjust(_FIGURE - len(mark))
    return ((mark, "warning"), (figure, "strong"), f" {catalogue.service_name(entry.service)}")


def widest_credits(services: Sequence[Service]) -> int:
    """Cells in which a column shows credits with the name of every service, within reason."""
    return max(len("Credits"), _FIGURE + 1 + widest_service(services))


def say_flag(flag: str) -> str:
    """A flag in words; one that nobody knows by its own name."""
    return _FLAGS.get(flag, flag.replace("_", " "))
