"""The lots that a chain holds, and whether an entry takes from those that it may, in their order.

Who may remove is not asked: that was a matter of the past's permissions. Which lots are touched
follows from the entries before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from creditui.domain.finding import Finding, fault, said_movements
from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.domain.lots import Movement, NewLot, burn_down_key

_REMOVES = frozenset({Kind.REMOVE})
_order = attrgetter("order")


@dataclass(slots=True)
class Held:
    """A lot, as the entries so far have left it."""

    lot: NewLot
    service: str
    starts_on: date
    ends_on: date
    """Its last day; the last that there is, where it never expires."""
    order: tuple[object, ...]
    """Its place among others when credits are taken (R6)."""
    left: int = 0


def held_of(lot: NewLot, service: str) -> Held:
    """A lot that an entry makes, before anything is in it."""
    ends_on = date.max if lot.expires_on is None else lot.expires_on
    return Held(lot, service, lot.starts_on, ends_on, burn_down_key(lot))


def check_taken(entry: Entry, alive: Sequence[Held], lots: Mapping[int, Held]) -> Finding | None:
    """Whether a use, or a removal that corrects nothing, takes in the one order there is (R6).

    `alive` are the lots of its service that hold something and count on its day, `lots` all the
    member's by id.
    """
    reach = alive
    if entry.kind in _REMOVES:
        if entry.allocation_after is not None:
            reach = _of_period(entry, lots.values())
        elif len(entry.movements) == 1:
            return _check_chosen(entry, lots.get(entry.movements[0].lot_id))
        else:
            reach = [held for held in alive if held.lot.membership_id == entry.membership_id]
    expected = _in_order(reach, -entry.credits)
    if expected != [(movement.lot_id, movement.credits) for movement in entry.movements]:
        message = "it does not take from the lots in the order of their expiry"
        order = said_movements([Movement(*each) for each in expected])
        return fault(entry, "order", message, order, said_movements(entry.movements))
    return None


def check_taken_back(entry: Entry, target: Entry, lots: Mapping[int, Held]) -> Finding | None:
    """Whether a removal takes back all that is left of what `target` gave, last lot first (R16)."""
    expected = []
    for came in reversed(target.movements):
        held = lots.get(came.lot_id)
        if held is not None and held.left and entry.studio_date <= held.ends_on:
            expected.append(Movement(came.lot_id, -min(came.credits, held.left)))
    if expected != [*entry.movements]:
        message = "it does not take back what is left of the entry it corrects"
        there = said_movements(entry.movements)
        return fault(entry, "correction", message, said_movements(expected), there)
    return None


def _in_order(reach: Sequence[Held], wanted: int) -> list[tuple[int, int]]:
    """What is taken from which lot, where `wanted` credits are, as far as they go."""
    if len(reach) > 1:
        reach = sorted(reach, key=_order)
    taken = []
    for held in reach:
        if not wanted:
            break
        part = min(wanted, held.left)
        taken.append((held.lot.id, -part))
        wanted -= part
    return taken


def _of_period(entry: Entry, lots: Iterable[Held]) -> list[Held]:
    """What a lower allocation may be taken from: its period's lots, also those to come (R12)."""
    period, service, day = entry.period_id, entry.service, entry.studio_date
    return [
        held
        for held in lots
        if held.left
        and held.lot.period_id == period
        and held.service == service
        and day <= held.ends_on
    ]


def _check_chosen(entry: Entry, held: Held | None) -> Finding | None:
    """A removal from one lot: the first in order, or one that somebody chose (R11)."""
    if held is None or held.service != entry.service:
        return None  # what moves it says so
    if held.lot.membership_id != entry.membership_id or entry.studio_date < held.starts_on:
        message = f"lot {held.lot.id} is out of this removal's reach"
        expected = "a lot of its membership that has started"
        return fault(entry, "lot", message, expected, said_movements(entry.movements))
    return None
