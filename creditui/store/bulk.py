"""Many rows at once, by natural key: what an import brings is made new, brought up, or left.

SQL in batches, one statement for all rows of a batch: peewee would take half a millisecond for each
row. Everything here runs inside the caller's `writing`. What the ledger speaks of (a code, a
username, whose membership it is) never changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

from creditui.domain.membership import Member, Membership
from creditui.domain.studio import Plan, Service
from creditui.store.engine import Store
from creditui.store.known import known_members
from creditui.store.phone_tail import phone_tail
from creditui.store.search_index import index_members

BATCH = 2_000
"""Rows compared and written together; bounds what is held in memory."""

Value = str | int | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counts:
    """What an upsert did with its rows."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.new + other.new, self.changed + other.changed, self.same + other.same)


@dataclass(frozen=True, slots=True)
class _Upsert:
    """The statements for one table: all take the natural key first, then the facts."""

    read: str
    """Answers key and facts for a JSON list of keys."""
    insert: str
    update: str


@dataclass(frozen=True, slots=True)
class _Fact:
    """One row to be: its natural key, what may change, and what only a new row is given."""

    key: str
    facts: tuple[Value, ...]
    fixed: tuple[Value, ...] = ()


_SERVICE = _Upsert(
    "SELECT code, name FROM service WHERE code IN (SELECT value FROM json_each(?))",
    "INSERT INTO service (code, name) VALUES (?, ?)",
    "UPDATE service SET name = ?2 WHERE code = ?1",
)
_PLAN = _Upsert(
    """SELECT code, name, period, expires FROM plan
    WHERE code IN (SELECT value FROM json_each(?))""",
    "INSERT INTO plan (code, name, period, expires) VALUES (?, ?, ?, ?)",
    "UPDATE plan SET name = ?2, period = ?3, expires = ?4 WHERE code = ?1",
)
_MEMBER = _Upsert(
    """SELECT external_id, name, email, phone, phone_tail, joined_on FROM member
    WHERE external_id IN (SELECT value FROM json_each(?))""",
    """INSERT INTO member (external_id, name, email, phone, phone_tail, joined_on)
    VALUES (?, ?, ?, ?, ?, ?)""",
    """UPDATE member SET name = ?2, email = ?3, phone = ?4, phone_tail = ?5, joined_on = ?6
    WHERE external_id = ?1""",
)
_MEMBERSHIP = _Upsert(
    """SELECT m.external_id, p.code, m.started_on, m.ends_on, m.cancelled_on, m.paused, m.past_due
    FROM membership m JOIN plan p ON p.id = m.plan_id
    WHERE m.external_id IN (SELECT value FROM json_each(?))""",
    """INSERT INTO membership
        (external_id, plan_id, started_on, ends_on, cancelled_on, paused, past_due, member_id)
    VALUES (?1, (SELECT id FROM plan WHERE code = ?2), ?3, ?4, ?5, ?6, ?7, ?8)""",
    """UPDATE membership SET plan_id = (SELECT id FROM plan WHERE code = ?2), started_on = ?3,
        ends_on = ?4, cancelled_on = ?5, paused = ?6, past_due = ?7
    WHERE external_id = ?1""",
)


def upsert_services(store: Store, services: Iterable[Service]) -> Counts:
    """Services by code; a name may change."""
    return _upsert(store, _SERVICE, (_Fact(s.code, (s.name,)) for s in services))


def upsert_plans(store: Store, plans: Iterable[Plan]) -> Counts:
    """Plans by code; name, period and expiry rule may change. Credits: `upsert_plan_services`."""
    facts = (_Fact(p.code, (p.name, str(p.period), str(p.expires))) for p in plans)
    return _upsert(store, _PLAN, facts)


def upsert_plan_services(store: Store, credits: Iterable[tuple[str, str, int]]) -> Counts:
    """What plans give each billing period: plan code, service code, whole credits.

    A service that is not among them stays in its plan; a new one comes after those it has.
    """
    known = {
        (plan, service): found
        for plan, service, found in store.rows(
            """SELECT p.code, s.code, ps.credits FROM plan_service ps
            JOIN plan p ON p.id = ps.plan_id JOIN service s ON s.id = ps.service_id"""
        )
    }
    new = changed = same = 0
    for plan, service, wanted in credits:
        before = known.get((plan, service))
        if before is None:
            new += 1
            store.execute(_INSERT_PLAN_SERVICE, (plan, service, wanted))
        elif before != wanted:
            changed += 1
            store.execute(_UPDATE_PLAN_SERVICE, (plan, service, wanted))
        else:
            same += 1
    return Counts(new, changed, same)


