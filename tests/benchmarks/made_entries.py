"""Made-up entries that keep every rule: the acts of a large studio over five years, in their order.

Most are uses, one in twenty is an adjustment by one of thirty people; lots run out, uses are given
back, adds corrected. Numbers, balances, links and hashes are true, so that `verify` finds nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from creditui.domain.encoding import entry_hash
from creditui.domain.instant import microseconds
from creditui.domain.kinds import Kind, Source
from creditui.domain.ledger import GENESIS, Entry
from creditui.domain.lots import Movement, NewLot, burn_down_key, put_back

STARTED = date(2021, 1, 1)
DAYS = 2000
TODAY = STARTED + timedelta(days=DAYS)
SERVICES = tuple(f"service{n}" for n in range(1, 6))
NOTES = (
    "waited twenty minutes for a late therapist",
    "the room was cold and the shower did not work",
    "first visit, a gift from the front desk",
    "booked twice by mistake, see the ticket",
    "policy: no show without a call",
)
SYSTEM = (1, "system", "System")
FIRST_STAFF = 10
STAFF = tuple((FIRST_STAFF + n, f"staff{n}", f"Staff {n}") for n in range(30))

Signer = tuple[int, str, str]


@dataclass(slots=True)
class Held:
    """A lot and what is left in it."""

    lot: NewLot
    left: int

    def alive(self, day: date) -> bool:
        return self.lot.expires_on is None or self.lot.expires_on >= day


@dataclass(slots=True)
class _Member:
    id: int
    seq: int = 0
    hash: bytes = GENESIS
    open: dict[str, list[Held]] = field(default_factory=dict)
    """Her lots with something left, by service, as they burn down."""


@dataclass(slots=True)
class _Act:
    """What an act does; who, when and the figures that follow are added by the studio."""

    kind: Kind
    service: str
    signer: Signer
    moves: list[tuple[Held, int]]
    new_lots: tuple[NewLot, ...] = ()
    reason: str | None = None
    note: str = ""
    flags: tuple[str, ...] = ()
    corrects: int | None = None


class MadeStudio:
    """A studio that makes `entries` entries; one member for each hundred of them."""

    def __init__(self, entries: int) -> None:
        self.count = entries
        self.members = [_Member(n) for n in range(1, entries // 100 + 2)]
        self._rng = random.Random(1)
        self._lots = 0
        self._day = STARTED
        self._uses: list[tuple[_Member, Entry, list[Held]]] = []
        self._adds: list[tuple[_Member, int, str, Held]] = []

    def entries(self) -> Iterator[Entry]:
        """Every entry, the oldest first."""
        start = microseconds(datetime(STARTED.year, 1, 1, tzinfo=UTC))
        step = DAYS * 86_400_000_000 // (self.count + 1)
        for id in range(1, self.count + 1):
            self._day = STARTED + timedelta(days=id * DAYS // (self.count + 1))
            member, act = self._act(self._rng.random())
            entry = self._entry(id, start + id * step, member, act)
            if act.kind is Kind.USE and self._rng.random() < 0.05:
                self._uses.append((member, entry, [held for held, _ in act.moves]))
            elif act.kind is Kind.ADD and self._rng.random() < 0.1:
                self._adds.append((member, id, act.service, act.moves[0][0]))
            yield entry

    def left(self) -> Iterator[tuple[int, int]]:
        """What is left in the end, and in which lot; every other lot is empty."""
        for member in self.members:
            for lots in member.open.values():
                yield from ((held.left, held.lot.id) for held in lots)

    def _act(self, chance: float) -> tuple[_Member, _Act]:
        rng = self._rng
        if chance < 0.03 and self._uses:
            return self._give_back(*self._uses.pop())
        if chance < 0.032 and self._adds:
            member, entry_id, service, held = self._adds.pop()
            if held.left:
                signer, note = self._adjuster(), rng.choice(NOTES)
                taken = [(held, -held.left)]
                act = _Act(Kind.REMOVE, service, signer, taken, (), "correction", note)
                act.corrects = entry_id
                return member, act
        member = rng.choice(self.members)
        for service, lots in member.open.items():
            gone = [(held, -held.left) for held in lots if not held.alive(self._day)]
            if gone:
                return member, _Act(Kind.EXPIRE, service, SYSTEM, gone)
        if chance < 0.072:
            return member, self._add(member, rng.choice(SERVICES))
        if not member.open or chance < 0.17:
            return member, self._allocation(member, rng.choice(SERVICES))
        service, lots = rng.choice([*member.open.items()])
        if chance < 0.18:
            taken = self._taken(lots, rng.choice((1, 1, 2)))
            reason, note = rng.choice(("correction", "policy")), rng.choice(NOTES)
            signer = self._adjuster()
            return member, _Act(Kind.REMOVE, service, signer, taken, (), reason, note)
        return member, _Act(Kind.USE, service, STAFF[rng.randrange(4)], self._taken(lots, 1))

    def _adjuster(self) -> Signer:
        return STAFF[int(len(STAFF) * self._rng.random() ** 2)]

    def _allocation(self, member: _Member, service: str) -> _Act:
        held = self._lot(member, Source.ALLOCATION, self._rng.choice((4, 4, 8, 8, 12)), 400)
        moves = [(held, held.lot.granted)]
        return _Act(Kind.ALLOCATION, service, SYSTEM, moves, (held.lot,))

    def _add(self, member: _Member, service: str) -> _Act:
        rng = self._rng
        credits, days = rng.choice((1, 1, 1, 2, 3, 5, 50)), rng.choice((None, 60, 400))
        held = self._lot(member, Source.ADD, credits, days)
        reason = rng.choice(("recovery", "promotion", "correction", "goodwill"))
        moves, note = [(held, credits)], rng.choice(NOTES)
        act = _Act(Kind.ADD, service, self._adjuster(), moves, (held.lot,), reason, note)
        act.flags = rng.choice(((), (), (), ("over_allocation",), ("short_expiry", "paused")))
        return act

    def _lot(self, member: _Member, source: Source, credits: int, days: int | None) -> Held:
        self._lots += 1
        expires = None if days is None else self._day + timedelta(days=days)
        return Held(NewLot(self._lots, credits, source, self._day, expires, member.id, None), 0)

    def _taken(self, lots: list[Held], credits: int) -> list[tuple[Held, int]]:
        taken = []
        for held in lots:
            part = min(credits, held.left)
            if part:
                taken.append((held, -part))
                credits -= part
        return taken

    def _give_back(self, member: _Member, use: Entry, lots: list[Held]) -> tuple[_Member, _Act]:
        by_id = {held.lot.id: held for held in lots}
        moves = [(by_id[back.lot_id], back.credits) for back in put_back(use.movements)]
        act = _Act(Kind.GIVE_BACK, use.service, STAFF[self._rng.randrange(4)], moves)
        act.corrects = use.id
        if not all(held.alive(self._day) for held, _ in moves):
            act.flags = ("to_expired_lot",)
        return member, act

    def _entry(self, id: int, at: int, member: _Member, act: _Act) -> Entry:
        """Do it: what is left, the balances around it, the number and the link."""
        rng, day = self._rng, self._day
        lots = member.open.setdefault(act.service, [])
        before = sum([held.left for held in lots if held.alive(day)])
        after = before + sum([credits for held, credits in act.moves if held.alive(day)])
        for held, credits in act.moves:
            held.left += credits
            if held.left and held not in lots:
                lots.append(held)
                lots.sort(key=lambda held: burn_down_key(held.lot))
            elif not held.left:
                lots.remove(held)
        if not lots:
            del member.open[act.service]
        via = act.kind is Kind.ADD and rng.random() < 0.0125
        member.seq += 1
        fields = (
            id, member.seq, act.kind, sum([credits for _, credits in act.moves]),
            member.id, member.id, None, act.service, *act.signer,
            FIRST_STAFF if via else None, "staff0" if via else None, at, day,
            act.reason, act.note, f"B-{id}" if act.kind is Kind.USE else "",
            f"{rng.getrandbits(128):032x}", rng.randbytes(32), act.corrects,
            before, after, None, None, act.flags,
            tuple([Movement(held.lot.id, credits) for held, credits in act.moves]),
            act.new_lots, member.hash,
        )  # fmt: skip
        member.hash = entry_hash(Entry(*fields, b""))
        return Entry(*fields, member.hash)
