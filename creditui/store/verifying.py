"""The parts of a verification, each done by whichever process is free, on a connection of its own.

A part is small, is read in one snapshot, and says what it found: whoever asked puts the answers
together. What others write meanwhile follows on what is there, so each part sees a sound ledger.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
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
    member = first = None
    chain, recent = _begun(store)
    for batch in batches_of(store, part):
        for entry, known in zip(batch, _by_themselves(batch), strict=True):
            if entry.member_id != member:
                if first is not None:
                    findings.append(first)
                member, first = entry.member_id, None
                chain, recent = _begun(store)
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
    if first is not None:
        findings.append(first)
    return Checked(count, findings=tuple(findings))


def _begun(store: Store) -> tuple[MemberChain, deque[Entry]]:
    """A member's chain before her first entry, and where her entries are at hand for it."""
    recent: deque[Entry] = deque(maxlen=RECENT)

    def find(entry_id: int) -> Entry | None:
        near = next((each for each in reversed(recent) if each.id == entry_id), None)
        return near or _find(store, entry_id)

    return MemberChain(find), recent


def _by_themselves(batch: Sequence[Entry | Finding]) -> Sequence[Alone | None]:
    """What can be said of each entry by itself: None where that must be seen yet."""
    entries = [entry for entry in batch if isinstance(entry, Entry)]
    if len(entries) == len(batch):
        with suppress(*IMPOSSIBLE):  # one of them: it is found when its turn comes
            return alone(entries)
    return [None] * len(batch)


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
