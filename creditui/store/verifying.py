"""The parts of a verification, each done by whichever process is free, on a connection of its own.

A part is small, is read in one snapshot, and says what it found: whoever asked puts the answers
together. What others write meanwhile follows on what is there, so each part sees a sound ledger.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from struct import error as struct_error

from creditui.domain.chain import Alone, MemberChain, alone
from creditui.domain.finding import Finding
from creditui.domain.ledger import Entry
from creditui.domain.merkle import EMPTY_ROOT
from creditui.store.altered import unsound
from creditui.store.engine import Store
from creditui.store.errors import StoreError
from creditui.store.history import UNREADABLE, MemberRange, batches_of
from creditui.store.scanning import scan_entries, scan_lots
from creditui.store.transaction import reading


@dataclass(frozen=True, slots=True)
class EntryRange:
    """Entries by id, both ends included."""

    first: int
    last: int

    @property
    def entries(self) -> int:
        """How many there should be."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class LotRange:
    """Lots by id, both ends included."""

    first: int
    last: int

    @property
    def entries(self) -> int:
        """How many there should be, counted as if they were entries."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its indices, which SQLite itself looks at."""

    name: str
    entries: int = 0
    """Nobody waits for entries here."""


RECENT = 256
"""Entries of a member that are at hand for those that correct them; others are read again."""

Part = Table | MemberRange | EntryRange | LotRange


@dataclass(frozen=True, slots=True)
class Checked:
    """What one part holds."""

    entries: int = 0
    """Entries that were seen, up to the bound."""
    root: bytes = EMPTY_ROOT
    """The Merkle root over the entries' hashes, of an EntryRange."""
    findings: tuple[Finding, ...] = ()


IMPOSSIBLE = (*UNREADABLE, ArithmeticError, struct_error)
"""What is raised where something holds what creditui never writes."""


def check(store: Store, part: Part, bound: int) -> Checked:
    """Check one part; only entries up to the id `bound` are counted. Raises StoreError."""
    try:
        with reading(store):
            return _check(store, part, bound)
    except IMPOSSIBLE as error:
        message = f"{_said(part)} can't be read ({type(error).__name__})"
        finding = Finding("unreadable", message, None, None, "what creditui writes", str(error))
        return Checked(findings=(finding,))


def _check(store: Store, part: Part, bound: int) -> Checked:
    match part:
        case MemberRange():
            return _check_members(store, part, bound)
        case EntryRange():
            scanned = scan_entries(store, part.first, part.last)
            return Checked(part.entries, scanned.root, scanned.findings)
        case LotRange():
            return Checked(findings=scan_lots(store, part.first, part.last))
        case Table():
            return Checked(findings=unsound(store, part.name))


def _said(part: Part) -> str:
    match part:
        case MemberRange():
            return f"what members {part.first} to {part.last} have"
        case EntryRange():
            return f"one of the entries {part.first} to {part.last}"
        case LotRange():
            return f"one of the lots {part.first} to {part.last}"
        case Table():
            return f"the table {part.name}"


def _check_members(store: Store, part: MemberRange, bound: int) -> Checked:
    """Follow each member's chain up to the first entry of hers that fails."""
    count = 0
    findings: list[Finding] = []
    for _member, entries in groupby(_looked_at(store, part), lambda each: each[0].member_id):
        seen, found = _check_member(store, entries, bound)
        count += seen
        if found is not None:
            findings.append(found)
    return Checked(count, findings=tuple(findings))


def _looked_at(store: Store, part: MemberRange) -> Iterator[tuple[Entry | Finding, Alone | None]]:
    """The entries, and what can be said of each by itself: None where that must be seen yet."""
    for batch in batches_of(store, part):
        entries = [entry for entry in batch if isinstance(entry, Entry)]
        known: Sequence[Alone | None] = [None] * len(batch)
        if len(entries) == len(batch):
            with suppress(*IMPOSSIBLE):  # one of them: it is found when its turn comes
                known = alone(entries)
        yield from zip(batch, known, strict=True)


def _check_member(
    store: Store, entries: Iterator[tuple[Entry | Finding, Alone | None]], bound: int
) -> tuple[int, Finding | None]:
    """How many entries up to `bound` a member has, and the first of them that fails."""
    recent: deque[Entry] = deque(maxlen=RECENT)

    def find(entry_id: int) -> Entry | None:
        near = next((each for each in recent if each.id == entry_id), None)
        return near or _find(store, entry_id)

    chain = MemberChain(find)
    count = 0
    first: Finding | None = None
    for entry, known in entries:
        if isinstance(entry, Finding):
            count += (entry.entry_id or 0) <= bound
            first = first or entry
            continue
        count += entry.id <= bound
        if first is None:
            first = _follow(chain, entry, known)
            recent.append(entry)
        elif entry.id < (first.entry_id or 0):
            # An earlier entry under a later number: it was moved, and is the one to be named.
            first = _follow(MemberChain(lambda _: None), entry) or first
    return count, first


def _follow(chain: MemberChain, entry: Entry, known: Alone | None = None) -> Finding | None:
    """What is wrong with the entry; a value of a kind that no entry has is wrong too."""
    try:
        return chain.follow(entry, known)
    except IMPOSSIBLE as error:
        message = f"it can't be an entry ({type(error).__name__})"
        return Finding("unreadable", message, entry.id, entry.member_id, "an entry", str(error))


def _find(store: Store, entry_id: int) -> Entry | None:
    """The entry that another corrects; None also where it can't be read as one."""
    from creditui.store.entries import read_entry  # with peewee, which most parts never need

    try:
        return read_entry(store, entry_id)
    except UNREADABLE:
        return None
    except StoreError as error:
        if isinstance(error.__cause__, UNREADABLE):
            return None
        raise
