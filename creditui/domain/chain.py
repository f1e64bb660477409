"""A member's ledger from its first entry on: whether each entry follows from those before it.

`MemberChain` holds what the entries so far add up to, and nothing else: the last number and hash,
what is left in each lot, what each period allocates. All that it is told comes from the database;
all that it believes, it has worked out itself (R3, R7, R22).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from creditui.domain.encoding import entry_hash
from creditui.domain.entry_rules import check_correction, check_entry
from creditui.domain.finding import Finding, fault
from creditui.domain.held import Held, check_taken, check_taken_back, held_of
from creditui.domain.kinds import Kind
from creditui.domain.ledger import GENESIS, Entry

Find = Callable[[int], Entry | None]
"""Finds the entry with an id, in the same snapshot of the database."""

# Named here for the reason that entry_rules.py gives.
_BRINGS_BACK = frozenset({Kind.GIVE_BACK, Kind.ADD, Kind.EXTEND})
_TAKES_LIVING = frozenset({Kind.USE, Kind.REMOVE})
_EXPIRES = frozenset({Kind.EXPIRE})
_REMOVES = frozenset({Kind.REMOVE})
_GIVES_BACK = frozenset({Kind.GIVE_BACK})


Alone = tuple[bytes, Finding | None]
"""The hash of an entry, and what is wrong with it by itself."""


def alone(entries: Sequence[Entry]) -> list[Alone]:
    """What can be said of each entry without the others.

    All are hashed, then all are checked. One by one, with all that a chain asks of an entry between
    them, each would find its code gone from the processor's cache: it takes a sixth longer.
    """
    hashes = [entry_hash(entry) for entry in entries]
    return [*zip(hashes, [check_entry(entry) for entry in entries], strict=True)]


class MemberChain:
    """What a member's entries add up to; `follow` takes them one by one, oldest first."""

    def __init__(self, find: Find) -> None:
        self._find = find
        self._seq = self._id = 0
        self._hash = GENESIS
        self._lots: dict[int, Held] = {}
        self._open: dict[str, dict[int, Held]] = {}
        """The lots with something left, by service: all that a balance needs."""
        self._allocations: dict[tuple[int | None, str], int] = {}
        self._corrected: set[int] = set()

    def follow(self, entry: Entry, known: Alone | None = None) -> Finding | None:
        """What is wrong with the member's next entry, or None. A finding ends the chain.

        `known` is what `alone` said of it, where it was asked.
        """
        own_hash, by_itself = alone([entry])[0] if known is None else known
        found = self._check_link(entry, own_hash) or by_itself or self._check_corrects(entry)
        found = found or self._check_allocation(entry)
        if found is not None:
            return found
        for lot in entry.new_lots:
            if lot.id in self._lots:
                return fault(entry, "lot", f"lot {lot.id} was there before", "a new lot", lot.id)
            self._lots[lot.id] = held_of(lot, entry.service)
        alive = self._alive(entry)
        found = _check_before(entry, alive)
        if found is None and entry.kind in _TAKES_LIVING and entry.corrects is None:
            found = check_taken(entry, alive, self._lots)
        return found or self._move(entry)

    def _alive(self, entry: Entry) -> list[Held]:
        """The lots with something left that counted for its service on that day (R3)."""
        day, lots = entry.studio_date, self._open.get(entry.service)
        if not lots:
            return []
        return [held for held in lots.values() if held.starts_on <= day <= held.ends_on]

    def _check_link(self, entry: Entry, own_hash: bytes) -> Finding | None:
        """Its number, its link to the entry before, and its own hash (R22)."""
        self._seq += 1
        if entry.seq != self._seq:
            message = "it is not the member's next entry"
            return fault(entry, "sequence", message, self._seq, entry.seq)
        if entry.prev_hash != self._hash:
            message = "it is not linked to the member's entry before it"
            return fault(entry, "link", message, self._hash, entry.prev_hash)
        self._hash = own_hash
        if entry.hash != own_hash:
            message = "its hash is not that of what it says: one of the two was changed"
            return fault(entry, "hash", message, own_hash, entry.hash)
        if entry.id <= self._id:
            message = "its number is below that of the member's entry before it"
            return fault(entry, "sequence", message, f"above {self._id}", entry.id)
        self._id = entry.id
        return None

    def _check_corrects(self, entry: Entry) -> Finding | None:
        """At most one correction of each entry, and a true opposite (R8, R16)."""
        corrects = entry.corrects
        if corrects is None:
            if entry.kind in _GIVES_BACK:
                return fault(entry, "correction", "it gives back no use", "a use", None)
            return None
        if corrects in self._corrected:
            message = f"entry {corrects} was corrected before"
            return fault(entry, "correction", message, "one correction at most", corrects)
        self._corrected.add(corrects)
        target = self._find(corrects)
        found = check_correction(entry, target)
        if found is None and target is not None and entry.kind in _REMOVES:
            found = check_taken_back(entry, target, self._lots)
        return found

    def _check_allocation(self, entry: Entry) -> Finding | None:
        """The allocation before is the one that the last setting left (R12)."""
        if entry.allocation_before is None or entry.allocation_after is None:
            return None
        key = entry.period_id, entry.service
        present = self._allocations.get(key, 0)
        if entry.allocation_before != present:
            message = "its allocation before is not the last one"
            return fault(entry, "allocation", message, present, entry.allocation_before)
        self._allocations[key] = entry.allocation_after
        return None

    def _move(self, entry: Entry) -> Finding | None:
        """Apply the movements, each within what its lot bears (R7); the balance after it (R3)."""
        open_lots = self._open.setdefault(entry.service, {})
        made = {lot.id for lot in entry.new_lots} if entry.new_lots else ()
        day, balance = entry.studio_date, entry.balance_before
        for movement in entry.movements:
            lot_id, credits = movement.lot_id, movement.credits
            held = self._lots.get(lot_id)
            if held is None or held.service != entry.service:
                message = f"lot {lot_id} is not one of the member's for this service"
                return fault(entry, "lot", message, "a lot of hers", f"lot {lot_id}")
            found = None if lot_id in made else _check_movement(entry, held, credits)
            if found is not None:
                return found
            if held.starts_on <= day <= held.ends_on:
                balance += credits
            held.left += credits
            if not 0 <= held.left <= held.lot.granted:
                message = f"lot {lot_id} can't bear it"
                bounds = f"0 to {held.lot.granted} left"
                return fault(entry, "lot", message, bounds, f"{held.left} left")
            if held.left:
                open_lots[lot_id] = held
            else:
                open_lots.pop(lot_id, None)
        if entry.balance_after != balance:
            message = "its balance after does not follow from its movements"
            return fault(entry, "balance", message, balance, entry.balance_after)
        return None


