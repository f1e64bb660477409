"""What the database knows already of many keys at once: the other half of bulk writing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from creditui.store.engine import Store

_STEP = 2_000
"""Keys asked for in one query."""


@dataclass(frozen=True, slots=True)
class KnownMembership:
    """A membership found by its external id."""

    id: int
    member_id: int
    member: str
    """The member's external id; empty where she has none."""
    plan: str


@dataclass(frozen=True, slots=True)
class KnownPeriod:
    """A billing period of a membership."""

    id: int
    membership_id: int
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class KnownOpening:
    """What a billing period opened with for one service, in whole credits (R24)."""

    allocated: int
    used: int
    expires_on: date | None


def known_codes(store: Store, table: str) -> frozenset[str]:
    """Every code of `service` or `plan`."""
    queries = {"service": "SELECT code FROM service", "plan": "SELECT code FROM plan"}
    return frozenset(code for (code,) in store.rows(queries[table]))


def known_members(store: Store, external_ids: Iterable[str]) -> dict[str, int]:
    """The members with these external ids, as ids."""
    sql = """SELECT external_id, id FROM member
    WHERE external_id IN (SELECT value FROM json_each(?))"""
    return dict(find(store, sql, list(external_ids)))


def known_memberships(store: Store, external_ids: Iterable[str]) -> dict[str, KnownMembership]:
    """The memberships with these external ids."""
    sql = """SELECT s.external_id, s.id, s.member_id, coalesce(m.external_id, ''), p.code
    FROM membership s JOIN member m ON m.id = s.member_id JOIN plan p ON p.id = s.plan_id
    WHERE s.external_id IN (SELECT value FROM json_each(?))"""
    return {row[0]: KnownMembership(*row[1:]) for row in find(store, sql, list(external_ids))}


def known_periods(store: Store, membership_ids: Iterable[int]) -> list[KnownPeriod]:
    """Every billing period of these memberships, oldest first in each."""
    sql = """SELECT id, membership_id, starts_on, ends_on FROM billing_period
    WHERE membership_id IN (SELECT value FROM json_each(?)) ORDER BY membership_id, starts_on"""
    return [
        KnownPeriod(id, membership_id, date.fromisoformat(starts), date.fromisoformat(ends))
        for id, membership_id, starts, ends in find(store, sql, list(membership_ids))
    ]


def known_openings(store: Store, period_ids: Iterable[int]) -> dict[tuple[int, str], KnownOpening]:
    """What these periods have for each service (by period id and code), as it was opened.

    A service without an opening entry, or that only an adjustment gave the period, opened with 0.
    """
    ids = list(period_ids)
    found = {
        (period_id, code): KnownOpening(0, 0, _day(expires))
        for period_id, code, expires in find(store, _PERIOD_SERVICES, ids)
    }
    for period_id, code, allocated, used, expires in find(store, _OPENINGS, ids):
        found[period_id, code] = KnownOpening(allocated, used, _day(expires))
    return found


_PERIOD_SERVICES = """
    SELECT e.period_id, s.code, NULL FROM ledger_entry e JOIN service s ON s.id = e.service_id
    WHERE e.allocation_after IS NOT NULL AND e.period_id IN (SELECT value FROM json_each(?1))
    UNION ALL
    SELECT p.period_id, s.code, p.expires_on
    FROM period_service p JOIN service s ON s.id = p.service_id
    WHERE p.period_id IN (SELECT value FROM json_each(?1))"""

_OPENINGS = """
    SELECT g.period_id, s.code, g.allocation_after, (
        SELECT -coalesce(sum(m.credits), 0)
        FROM lot_movement m JOIN ledger_entry e ON e.id = m.entry_id
        WHERE m.lot_id = l.id AND m.credits < 0 AND e.kind = 'opening'
    ), l.expires_on
    FROM ledger_entry g JOIN service s ON s.id = g.service_id JOIN credit_lot l ON l.made_by = g.id
    WHERE g.allocation_after IS NOT NULL AND g.kind = 'opening'
        AND g.period_id IN (SELECT value FROM json_each(?))"""


def balances_on(store: Store, member_ids: Iterable[int], on: date) -> dict[tuple[int, str], int]:
    """What members have left for each service in lots alive on `on`, by member id and code (R3)."""
    sql = """SELECT l.member_id, s.code, sum(l.left)
    FROM credit_lot l JOIN service s ON s.id = l.service_id
    WHERE l.member_id IN (SELECT value FROM json_each(?1))
        AND l.starts_on <= ?2 AND (l.expires_on IS NULL OR l.expires_on >= ?2)
    GROUP BY l.member_id, s.code"""
    rows = find(store, sql, list(member_ids), on.isoformat())
    return {(member_id, code): left for member_id, code, left in rows}


def taken_requests(store: Store, request_ids: Iterable[str]) -> frozenset[str]:
    """Which of these request ids the ledger has already (R14)."""
    sql = """SELECT request_id FROM ledger_entry
    WHERE request_id IN (SELECT value FROM json_each(?))"""
    return frozenset(found for (found,) in find(store, sql, list(request_ids)))


def next_lot_id(store: Store) -> int:
    """The id that the next lot gets: the guards let in no other, inside one `writing` (R23)."""
    return int(store.row("SELECT coalesce(max(id), 0) + 1 FROM credit_lot")[0])


def find(store: Store, sql: str, keys: Sequence[str | int], *more: str) -> list[Any]:
    """The rows that `sql` answers for `keys`, which it gets as a JSON list in its first place."""
    found: list[Any] = []
    for start in range(0, len(keys), _STEP):
        listed = json.dumps(keys[start : start + _STEP])
        found += store.rows(sql, (listed, *more))
    return found


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
