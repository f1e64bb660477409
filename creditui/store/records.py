"""All that is known about one member, read at one moment (R2, R3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from peewee import JOIN, SQL, fn

from creditui.domain.kinds import Kind, Source
from creditui.domain.lots import Lot, burn_down
from creditui.domain.membership import (
    Allocation,
    BillingPeriod,
    MemberRecord,
)
from creditui.store.counting import Until, counted, counted_until
from creditui.store.engine import Store
from creditui.store.members import read_member
from creditui.store.memberships import read_memberships
from creditui.store.queries import Prepared, given
from creditui.store.tables import (
    EntryRow,
    LotRow,
    MembershipRow,
    MovementRow,
    PeriodRow,
    PeriodServiceRow,
    PlanServiceRow,
    ServiceRow,
)

_SETS = EntryRow.allocation_after.is_null(False)
"""Whether an entry says what a plan gives, rather than adjusts it."""
_OPPOSED = EntryRow.alias()
_KIND = fn.iif(
    fn.coalesce(_OPPOSED.kind, SQL("''")) == SQL(f"'{Kind.EXPIRE}'"), _OPPOSED.kind, EntryRow.kind
)
"""An entry's kind; what puts back credits that expired too early takes from those that expired."""
_MOVED = Prepared(
    MovementRow.select(MovementRow.lot, _KIND, _SETS, fn.sum(MovementRow.credits))
    .join(LotRow)
    .join_from(MovementRow, EntryRow)
    .join(_OPPOSED, JOIN.LEFT_OUTER, on=(_OPPOSED.id == EntryRow.corrects))
    .where((LotRow.member == given("member_id")) & counted(EntryRow))
    .group_by(MovementRow.lot, _KIND, _SETS, MovementRow.credits < 0)
)
_LOTS = Prepared(
    LotRow.select(
        LotRow.id,
        ServiceRow.code,
        LotRow.granted,
        LotRow.left,
        LotRow.source,
        LotRow.starts_on,
        LotRow.expires_on,
        LotRow.membership,
        LotRow.period,
        fn.coalesce(EntryRow.reason, ""),
    )
    .join(ServiceRow)
    .join_from(LotRow, EntryRow)
    .where((LotRow.member == given("member_id")) & counted(EntryRow))
)
_PERIODS = Prepared(
    PeriodRow.select(PeriodRow.id, PeriodRow.membership, PeriodRow.starts_on, PeriodRow.ends_on)
    .join(MembershipRow)
    .where(MembershipRow.member == given("member_id"))
    .order_by(PeriodRow.starts_on.desc(), PeriodRow.id.desc())
)
_OF_PLAN = (PlanServiceRow.plan == MembershipRow.plan) & (PlanServiceRow.service == ServiceRow.id)
_SERVICES = Prepared(
    PeriodServiceRow.select(PeriodServiceRow.period, ServiceRow.code, PeriodServiceRow.expires_on)
    .join(PeriodRow)
    .join(MembershipRow)
    .join_from(PeriodServiceRow, ServiceRow)
    .join(PlanServiceRow, JOIN.LEFT_OUTER, on=_OF_PLAN)
    .where(MembershipRow.member == given("member_id"))
    .order_by(
        PeriodRow.id, PlanServiceRow.position.is_null(), PlanServiceRow.position, ServiceRow.id
    )
)


def read_record(store: Store, member_id: int, as_of: date = date.max) -> MemberRecord | None:
    """The member with her memberships, periods and lots, or None where there is no such member.

    With `as_of` her lots, and what they held, are those of the end of that studio date, worked out
    from the entries up to it alone; memberships and periods are today's facts all the same. Call
    it inside `reading()` or `writing()`, so that all of it is of one moment.
    """
    member = read_member(store, member_id)
    if member is None:
        return None
    until = counted_until(store, as_of)
    moved = _moved(store, member_id, until)
    lots = _lots(store, member_id, moved, until, back=as_of < date.max)
    return MemberRecord(
        member=member,
        memberships=read_memberships(store, (member_id,)).get(member_id, ()),
        lots=tuple(burn_down(lots)),
        periods=_periods(store, member_id, lots, moved),
    )


