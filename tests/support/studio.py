"""A small studio in a database of its own, at a fixed moment: what most tests start from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from creditui.domain.composing import change_of
from creditui.domain.kinds import Kind, Source
from creditui.domain.ledger import Entry
from creditui.domain.membership import Member, MemberRecord, Membership
from creditui.domain.people import Role, Staff
from creditui.domain.proposal import LotChange
from creditui.domain.reasons import DEFAULT_REASONS
from creditui.domain.settings import Settings
from creditui.domain.studio import ExpiryRule, PeriodLength, Plan, Service
from creditui.store.bulk import (
    insert_period_services,
    insert_periods,
    upsert_members,
    upsert_memberships,
    upsert_plan_services,
    upsert_plans,
    upsert_services,
)
from creditui.store.engine import Store, migrate, open_store
from creditui.store.ledger import NewEntry, append
from creditui.store.records import read_record
from creditui.store.signing_in import read_staff
from creditui.store.staff import IMPORT, insert_staff
from creditui.store.studio import write_reasons, write_settings
from creditui.store.transaction import reading, writing

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
"""Friday noon in Europe/London, where the studio is; no daylight saving then."""
TODAY = date(2026, 11, 20)
PERIOD_STARTS = date(2026, 11, 1)
PERIOD_ENDS = date(2026, 11, 30)

SERVICES = (Service("massage", "Massage"), Service("reformer", "Reformer class"))
GOLD = Plan("gold", "Gold Monthly", PeriodLength.MONTH, ExpiryRule(), {"massage": 8, "reformer": 4})
PEOPLE = (
    ("alice", "Alice Adams", Role.STAFF),
    ("mona", "Mona Meyer", Role.MANAGER),
    ("audrey", "Audrey Aoki", Role.AUDITOR),
    ("ada", "Ada Adler", Role.ADMIN),
)

_STARTED = date(2026, 1, 1)
_CANCELLED = TODAY - timedelta(days=48)
_LONG_GONE = TODAY - timedelta(days=61)
MEMBERSHIPS = (
    Membership(0, 1, GOLD, _STARTED, external_id="ms-maya"),
    Membership(0, 2, GOLD, _STARTED, paused=True, external_id="ms-paula"),
    Membership(0, 3, GOLD, _STARTED, past_due=True, external_id="ms-dora"),
    Membership(0, 4, GOLD, _STARTED, cancelled_on=_CANCELLED, external_id="ms-grace"),
    Membership(0, 5, GOLD, _STARTED, cancelled_on=_LONG_GONE, external_id="ms-gone"),
    Membership(0, 6, GOLD, _STARTED, ends_on=TODAY - timedelta(days=1), external_id="ms-exa"),
    Membership(0, 7, GOLD, TODAY + timedelta(days=10), external_id="ms-una"),
)
"""A membership of each standing, in the order of `MEMBERS`; *maya* has the active one."""

MEMBERS = (
    Member(0, "Maya Okafor", "maya@example.org", "+44 7700 900123", "maya", _STARTED),
    Member(0, "Paula Paused", "paula@example.org", "+44 7700 900124", "paula", _STARTED),
    Member(0, "Dora Due", "dora@example.org", "+44 7700 900125", "dora", _STARTED),
    Member(0, "Grace Núñez", "grace@example.org", "+44 7700 900126", "grace", _STARTED),
    Member(0, "Gone O'Brien", "gone@example.org", "+44 7700 900127", "gone", _STARTED),
    Member(0, "Exa Pired", "exa@example.org", "+44 7700 900128", "exa", _STARTED),
    Member(0, "Una Upcoming", "una@example.org", "+44 7700 900129", "una", _STARTED),
    Member(0, "Nora None", "nora@example.org", "", "nora", _STARTED),
)
"""*nora* has no membership at all."""
WITH_CREDITS = tuple(member.external_id for member in MEMBERS[: len(MEMBERSHIPS)])


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until a test moves it."""

    instant: datetime = NOW

    def now(self) -> datetime:
        """The instant it stands at."""
        return self.instant

    def advance(self, **by: float) -> None:
        """Move it on: `advance(days=1, hours=2)`."""
        self.instant += timedelta(**by)


