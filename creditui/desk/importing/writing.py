"""From checked rows to the database: the catalogue, people, memberships. Credits: `openings`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from creditui.desk.importing import rows
from creditui.desk.importing.reading import REPORT_EVERY, Progress, Table
from creditui.desk.importing.report import Tally
from creditui.desk.importing.tables import Tables
from creditui.domain.membership import Member, Membership
from creditui.domain.studio import Plan, Service
from creditui.store import bulk
from creditui.store.engine import Store
from creditui.store.known import known_members
from creditui.store.staff import insert_staff, list_staff, update_staff
from creditui.store.studio import read_plans

T = TypeVar("T")


def counted(name: str, items: Iterable[T], total: int, progress: Progress | None) -> Iterator[T]:
    """`items`, with a word about progress now and then and at the end."""
    done = 0
    for done, item in enumerate(items, 1):
        yield item
        if progress is not None and done % REPORT_EVERY == 0:
            progress(name, done, total)
    if progress is not None and total:
        progress(name, done, total)


def write_facts(store: Store, tables: Tables, tally: Tally, progress: Progress | None) -> None:
    """Write everything but periods, each file after those that it speaks of."""
    _tell(tally, rows.SERVICES, bulk.upsert_services(store, _services(tables, progress)))
    _tell(tally, rows.PLANS, bulk.upsert_plans(store, _plans(tables, progress)))
    gives = ((r.plan, r.service, r.credits) for r in _rows(tables.plan_services, progress))
    _tell(tally, rows.PLAN_SERVICES, bulk.upsert_plan_services(store, gives))
    _tell(tally, rows.MEMBERS, bulk.upsert_members(store, _members(tables, progress)))
    _write_staff(store, tables, tally, progress)
    memberships = _memberships(store, tables, progress)
    _tell(tally, rows.MEMBERSHIPS, bulk.upsert_memberships(store, memberships))


def _services(tables: Tables, progress: Progress | None) -> Iterator[Service]:
    return (Service(r.code, r.name) for r in _rows(tables.services, progress))


def _plans(tables: Tables, progress: Progress | None) -> Iterator[Plan]:
    found = _rows(tables.plans, progress)
    return (Plan(r.code, r.name, r.period, r.expires, {}) for r in found)


def _members(tables: Tables, progress: Progress | None) -> Iterator[Member]:
    return (
        Member(0, r.name, r.email, r.phone, r.external_id, r.joined_on)
        for r in _rows(tables.members, progress)
    )


def _memberships(store: Store, tables: Tables, progress: Progress | None) -> Iterator[Membership]:
    plans = {plan.code: plan for plan in read_plans(store)}
    members = known_members(store, {r.member for r in tables.memberships.rows.values()})
    for r in _rows(tables.memberships, progress):
        yield Membership(
            id=0,
            member_id=members[r.member],
            plan=plans[r.plan],
            started_on=r.started_on,
            ends_on=r.ends_on,
            cancelled_on=r.cancelled_on,
            paused=r.paused,
            past_due=r.past_due,
            external_id=r.external_id,
        )


def _write_staff(store: Store, tables: Tables, tally: Tally, progress: Progress | None) -> None:
    """People by username. Who is disabled stays so; an empty `member` keeps the one on record."""
    known = {person.username: person for person in list_staff(store)}
    members = known_members(store, {r.member for r in tables.staff.rows.values() if r.member})
    for r in _rows(tables.staff, progress):
        before = known.get(r.username)
        if before is None:
            insert_staff(store, r.username, r.name, r.role, member_id=members.get(r.member))
            tally.count(rows.STAFF, "new")
            continue
        own = members.get(r.member, before.member_id)
        after = replace(before, name=r.name, role=r.role.value, member_id=own)
        if after != before:
            update_staff(store, after)
        tally.count(rows.STAFF, "same" if after == before else "changed")


def _rows(table: Table[rows.R], progress: Progress | None) -> Iterator[rows.R]:
    found = table.rows.values()
    return counted(f"Writing {table.file}", found, len(found), progress)


def _tell(tally: Tally, file: str, counts: bulk.Counts) -> None:
    for outcome in ("new", "changed", "same"):
        tally.count(file, outcome, getattr(counts, outcome))
