"""The rows of the Membership tab: memberships, under each its services, under those their lots."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from textwrap import wrap

from creditui.desk.catalogue import Catalogue
from creditui.desk.open_member import MembershipView, MemberView
from creditui.domain.lots import Lot
from creditui.domain.reasons import reason_name
from creditui.tui.marks import Inked


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """A membership: its plan, its standing, its dates."""

    membership: MembershipView


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """What is left for one service of a membership."""

    membership: MembershipView
    service: str
    name: str
    balance: int


@dataclass(frozen=True, slots=True)
class LotRow:
    """A living lot."""

    membership: MembershipView
    lot: Lot
    reason: str
    """The name of the reason for which a person added it, or empty."""


@dataclass(frozen=True, slots=True)
class WordsRow:
    """A line of a sentence, or an empty line; the cursor passes over it."""

    key: Hashable
    words: Inked


HoldingRow = MembershipRow | ServiceRow | LotRow | WordsRow


def key_of(row: HoldingRow) -> Hashable:
    """What tells one row from another, and stays when the member is read again."""
    match row:
        case MembershipRow():
            return ("membership", row.membership.membership.id)
        case ServiceRow():
            return ("service", row.membership.membership.id, row.service)
        case LotRow():
            return ("lot", row.lot.id)
    return ("words", row.key)


def holding_rows(view: MemberView, catalogue: Catalogue, width: int) -> tuple[HoldingRow, ...]:
    """All rows for a page of so many cells; the cursor may rest on all but those of words."""
    rows: list[HoldingRow] = []
    for place, membership in enumerate(view.memberships):
        if place:
            rows.append(WordsRow(("above", membership.membership.id), ""))
        rows += _membership_rows(membership, catalogue, width)
    return tuple(rows)


def _membership_rows(
    membership: MembershipView, catalogue: Catalogue, width: int
) -> Iterator[HoldingRow]:
    yield MembershipRow(membership)
    yield from _why_closed(membership, width)
    for service, balance in membership.balances.items():
        yield ServiceRow(membership, service, catalogue.service_name(service), balance)
        for lot in membership.lots:
            if lot.service == service:
                reason = reason_name(lot.reason, lot.granted, catalogue.reasons)
                yield LotRow(membership, lot, reason)


def _why_closed(membership: MembershipView, width: int) -> Iterator[WordsRow]:
    """Why its credits can't be adjusted, in as many lines as it takes (R1)."""
    if membership.closed is None:
        return
    lines = wrap(membership.closed.message, max(20, min(width, 100) - 4))
    for number, line in enumerate(lines):
        start: Inked = (("× ", "bad"),) if number == 0 else ("  ",)
        yield WordsRow((membership.membership.id, number), ("  ", *start, line))
