"""Verify the ledger: work everything out again from its entries, and believe nothing else (R23)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from creditui.desk.parallel import check_all, cores
from creditui.desk.session import Desk
from creditui.domain.clock_record import ClockRecord, check_records
from creditui.domain.finding import Finding, in_order
from creditui.domain.merkle import CHUNK, root_of_nodes
from creditui.domain.people import Permission
from creditui.domain.seal import Seal, SealText, check_links
from creditui.store.clock_records import clock_records, untrue_record
from creditui.store.engine import Store
from creditui.store.history import MemberRange, member_ranges
from creditui.store.scanning import bounds, scan_edges
from creditui.store.seals import seals_as_found
from creditui.store.transaction import reading
from creditui.store.verifying import Checked, EntryRange, LotRange, Part

IN_ONE_GO = 2_000
"""Entries of members whose ledgers are followed as one part."""
SMALL = 20_000
"""Entries up to which other processes take longer to start than the work takes."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification saw."""

    entries: int
    """How many entries were verified."""
    last_entry: int
    """The newest entry at the start: what came later was not all looked at."""
    since: int
    """Where it is not 0, only what came after this entry, and the members it touched, was."""
    seals: int
    last_seal: Seal | None
    clock: tuple[ClockRecord, ...]
    """Where the clock stood ahead, and was put right (R17)."""
    against: tuple[SealText, ...]
    """The seals it was held against."""
    findings: tuple[Finding, ...]
    """The first thing wrong with each member, seal and stretch; the first entry comes first."""

    @property
    def unsealed(self) -> int:
        """How many entries no seal covers yet."""
        return self.last_entry - (self.last_seal.last_entry if self.last_seal else 0)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be looked at, fixed at the start."""

    bound: int
    since: int
    seals: tuple[Seal, ...]
    clock: tuple[ClockRecord, ...]
    stretches: tuple[tuple[Seal | None, tuple[EntryRange, ...]], ...]
    """Each seal's entries, and those after the last seal, cut into parts."""
    others: tuple[MemberRange | LotRange, ...]
    findings: tuple[Finding, ...]
    """What the plan itself came upon."""

    @property
    def parts(self) -> tuple[Part, ...]:
        return (*(part for _, parts in self.stretches for part in parts), *self.others)


def verify(
    desk: Desk,
    *,
    since_seal: bool = False,
    against: Sequence[SealText] = (),
    progress: Callable[[int, int], None] | None = None,
    processes: int | None = None,
) -> Verified:
    """Recompute the ledger from its entries and say what does not agree.

    With `since_seal` what the last seal covers is trusted: looked at are the entries after it and,
    from their first entry on, the members they touch. `against` are seals from elsewhere, which the
    ledger must hold unchanged. `progress` is told how much is done, and of how much: each entry
    counts once for its member and once for its place. A large ledger is done in `processes`
    processes, by default one for each core.

    Raises Refused for a person who may not, StoreError where the database can't be read.
    """
    with reading(desk.store):
        desk.require(Permission.VIEW_STUDIO_LEDGER)
    return verify_store(
        desk.store, since_seal=since_seal, against=against, progress=progress, processes=processes
    )


def verify_store(
    store: Store,
    *,
    since_seal: bool = False,
    against: Sequence[SealText] = (),
    progress: Callable[[int, int], None] | None = None,
    processes: int | None = None,
) -> Verified:
    """As `verify`, by nobody in particular: for whoever owns the file (desk/own_file.py)."""
    with reading(store):
        plan = _plan(store, since_seal)
    if processes is None:
        processes = 1 if plan.bound - plan.since < SMALL else cores()
    answers = _answers(store, plan, processes, progress)
    findings = [*plan.findings, *(f for each in answers.values() for f in each.findings)]
    findings += _roots(plan, answers)
    findings += _counted(plan, answers, findings)
    findings += _against(plan.seals, against)
    return Verified(
        entries=_seen(plan, answers),
        last_entry=plan.bound,
        since=plan.since,
        seals=len(plan.seals),
        last_seal=plan.seals[-1] if plan.seals else None,
        clock=plan.clock,
        against=tuple(against),
        findings=in_order(findings),
    )