def _check_before(entry: Entry, alive: list[Held]) -> Finding | None:
    """The balance before is what was left in the lots alive that day (R3)."""
    balance = sum([held.left for held in alive])
    if entry.balance_before != balance:
        message = "its balance before is not what the entries before it leave"
        return fault(entry, "balance", message, balance, entry.balance_before)
    return None


def _check_movement(entry: Entry, held: Held, credits: int) -> Finding | None:
    """Whether an entry of that kind may do this to a lot that was there before."""
    lot_id, kind, day = held.lot.id, entry.kind, entry.studio_date
    if not credits:
        return fault(entry, "lot", f"it moves nothing on lot {lot_id}", "credits", "0")
    if credits > 0 and (kind not in _BRINGS_BACK or (kind is Kind.ADD and entry.corrects is None)):
        message = f"{kind.value} brings credits back into lot {lot_id}"
        return fault(entry, "lot", message, "a new lot", f"{credits:+d} on lot {lot_id}")
    if credits < 0 and kind in _TAKES_LIVING and held.ends_on < day:
        message = f"lot {lot_id} had expired: nothing could be taken from it"
        return fault(entry, "lot", message, f"{day} or later", held.lot.expires_on)
    if kind in _EXPIRES and day <= held.ends_on:
        message = f"lot {lot_id} had not expired"
        last = held.lot.expires_on
        return fault(entry, "expiry", message, f"before {day}", last or "no expiry")
    if kind in _EXPIRES and held.left + credits:
        message = f"it does not write off all that was left in lot {lot_id}"
        return fault(entry, "expiry", message, f"{-held.left:+d}", f"{credits:+d}")
    return None