@dataclass(slots=True)
class _Moved:
    """What entries did to one lot, in credits, sorted by what kind of act they were."""

    allocated: int = 0
    used: int = 0
    expired: int = 0
    adjusted: int = 0
    left: int = 0
    """What all of them together leave in it."""

    def count(self, kind: str, sets: int, credits: int) -> None:
        self.left += credits
        if sets:
            self.allocated += credits
        elif kind in (Kind.USE, Kind.GIVE_BACK) or (kind == Kind.OPENING and credits < 0):
            self.used -= credits
        elif kind == Kind.EXPIRE:
            self.expired -= credits
        else:
            self.adjusted += credits


def _moved(store: Store, member_id: int, until: Until) -> dict[int, _Moved]:
    found: dict[int, _Moved] = defaultdict(_Moved)
    for lot_id, *what in _MOVED.rows(store, member_id=member_id, **until):
        found[lot_id].count(*what)
    return found


def _lots(
    store: Store, member_id: int, moved: dict[int, _Moved], until: Until, *, back: bool
) -> list[Lot]:
    rows = _LOTS.rows(store, member_id=member_id, **until)
    return [_lot(row, moved[row[0]], back=back) for row in rows]


def _lot(row: Sequence[Any], moved: _Moved, *, back: bool) -> Lot:
    """The lot of this row; looking `back`, it holds what the entries up to then left in it."""
    id, service, granted, left, source, starts_on, expires_on, membership, period, reason = row
    left = moved.left if back else left
    return Lot(
        id=id,
        service=service,
        granted=granted,
        left=left,
        source=Source(source),
        starts_on=date.fromisoformat(starts_on),
        expires_on=_date(expires_on),
        membership_id=membership,
        period_id=period,
        used=moved.used,
        removed=granted - left - moved.used - moved.expired,
        expired=moved.expired,
        reason=reason,
    )


@dataclass(slots=True)
class _Share:
    """One service of one billing period, as it is put together."""

    expires_on: date | None = None
    lots: list[Lot] = field(default_factory=list)


def _periods(
    store: Store, member_id: int, lots: Iterable[Lot], moved: dict[int, _Moved]
) -> dict[int, tuple[BillingPeriod, ...]]:
    shares = _shares(store, member_id, lots)
    found: dict[int, list[BillingPeriod]] = defaultdict(list)
    rows = _PERIODS.rows(store, member_id=member_id)
    for id, membership_id, starts_on, ends_on in rows:
        allocations = tuple(
            _allocation(service, share, moved) for service, share in shares[id].items()
        )
        starts, ends = date.fromisoformat(starts_on), date.fromisoformat(ends_on)
        found[membership_id].append(BillingPeriod(id, membership_id, starts, ends, allocations))
    return {membership_id: tuple(periods) for membership_id, periods in found.items()}


def _shares(store: Store, member_id: int, lots: Iterable[Lot]) -> dict[int, dict[str, _Share]]:
    shares: dict[int, dict[str, _Share]] = defaultdict(lambda: defaultdict(_Share))
    for period_id, service, expires_on in _SERVICES.rows(store, member_id=member_id):
        shares[period_id][service].expires_on = _date(expires_on)
    for lot in lots:
        if lot.period_id is not None:
            named = lot.service in shares[lot.period_id]
            share = shares[lot.period_id][lot.service]
            share.lots.append(lot)
            if not named:
                share.expires_on = lot.expires_on
    return shares


def _allocation(service: str, share: _Share, moved: dict[int, _Moved]) -> Allocation:
    parts = [moved[lot.id] for lot in share.lots]
    return Allocation(
        service=service,
        allocated=sum(part.allocated for part in parts),
        used=sum(part.used for part in parts),
        adjusted=sum(part.adjusted for part in parts),
        expired=sum(part.expired for part in parts),
        left=sum(lot.left for lot in share.lots),
        expires_on=share.expires_on,
    )


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
