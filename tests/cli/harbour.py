"""The sample studio, with this account as its admin and a few people to mix up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from creditui.access.os_account import os_username
from creditui.domain.membership import Member, Membership
from creditui.domain.people import Role
from creditui.domain.studio import ExpiryRule, PeriodLength, Plan
from creditui.store.bulk import (
    insert_periods,
    upsert_members,
    upsert_memberships,
    upsert_plan_services,
    upsert_plans,
)
from creditui.store.engine import open_store
from creditui.store.staff import insert_staff
from creditui.store.transaction import writing
from tests.support.studio import GOLD, PERIOD_ENDS, PERIOD_STARTS, FixedClock, make_studio

OWNER = os_username()
HOSTILE = "=1+1 [bold red]x[/] 王小明"
SOLO = Plan("solo", "Solo Massage", PeriodLength.MONTH, ExpiryRule(), {"massage": 5})

MEMBERS = (
    Member(0, HOSTILE, "hostile@example.org", "", "hostile"),
    Member(0, "Tom Twice", "shared@example.org", "", "tom"),
    Member(0, "Tim Twin", "shared@example.org", "", "tim"),
)
HOSTILE_ID, TOM_ID = 9, 10
MEMBERSHIPS = (
    Membership(0, HOSTILE_ID, SOLO, date(2026, 1, 1), external_id="ms-hostile"),
    Membership(0, TOM_ID, GOLD, date(2026, 1, 1), external_id="ms-tom-gold"),
    Membership(0, TOM_ID, SOLO, date(2026, 1, 1), paused=True, external_id="ms-tom-solo"),
)


@dataclass(frozen=True, slots=True)
class Ran:
    """What one call of the program did."""

    status: int
    out: str
    err: str
    json: object = None

    @property
    def answer(self) -> Mapping[str, object]:
        assert isinstance(self.json, dict), self.out
        return self.json


@dataclass(frozen=True, slots=True)
class Harbour:
    """The studio's database, and a way to run commands on it."""

    path: Path
    call: Callable[..., Ran]
    clock: FixedClock = field(default_factory=FixedClock)

    def run(self, *words: str, by: str = OWNER, before: tuple[str, ...] = ()) -> Ran:
        """Run a command as the person `by`; `before` stands before it."""
        person = () if by == OWNER else ("--as", by)
        return self.call("--db", str(self.path), *person, *before, *words, clock=self.clock)

    def json(self, *words: str, by: str = OWNER) -> Mapping[str, object]:
        """Run a command with --json that must succeed, and return its object."""
        ran = self.run(*words, "--json", by=by)
        assert ran.status == 0, ran
        return ran.answer

    def entries(self, member: str) -> list[dict[str, object]]:
        """The member's ledger, newest first, as the command lists it."""
        ran = self.run("ledger", "--member", member, "--json")
        assert isinstance(ran.json, list), ran
        return ran.json

    def add_periods(self, *memberships: int) -> None:
        """Give memberships the billing period that the others have."""
        store = open_store(str(self.path))
        with writing(store):
            insert_periods(store, ((id, PERIOD_STARTS, PERIOD_ENDS) for id in memberships))
        store.close()


def build(folder: Path) -> None:
    """Make the studio in `folder`."""
    studio = make_studio(folder)
    with writing(studio.store):
        insert_staff(studio.store, OWNER, "Olga Owner", Role.ADMIN)
        upsert_plans(studio.store, (SOLO,))
        upsert_plan_services(studio.store, (("solo", "massage", 5),))
        upsert_members(studio.store, MEMBERS)
        upsert_memberships(studio.store, MEMBERSHIPS)
    studio.store.close()
