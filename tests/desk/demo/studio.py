"""The sample studios that these tests look at, and how they are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from creditui.desk.demo import make_demo
from creditui.desk.find import resolve_member
from creditui.desk.session import Desk, open_desk
from creditui.domain.ledger import Entry
from creditui.domain.membership import MemberRecord
from creditui.store.engine import Store, open_store
from creditui.store.entries import member_entries
from creditui.store.records import read_record

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Noon:
    """A clock that stands at noon of a day."""

    day: date = TODAY

    def now(self) -> datetime:
        return datetime.combine(self.day, time(12), UTC)


@dataclass(frozen=True)
class Made:
    """A sample studio, and its database open for reading."""

    url: str
    store: Store
    clock: Noon

    def desk(self, username: str) -> Desk:
        return open_desk(self.url, username, clock=self.clock)

    def record(self, reference: str) -> MemberRecord:
        record = read_record(self.store, self.member_id(reference))
        assert record is not None
        return record

    def member_id(self, reference: str) -> int:
        desk = self.desk("audrey")
        try:
            return resolve_member(desk, reference).id
        finally:
            desk.close()

    def entries(self, reference: str) -> tuple[Entry, ...]:
        """The member's entries, oldest first."""
        return member_entries(self.store, self.member_id(reference), limit=1_000)[::-1]


def make(folder: Path, *, members: int = 50, seed: int = 1, today: date = TODAY) -> Made:
    """Make a sample studio in a database of its own in `folder`."""
    url = str(folder / f"studio-{members}-{seed}-{today}.db")
    clock = Noon(today)
    make_demo(url, members=members, seed=seed, clock=clock, owner="owner")
    return Made(url, open_store(url, read_only=True), clock)
