"""Verify the ledger: work everything out again from its entries, and believe nothing else (R23)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from creditui.desk.parallel import check_all, cores
from creditui.desk.session import Desk
from creditui.desk.verify_plan import Plan, plan_verification
from creditui.domain.clock_record import ClockRecord
from creditui.domain.finding import Finding, in_order
from creditui.domain.merkle import root_of_nodes
from creditui.domain.people import Permission
from creditui.domain.seal import Seal, SealText
from creditui.store.engine import Store
from creditui.store.history import MemberRange
from creditui.store.transaction import reading
from creditui.store.verifying import Checked

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
    """The newest; None also where the seals are no chain."""
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
        plan = plan_verification(store, since_seal=since_seal)
    if processes is None:
        processes = 1 if plan.bound - plan.since < SMALL else cores()
    answers = _answers(store, plan, processes, progress)
    findings = [*plan.findings, *(f for each in answers.values() for f in each.findings)]
    findings += _roots(plan, answers)
    findings += _counted(plan, answers, findings)
    if plan.sound:
        findings += _against(plan.seals, against)
    return Verified(
        entries=_seen(plan, answers),
        last_entry=plan.bound,
        since=plan.since,
        seals=len(plan.seals),
        last_seal=plan.last_seal,
        clock=plan.clock,
        against=tuple(against),
        findings=in_order(findings),
    )


def _answers(
    store: Store, plan: Plan, processes: int, progress: Callable[[int, int], None] | None
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


def _roots(plan: Plan, answers: dict[int, Checked]) -> Iterator[Finding]:
    """The seals whose root is not that of the entries that are there."""
    number = len(plan.tables)
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
    plan: Plan, answers: dict[int, Checked], findings: Iterable[Finding]
) -> Iterator[Finding]:
    """Whether the same entries were seen by member and by id."""
    known = any(finding.code in ("missing", "stray") for finding in findings)
    seen = _seen(plan, answers)
    if not plan.since and not known and seen != plan.bound:
        message = "not every entry is found by its member: an index is damaged"
        yield Finding("index", message, None, None, f"{plan.bound} entries", f"{seen} entries")


def _seen(plan: Plan, answers: dict[int, Checked]) -> int:
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
