"""All that is known about one member, read at one moment (R2, R3)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from creditui.domain.ledger import Kind
from creditui.domain.lots import Lot, Source, burn_down
from creditui.domain.membership import (
    Allocation,
    BillingPeriod,
    Member,
    MemberRecord,
)
from creditui.domain.phone import same_phone
from creditui.store.engine import Store
from creditui.store.memberships import read_memberships
from creditui.store.phone_tail import phone_tail

_MEMBER = "SELECT id, name, email, phone, coalesce(external_id, ''), joined_on FROM member"


def read_member(store: Store, member_id: int) -> Member | None:
    """The member with that id, or None."""
    row = store.row(f"{_MEMBER} WHERE id = ?", (member_id,))
    return None if row is None else _member(row)


def member_names(store: Store, member_ids: Iterable[int]) -> dict[int, str]:
    """The names of these members, by id."""
    sql = "SELECT id, name FROM member WHERE id IN (SELECT value FROM json_each(?))"
    return dict(store.rows(sql, (json.dumps(list(member_ids)),)))


def members_by_reference(store: Store, text: str) -> tuple[Member, ...]:
    """Everybody whom an id, an external id, an e-mail address or a phone number names, by id.

    E-mail whatever the case of its letters; a phone number however it is written.
    """
    text = text.strip()
    if not text:
        return ()
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
    rows = store.rows(
        f"{_MEMBER} WHERE id = ? OR external_id = ?"
        " OR (email <> '' AND lower(email) = lower(?))"
        " OR (phone_tail <> '' AND phone_tail = ?) ORDER BY id",
        (number, text, text, phone_tail(text)),
    )
    return tuple(member for member in map(_member, rows) if _is_named(member, text, number))


def read_record(store: Store, member_id: int, as_of: date = date.max) -> MemberRecord | None:
    """The member with her memberships, periods and lots, or None where there is no such member.

    With `as_of` her lots, and what they held, are those of the end of that studio date, worked out
    from the entries up to it alone; memberships and periods are today's facts all the same. Call
    it inside `reading()` or `writing()`, so that all of it is of one moment.
    """
    member = read_member(store, member_id)
    if member is None:
        return None
    moved = _moved(store, member_id, as_of)
    lots = _lots(store, member_id, moved, as_of)
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


def _moved(store: Store, member_id: int, as_of: date) -> dict[int, _Moved]:
    found: dict[int, _Moved] = defaultdict(_Moved)
    for lot_id, *what in store.rows(
        """
        SELECT m.lot_id, e.kind, e.allocation_after IS NOT NULL, sum(m.credits)
        FROM credit_lot l JOIN lot_movement m ON m.lot_id = l.id
            JOIN ledger_entry e ON e.id = m.entry_id
        WHERE l.member_id = ? AND e.studio_date <= ? GROUP BY 1, 2, 3, m.credits < 0
        """,
        (member_id, as_of),
    ):
        found[lot_id].count(*what)
    return found


def _lots(store: Store, member_id: int, moved: dict[int, _Moved], as_of: date) -> list[Lot]:
    rows = store.rows(
        """
        SELECT l.id, s.code, l.granted, iif(?2 = '9999-12-31', l.left, NULL), l.source,
            l.starts_on, l.expires_on, l.membership_id, l.period_id, coalesce(e.reason, '')
        FROM credit_lot l JOIN service s ON s.id = l.service_id
            JOIN ledger_entry e ON e.id = l.made_by
        WHERE l.member_id = ?1 AND e.studio_date <= ?2
        """,
        (member_id, as_of),
    )
    return [_lot(row, moved[row[0]]) for row in rows]


def _lot(row: Sequence[Any], moved: _Moved) -> Lot:
    id, service, granted, left, source, starts_on, expires_on, membership, period, reason = row
    left = moved.left if left is None else left
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
    for id, membership_id, starts_on, ends_on in store.rows(
        """
        SELECT p.id, p.membership_id, p.starts_on, p.ends_on
        FROM membership s JOIN billing_period p ON p.membership_id = s.id
        WHERE s.member_id = ? ORDER BY p.starts_on DESC, p.id DESC
        """,
        (member_id,),
    ):
        allocations = tuple(
            _allocation(service, share, moved) for service, share in shares[id].items()
        )
        starts, ends = date.fromisoformat(starts_on), date.fromisoformat(ends_on)
        found[membership_id].append(BillingPeriod(id, membership_id, starts, ends, allocations))
    return {membership_id: tuple(periods) for membership_id, periods in found.items()}


def _shares(store: Store, member_id: int, lots: Iterable[Lot]) -> dict[int, dict[str, _Share]]:
    shares: dict[int, dict[str, _Share]] = defaultdict(lambda: defaultdict(_Share))
    for period_id, service, expires_on in store.rows(
        """
        SELECT p.id, v.code, a.expires_on
        FROM membership s JOIN billing_period p ON p.membership_id = s.id
            JOIN period_service a ON a.period_id = p.id JOIN service v ON v.id = a.service_id
            LEFT JOIN plan_service o ON o.plan_id = s.plan_id AND o.service_id = v.id
        WHERE s.member_id = ? ORDER BY p.id, o.position IS NULL, o.position, v.id
        """,
        (member_id,),
    ):
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


def _member(row: Sequence[Any]) -> Member:
    id, name, email, phone, external_id, joined_on = row
    return Member(id, name, email, phone, external_id, _date(joined_on))


def _is_named(member: Member, text: str, number: int | None) -> bool:
    return (
        member.id == number
        or member.external_id == text
        or (bool(member.email) and member.email.lower() == text.lower())
        or same_phone(member.phone, text)
    )


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