_INSERT_PLAN_SERVICE = """
    INSERT INTO plan_service (plan_id, service_id, credits, position)
    SELECT p.id, s.id, ?3,
        (SELECT coalesce(max(position), 0) + 1 FROM plan_service WHERE plan_id = p.id)
    FROM plan p, service s WHERE p.code = ?1 AND s.code = ?2"""
_UPDATE_PLAN_SERVICE = """
    UPDATE plan_service SET credits = ?3
    WHERE plan_id = (SELECT id FROM plan WHERE code = ?1)
        AND service_id = (SELECT id FROM service WHERE code = ?2)"""


def upsert_members(store: Store, members: Iterable[Member]) -> Counts:
    """Members by external id (their `id` is not read), with what search finds them by."""
    counts = Counts()
    for batch in batches(members):
        touched: list[str] = []
        facts = (_Fact(m.external_id, _member_facts(m)) for m in batch)
        counts += _upsert(store, _MEMBER, facts, touched.append)
        wanted = known_members(store, touched)
        index_members(
            store,
            [
                Member(wanted[m.external_id], m.name, m.email, m.phone, m.external_id, m.joined_on)
                for m in batch
                if m.external_id in wanted
            ],
        )
    return counts


def upsert_memberships(store: Store, memberships: Iterable[Membership]) -> Counts:
    """Memberships by external id; all but the member may change (their `id` is not read)."""
    facts = (_Fact(m.external_id, _membership_facts(m), (m.member_id,)) for m in memberships)
    return _upsert(store, _MEMBERSHIP, facts)


def insert_periods(store: Store, periods: Iterable[tuple[int, date, date]]) -> None:
    """Billing periods that are not there yet: membership id, first and last day."""
    _many(
        store,
        "INSERT INTO billing_period (membership_id, starts_on, ends_on) VALUES (?, ?, ?)",
        ((membership_id, str(starts), str(ends)) for membership_id, starts, ends in periods),
    )


def end_periods(store: Store, periods: Iterable[tuple[int, date]]) -> None:
    """Give billing periods (by id) another last day."""
    _many(
        store,
        "UPDATE billing_period SET ends_on = ?2 WHERE id = ?1",
        ((period_id, str(ends)) for period_id, ends in periods),
    )


def insert_period_services(store: Store, services: Iterable[tuple[int, str, date | None]]) -> None:
    """What a billing period (by id) has for a service (by code): the expiry of its credits."""
    _many(
        store,
        """INSERT INTO period_service (period_id, service_id, expires_on)
        VALUES (?1, (SELECT id FROM service WHERE code = ?2), ?3)""",
        ((period_id, service, _text(day)) for period_id, service, day in services),
    )


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """`items` in lists of at most `size`."""
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def _upsert(
    store: Store,
    table: _Upsert,
    facts: Iterable[_Fact],
    touched: Callable[[str], None] = lambda _key: None,
) -> Counts:
    """Write what is new or changed, and tell `touched` the key of each such row."""
    counts = Counts()
    for batch in batches(facts):
        keys = json.dumps([fact.key for fact in batch])
        known = {row[0]: row[1:] for row in store.rows(table.read, (keys,))}
        new = [f for f in batch if f.key not in known]
        changed = [f for f in batch if f.key in known and known[f.key] != f.facts]
        _many(store, table.insert, ((f.key, *f.facts, *f.fixed) for f in new))
        _many(store, table.update, ((f.key, *f.facts) for f in changed))
        for fact in (*new, *changed):
            touched(fact.key)
        counts += Counts(len(new), len(changed), len(batch) - len(new) - len(changed))
    return counts


def _many(store: Store, sql: str, rows: Iterable[Sequence[Value]]) -> None:
    with store.translating():
        store.connection.executemany(sql, rows)


def _member_facts(member: Member) -> tuple[Value, ...]:
    tail = phone_tail(member.phone)
    return (member.name, member.email, member.phone, tail, _text(member.joined_on))


def _membership_facts(membership: Membership) -> tuple[Value, ...]:
    return (
        membership.plan.code,
        str(membership.started_on),
        _text(membership.ends_on),
        _text(membership.cancelled_on),
        int(membership.paused),
        int(membership.past_due),
    )


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