def _plan(store: Store, since_seal: bool) -> _Plan:
    bound, lots = bounds(store)
    seals = seals_as_found(store)
    broken = check_links(seals)
    findings = [] if broken is None else [Finding("seal", broken)]
    clock = clock_records(store)
    findings += _clock(store, clock)
    findings += scan_edges(store, bound)
    since = min(seals[-1].last_entry, bound) if since_seal and seals else 0
    others: list[MemberRange | LotRange] = [*member_ranges(store, IN_ONE_GO, since)]
    others += [LotRange(n, min(n + CHUNK - 1, lots)) for n in range(1, lots + 1, CHUNK)]
    stretches = tuple(_stretches(() if since else seals, since, bound))
    return _Plan(bound, since, seals, clock, stretches, tuple(others), tuple(findings))


def _clock(store: Store, records: Sequence[ClockRecord]) -> Iterator[Finding]:
    """What is wrong with the records of the clock, or with the times that they speak of."""
    broken = check_records(records)
    if broken is not None:
        yield Finding("clock", broken)
    untrue = untrue_record(store)
    if untrue is not None:
        message = f"its time is not what clock record {untrue[0]} says of it"
        yield Finding("clock", message, untrue[1])


def _answers(
    store: Store, plan: _Plan, processes: int, progress: Callable[[int, int], None] | None
) -> dict[int, Checked]:
    """What the look at each part of the plan found, by the part's number."""
    parts = plan.parts
    total = sum(part.entries for part in parts)
    answers: dict[int, Checked] = {}
    done = 0
    for number, checked in check_all(store, parts, plan.bound, processes):
        answers[number] = checked
        done += parts[number].entries
        if progress is not None:
            progress(done, total)
    return answers


def _stretches(
    seals: Iterable[Seal], since: int, bound: int
) -> Iterator[tuple[Seal | None, tuple[EntryRange, ...]]]:
    """The entries after `since`, seal by seal; what seals say is not yet known to be true."""
    first = since + 1
    for seal in seals:
        if first <= seal.last_entry <= bound:
            yield seal, _chunks(first, seal.last_entry)
            first = seal.last_entry + 1
    if first <= bound:
        yield None, _chunks(first, bound)


def _chunks(first: int, last: int) -> tuple[EntryRange, ...]:
    return tuple(EntryRange(n, min(n + CHUNK - 1, last)) for n in range(first, last + 1, CHUNK))


def _roots(plan: _Plan, answers: dict[int, Checked]) -> Iterator[Finding]:
    """The seals whose root is not that of the entries that are there."""
    number = 0
    for seal, parts in plan.stretches:
        root = root_of_nodes(answers[n].root for n in range(number, number + len(parts)))
        number += len(parts)
        if seal is not None and root != seal.root:
            message = (
                f"the entries {parts[0].first} to {parts[-1].last} are not those that seal"
                f" {seal.id} covers"
            )
            yield Finding("seal", message, None, None, seal.root.hex(), root.hex())
    for seal in plan.seals:
        if seal.last_entry > plan.bound:
            message = f"seal {seal.id} covers entries that are gone"
            expected = f"entries up to {seal.last_entry}"
            found = f"entries up to {plan.bound}"
            yield Finding("missing", message, plan.bound + 1, None, expected, found)
            return


def _counted(
    plan: _Plan, answers: dict[int, Checked], findings: Iterable[Finding]
) -> Iterator[Finding]:
    """Whether the same entries were seen by member and by id."""
    known = any(finding.code in ("missing", "stray") for finding in findings)
    seen = _seen(plan, answers)
    if not plan.since and not known and seen != plan.bound:
        message = "not every entry is found by its member: an index is damaged"
        yield Finding("index", message, None, None, f"{plan.bound} entries", f"{seen} entries")


def _seen(plan: _Plan, answers: dict[int, Checked]) -> int:
    parts = plan.parts
    return sum(
        checked.entries
        for number, checked in answers.items()
        if isinstance(parts[number], MemberRange)
    )


def _against(seals: Sequence[Seal], wanted: Iterable[SealText]) -> Iterator[Finding]:
    """The seals from elsewhere that the ledger does not hold as they were."""
    here = {seal.id: seal for seal in seals}
    for text in wanted:
        seal = here.get(text.id)
        if seal is None:
            message = f"seal {text.id} is not there: the ledger was rolled back, or its end cut off"
            yield Finding("against", message, None, None, str(text), f"{len(here)} seals")
        elif seal.text != text:
            message = f"seal {text.id} is another one: entries up to {text.last_entry} were changed"
            yield Finding("against", message, None, None, str(text), str(seal.text))