@dataclass(slots=True)
class Studio:
    """The sample studio with its open, writing store."""

    store: Store
    path: Path
    clock: FixedClock
    requests: Iterator[int] = field(default_factory=lambda: count(101))
    """Numbers for request ids; the first hundred are the sample's own."""

    @property
    def url(self) -> str:
        """What `open_store` and `--db` take."""
        return str(self.path)

    def staff(self, username: str) -> Staff:
        """A person by username; the test fails where there is none."""
        found = read_staff(self.store, username)
        assert found is not None, username
        return found

    def member_id(self, external_id: str = "maya") -> int:
        """A member's id by external id."""
        found: int = self.store.row("SELECT id FROM member WHERE external_id = ?", (external_id,))[
            0
        ]
        return found

    def record(self, external_id: str = "maya") -> MemberRecord:
        """All about a member by external id."""
        with reading(self.store):
            found = read_record(self.store, self.member_id(external_id))
        assert found is not None, external_id
        return found

    def draft(
        self,
        kind: Kind,
        lots: tuple[LotChange, ...],
        *,
        external_id: str = "maya",
        service: str = "massage",
        actor: str = "mona",
        day: date = TODAY,
    ) -> NewEntry:
        """A draft whose figures follow from `lots`; alter it with `dataclasses.replace`."""
        record = self.record(external_id)
        before = sum(lot.left for lot in record.lots if lot.service == service and lot.alive(day))
        alive = [
            change.credits
            for change in lots
            if change.starts_on <= day and (change.expires_on is None or change.expires_on >= day)
        ]
        reasoned = kind in (Kind.ADD, Kind.REMOVE)
        return NewEntry(
            kind=kind,
            credits=sum(change.credits for change in lots),
            member_id=record.member.id,
            membership_id=lots[0].membership_id if lots else None,
            period_id=lots[0].period_id if lots else None,
            service=service,
            actor=self.staff(actor),
            via=None,
            instant=self.clock.now(),
            studio_date=day,
            reason="correction" if reasoned else None,
            note="a sentence that says why" if reasoned else "",
            reference="",
            request_id=f"test-{next(self.requests)}",
            request_digest=bytes(32),
            corrects=None,
            balance_before=before,
            balance_after=before + sum(alive),
            allocation_before=None,
            allocation_after=None,
            flags=(),
            lots=lots,
        )

    def grant(
        self, credits: int, *, external_id: str = "maya", service: str = "massage", days: int = 30
    ) -> LotChange:
        """A new complimentary lot from today, with an expiry `days` away."""
        memberships = self.record(external_id).memberships
        return LotChange(
            lot_id=None,
            credits=credits,
            left_before=0,
            left_after=credits,
            source=Source.ADD,
            starts_on=TODAY,
            expires_on=TODAY + timedelta(days=days),
            membership_id=memberships[0].id if memberships else None,
            period_id=None,
        )

    def move(self, lot_id: int, credits: int, *, external_id: str = "maya") -> LotChange:
        """A change of `credits` to a lot that is there."""
        lot = self.record(external_id).lot(lot_id)
        assert lot is not None, lot_id
        return change_of(lot, credits)

    def append(self, draft: NewEntry) -> Entry:
        """Append one entry in a transaction of its own."""
        with writing(self.store):
            return append(self.store, draft)

    def add(self, credits: int = 2, *, external_id: str = "maya") -> Entry:
        """Add credits for a massage, as mona."""
        grant = self.grant(credits, external_id=external_id)
        return self.append(self.draft(Kind.ADD, (grant,), external_id=external_id))


def make_studio(folder: Path, name: str = "studio.db", at: datetime = NOW) -> Studio:
    """A migrated database in `folder` with the sample studio, open for writing. Close it after.

    Its first entries are of the hour before `at`, whatever the date of its lots. It is written once
    for each process; the other studios are copies of that one, taken while it was closed.
    """
    path = folder / name
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_written(at))
    return Studio(open_store(str(path)), path, FixedClock(at))


@cache
def _written(at: datetime) -> bytes:
    """The whole database file of the sample studio at `at`."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "studio.db")
        store = open_store(str(path), create=True)
        migrate(store)
        _fill(Studio(store, path, FixedClock(at), count(1)))
        store.close()  # the last to close brings everything from the WAL into the file
        return path.read_bytes()


def _fill(studio: Studio) -> None:
    store = studio.store
    with writing(store):
        write_settings(store, Settings(studio_name="Harbour Studio", timezone="Europe/London"))
        write_reasons(store, DEFAULT_REASONS)
        for username, person, role in PEOPLE:
            insert_staff(store, username, person, role)
        upsert_services(store, SERVICES)
        upsert_plans(store, (GOLD,))
        upsert_plan_services(store, (("gold", code, n) for code, n in GOLD.credits.items()))
        upsert_members(store, MEMBERS)
        upsert_memberships(store, MEMBERSHIPS)
        ids = range(1, len(MEMBERSHIPS) + 1)
        insert_periods(store, ((id, PERIOD_STARTS, PERIOD_ENDS) for id in ids))
        insert_period_services(
            store, ((id, code, PERIOD_ENDS) for id in ids for code in GOLD.credits)
        )
    for external_id in WITH_CREDITS:
        for service in GOLD.credits:
            _allocate(studio, external_id, service)


@contextmanager
def open_studio(folder: Path, name: str = "studio.db") -> Iterator[Studio]:
    """As `make_studio`, closed at the end of the block."""
    studio = make_studio(folder, name)
    try:
        yield studio
    finally:
        studio.store.close()


def _allocate(studio: Studio, external_id: str, service: str) -> None:
    """The period's allocation, as the first entries of the member's ledger."""
    record = studio.record(external_id)
    membership = record.memberships[0]
    period = record.periods[membership.id][0]
    credits = membership.plan.credits[service]
    lot = LotChange(
        lot_id=None,
        credits=credits,
        left_before=0,
        left_after=credits,
        source=Source.ALLOCATION,
        starts_on=period.starts_on,
        expires_on=period.ends_on,
        membership_id=membership.id,
        period_id=period.id,
    )
    draft = studio.draft(
        Kind.OPENING, (lot,), external_id=external_id, service=service, actor=IMPORT
    )
    early = studio.clock.now() - timedelta(hours=1)
    studio.append(replace(draft, instant=early, allocation_before=0, allocation_after=credits))
