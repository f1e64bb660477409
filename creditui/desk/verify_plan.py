"""What a verification looks at, fixed at its start, in parts that can be done in any order (R23).

What the plan rests on is looked at here and now: the shape of the database, the seals' chain, the
clock's records, and what lies outside of every part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from creditui.domain.clock_record import ClockRecord, check_records
from creditui.domain.finding import Finding
from creditui.domain.merkle import CHUNK
from creditui.domain.seal import Seal, check_links, digest_of
from creditui.store.altered import altered_shape, tables
from creditui.store.clock_records import clock_records, untrue_record
from creditui.store.engine import Store
from creditui.store.history import MemberRange, member_ranges
from creditui.store.scanning import entries_after, last_entry, last_lot, scan_edges
from creditui.store.seals import seals_as_found
from creditui.store.verifying import IMPOSSIBLE, EntryRange, LotRange, Part, Table

IN_ONE_GO = 2_000
"""Entries of members whose ledgers are followed as one part."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be looked at."""

    bound: int = 0
    """The newest entry."""
    since: int = 0
    """What came up to this entry is not looked at by its place."""
    seals: tuple[Seal, ...] = ()
    last_seal: Seal | None = None
    """The newest seal; None also where the seals are no chain."""
    clock: tuple[ClockRecord, ...] = ()
    tables: tuple[Table, ...] = ()
    stretches: tuple[tuple[Seal | None, tuple[EntryRange, ...]], ...] = ()
    """Each seal's entries, and those after the last seal, cut into parts."""
    others: tuple[MemberRange | LotRange, ...] = ()
    findings: tuple[Finding, ...] = ()
    """What the plan itself came upon."""
    sound: bool = True
    """Whether the tables can be read; where they can't, nothing else is known."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """All of it; first what takes longest, so that it is not what is waited for."""
        stretches = (part for _, parts in self.stretches for part in parts)
        return (*self.tables, *stretches, *self.others)


def plan_verification(store: Store, *, since_seal: bool) -> Plan:
    """The plan for a whole verification, or for what came after the last seal.

    Where tables are not those that creditui made, that is all that is found: nothing that stands in
    them can be followed. Raises StoreError where the database can't be read.
    """
    altered, sound = altered_shape(store)
    if not sound:
        return Plan(findings=altered, sound=False)
    bound = last_entry(store)
    seals, wrong = _seals(store)
    last_seal = seals[-1] if seals and not wrong else None
    clock, untrue = _clock(store)
    findings = (*altered, *wrong, *untrue, *scan_edges(store, bound))
    since = min(last_seal.last_entry, bound) if since_seal and last_seal else 0
    members = member_ranges(store, IN_ONE_GO, since)
    # Numbers may lie far apart where somebody chose them. Then one up to their count is missing.
    count = entries_after(store, since) if since else sum(each.entries for each in members)
    return Plan(
        bound,
        since,
        seals,
        last_seal,
        clock,
        () if since else tuple(map(Table, tables(store))),
        tuple(_stretches(() if since else seals, since, min(bound, since + count))),
        (*members, *(LotRange(*ends) for ends in _chunks(1, last_lot(store)))),
        findings,
    )


def _seals(store: Store) -> tuple[tuple[Seal, ...], Sequence[Finding]]:
    """The seals, and what is wrong with their chain."""
    try:
        seals = seals_as_found(store)
        for seal in seals:  # raises where one holds no value of a seal's, whatever is before it
            digest_of(seal)
        broken = check_links(seals)
    except IMPOSSIBLE as error:
        return (), [Finding("seal", "a seal holds what no seal holds", found=str(error))]
    return seals, [] if broken is None else [Finding("seal", broken)]


def _clock(store: Store) -> tuple[tuple[ClockRecord, ...], Sequence[Finding]]:
    """The clock's records, and what is wrong with them or with the times that they speak of."""
    try:
        records = clock_records(store)
        broken = check_records(records)
    except IMPOSSIBLE as error:
        message = "a clock record holds what none holds"
        return (), [Finding("clock", message, found=str(error))]
    findings = [] if broken is None else [Finding("clock", broken)]
    untrue = untrue_record(store)
    if untrue is not None:
        message = f"its time is not what clock record {untrue[0]} says of it"
        findings.append(Finding("clock", message, untrue[1]))
    return records if broken is None else (), findings


def _stretches(
    seals: Iterable[Seal], since: int, last: int
) -> Iterator[tuple[Seal | None, tuple[EntryRange, ...]]]:
    """The entries after `since`, seal by seal; what seals say is not yet known to be true."""
    first = since + 1
    for seal in seals:
        if first <= seal.last_entry <= last:
            yield seal, tuple(EntryRange(*ends) for ends in _chunks(first, seal.last_entry))
            first = seal.last_entry + 1
    if first <= last:
        yield None, tuple(EntryRange(*ends) for ends in _chunks(first, last))


def _chunks(first: int, last: int) -> Iterator[tuple[int, int]]:
    """Both ends of each part of a stretch of numbers."""
    return ((n, min(n + CHUNK - 1, last)) for n in range(first, last + 1, CHUNK))
