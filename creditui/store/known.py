"""What the database knows already of many keys at once: the other half of bulk writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from peewee import fn

from creditui.store.engine import Store
from creditui.store.queries import Prepared, given, listed, many
from creditui.store.tables import (
    EntryRow,
    LotRow,
    MemberRow,
    MembershipRow,
    MovementRow,
    PeriodRow,
    PeriodServiceRow,
    PlanRow,
    ServiceRow,
)

STEP = 2_000
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


_CODES = {
    "service": Prepared(ServiceRow.select(ServiceRow.code)),
    "plan": Prepared(PlanRow.select(PlanRow.code)),
}
_MEMBERS = Prepared(
    MemberRow.select(MemberRow.external_id, MemberRow.id).where(
        MemberRow.external_id.in_(listed("keys"))
    )
)
_MEMBERSHIPS = Prepared(
    MembershipRow.select(
        *(MembershipRow.external_id, MembershipRow.id, MembershipRow.member),
        *(fn.coalesce(MemberRow.external_id, ""), PlanRow.code),
    )
    .join(MemberRow)
    .join_from(MembershipRow, PlanRow)
    .where(MembershipRow.external_id.in_(listed("keys")))
)
_PERIODS = Prepared(
    PeriodRow.select(PeriodRow.id, PeriodRow.membership, PeriodRow.starts_on, PeriodRow.ends_on)
    .where(PeriodRow.membership.in_(listed("keys")))
    .order_by(PeriodRow.membership, PeriodRow.starts_on)
)
_SETS = EntryRow.allocation_after.is_null(False) & EntryRow.period.in_(listed("keys"))
_SET = Prepared(EntryRow.select(EntryRow.period, ServiceRow.code).join(ServiceRow).where(_SETS))
_COVERED = Prepared(
    PeriodServiceRow.select(PeriodServiceRow.period, ServiceRow.code, PeriodServiceRow.expires_on)
    .join(ServiceRow)
    .where(PeriodServiceRow.period.in_(listed("keys")))
)
_Use = EntryRow.alias()
_USED = (
    MovementRow.select(fn.coalesce(fn.sum(0 - MovementRow.credits), 0))
    .join(_Use)
    .where(MovementRow.lot == LotRow.id, MovementRow.credits < 0, _Use.kind == "opening")
)
_OPENINGS = Prepared(
    EntryRow.select(
        EntryRow.period, ServiceRow.code, EntryRow.allocation_after, _USED, LotRow.expires_on
    )
    .join(ServiceRow)
    .join_from(EntryRow, LotRow, on=(LotRow.made_by == EntryRow.id))
    .where(_SETS, EntryRow.kind == "opening")
)
_BALANCES = Prepared(
    LotRow.select(LotRow.member, ServiceRow.code, fn.sum(LotRow.left))
    .join(ServiceRow)
    .where(
        *(LotRow.member.in_(listed("keys")), LotRow.starts_on <= given("on")),
        LotRow.expires_on.is_null() | (LotRow.expires_on >= given("on")),
    )
    .group_by(LotRow.member, ServiceRow.code)
)
_REQUESTS = Prepared(
    EntryRow.select(EntryRow.request_id).where(EntryRow.request_id.in_(listed("keys")))
)
_NEXT_LOT = Prepared(LotRow.select(fn.coalesce(fn.max(LotRow.id), 0) + 1))


def known_codes(store: Store, table: str) -> frozenset[str]:
    """Every code of `service` or `plan`."""
    return frozenset(code for (code,) in _CODES[table].rows(store))


def known_members(store: Store, external_ids: Iterable[str]) -> dict[str, int]:
    """The members with these external ids, as ids."""
    return dict(_found(store, _MEMBERS, external_ids))


def known_memberships(store: Store, external_ids: Iterable[str]) -> dict[str, KnownMembership]:
    """The memberships with these external ids."""
    rows = _found(store, _MEMBERSHIPS, external_ids)
    return {external_id: KnownMembership(*row) for external_id, *row in rows}


def known_periods(store: Store, membership_ids: Iterable[int]) -> list[KnownPeriod]:
    """Every billing period of these memberships, oldest first in each."""
    return [
        KnownPeriod(id, membership_id, date.fromisoformat(starts), date.fromisoformat(ends))
        for id, membership_id, starts, ends in _found(store, _PERIODS, membership_ids)
    ]


def known_openings(store: Store, period_ids: Iterable[int]) -> dict[tuple[int, str], KnownOpening]:
    """What these periods have for each service (by period id and code), as it was opened.

    A service without an opening entry, or that only an adjustment gave the period, opened with 0.
    """
    ids = list(period_ids)
    found = {(period, code): KnownOpening(0, 0, None) for period, code in _found(store, _SET, ids)}
    for period_id, code, expires in _found(store, _COVERED, ids):
        found[period_id, code] = KnownOpening(0, 0, _day(expires))
    for period_id, code, allocated, used, expires in _found(store, _OPENINGS, ids):
        found[period_id, code] = KnownOpening(allocated, used, _day(expires))
    return found


def balances_on(store: Store, member_ids: Iterable[int], on: date) -> dict[tuple[int, str], int]:
    """What members have left for each service in lots alive on `on`, by member id and code (R3)."""
    rows = _found(store, _BALANCES, member_ids, on=on)
    return {(member_id, code): left for member_id, code, left in rows}


def taken_requests(store: Store, request_ids: Iterable[str]) -> frozenset[str]:
    """Which of these request ids the ledger has already (R14)."""
    return frozenset(found for (found,) in _found(store, _REQUESTS, request_ids))


def next_lot_id(store: Store) -> int:
    """The id that the next lot gets: the guards let in no other, inside one `writing` (R23)."""
    return int(_NEXT_LOT.row(store)[0])


def _found(
    store: Store, query: Prepared, keys: Iterable[str | int], **more: object
) -> Iterator[Any]:
    """The rows that `query` answers for `keys`, some thousand of them at a time."""
    left = iter(keys)
    while step := list(islice(left, STEP)):
        yield from query.rows(store, keys=many(step), **more)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
