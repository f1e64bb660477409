"""Credit lots: what is alive, in which order it burns down, what a balance is (R3 to R8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from creditui.domain.kinds import Source


class Dated:
    """A lot, or what an act would do to one: whether its credits count is a matter of two dates."""

    __slots__ = ()
    starts_on: date
    expires_on: date | None

    def expired_by(self, on: date) -> bool:
        """Whether the last day has passed on `on`: true from the next day, not on the day (R5)."""
        return self.expires_on is not None and self.expires_on < on

    def alive(self, on: date) -> bool:
        """Whether its credits count on studio date `on` (R3)."""
        return self.starts_on <= on and not self.expired_by(on)


@dataclass(frozen=True, slots=True)
class Lot(Dated):
    """Credits that arrived together: one service, one expiry, one source (R4).

    granted = left + used + removed + expired, always; every figure is a whole number >= 0.
    """

    id: int
    service: str
    granted: int
    left: int
    source: Source
    starts_on: date
    """The first studio date on which the credits count."""
    expires_on: date | None
    """The last studio date on which they can be used, to its end; None means no expiry (R5)."""
    membership_id: int | None = None
    period_id: int | None = None
    used: int = 0
    removed: int = 0
    expired: int = 0
    reason: str = ""
    """The reason code of the entry that made the lot, empty for allocations."""


@dataclass(frozen=True, slots=True)
class Movement:
    """What one entry did to one lot, in signed whole credits."""

    lot_id: int
    credits: int


@dataclass(frozen=True, slots=True)
class NewLot:
    """A lot that an entry makes; the entry's hash covers it, so it can't change later (R4, R22)."""

    id: int
    granted: int
    source: Source
    starts_on: date
    expires_on: date | None
    membership_id: int | None
    period_id: int | None


def burn_down_key(lot: Lot | NewLot) -> tuple[bool, date, bool, date, int]:
    """The total order in which lots are spent (R6).

    Earliest expiry first and no expiry last, complimentary before allocated, older before newer,
    lower id last of all.
    """
    never = lot.expires_on is None
    return (never, lot.expires_on or date.max, not lot.source.complimentary, lot.starts_on, lot.id)


def burn_down(lots: Iterable[Lot]) -> list[Lot]:
    """`lots` in the order in which they are spent (R6)."""
    return sorted(lots, key=burn_down_key)


def balance(lots: Iterable[Lot], service: str, on: date) -> int:
    """Credits for `service` (a code) that are left in lots alive on `on` (R3)."""
    return sum(lot.left for lot in lots if lot.service == service and lot.alive(on))


def balances(lots: Iterable[Lot], on: date, services: Iterable[str] = ()) -> dict[str, int]:
    """Balances by service code on `on`; every one of `services` is named, even at zero (R3)."""
    found = dict.fromkeys(services, 0)
    for lot in lots:
        if lot.alive(on):
            found[lot.service] = found.get(lot.service, 0) + lot.left
    return found


def take(lots: Sequence[Lot], credits: int) -> tuple[Movement, ...] | None:
    """Take `credits` (>= 1) from `lots` in burn-down order (R6), one movement a lot touched.

    Returns None where they hold less: nothing is clamped (R7).
    """
    movements: list[Movement] = []
    wanted = credits
    for lot in burn_down(lots):
        part = min(wanted, lot.left)
        if part:
            movements.append(Movement(lot.id, -part))
            wanted -= part
        if not wanted:
            return tuple(movements)
    return None


def put_back(taken: Sequence[Movement], credits: int | None = None) -> tuple[Movement, ...]:
    """The opposite of `taken` (negative movements in burn-down order), in reverse (R8, R16).

    At most `credits` are put back; all of them where it is None.
    """
    wanted = -sum(m.credits for m in taken) if credits is None else credits
    movements: list[Movement] = []
    for movement in reversed(taken):
        part = min(wanted, -movement.credits)
        if part > 0:
            movements.append(Movement(movement.lot_id, part))
            wanted -= part
    return tuple(movements)
