"""The log of refused attempts: appended to and read, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import fn

from creditui.domain.attempt import Asked, RefusedAttempt
from creditui.domain.refusal import Refusal
from creditui.store.engine import Store
from creditui.store.queries import END, Prepared, given, same
from creditui.store.tables import RefusedAttemptRow, StaffRow

_A = RefusedAttemptRow
_ATTEMPTS = _A.select(
    *(_A.id, _A.actor_id, _A.actor, _A.via, _A.at, _A.studio_date),
    *(_A.member, _A.membership_id, _A.period_id, _A.service, _A.act, _A.credits, _A.entry_id),
    *(_A.code, _A.field, _A.message, _A.request_id),
)
_BEFORE = Prepared(
    _ATTEMPTS.where(_A.id < given("id")).order_by(_A.id.desc()).limit(given("limit"))
)
_AFTER = Prepared(_ATTEMPTS.where(_A.id > given("id")).order_by(_A.id).limit(given("limit")))
_SAME = Prepared(
    _A.select(_A.id)
    .where(
        *(_A.request_id == given("request_id"), _A.at > given("since")),
        *(_A.actor == given("actor"), same(_A.via, "via"), same(_A.member, "member_id")),
        *(_A.code == given("code"), _A.field == given("field"), _A.act == given("act")),
        *(_A.service == given("service"), same(_A.credits, "credits")),
        *(same(_A.membership_id, "membership_id"), same(_A.period_id, "period_id")),
        same(_A.entry_id, "entry_id"),
    )
    .limit(1)
)
_NOTED = Prepared(
    _A.select(_A.id)
    .where(
        *(_A.request_id == given("request_id"), _A.at == given("at"), _A.actor == given("actor"))
    )
    .limit(1)
)
_COUNT = Prepared(
    _A.select(fn.count()).where(_A.studio_date.between(given("since"), given("until")))
)
_NEXT = _A.select(fn.coalesce(fn.max(_A.id), 0) + 1)


def append_refused(store: Store, attempt: RefusedAttempt) -> None:
    """Add `attempt`, inside `writing()`; its number and the number of the actor are found here.

    Raises StoreError `refused` where there is no such member.
    """
    asked, refusal = attempt.asked, attempt.refusal
    signed = StaffRow.select(StaffRow.id).where(StaffRow.username == attempt.actor)
    values = {
        _A.id: _NEXT,
        _A.actor_id: signed,
        _A.actor: attempt.actor,
        _A.via: attempt.via,
        _A.at: attempt.at,
        _A.studio_date: attempt.studio_date,
        _A.member: attempt.member_id,
        _A.membership_id: asked.membership_id,
        _A.period_id: asked.period_id,
        _A.service: asked.service,
        _A.act: asked.act,
        _A.credits: asked.credits,
        _A.entry_id: asked.entry_id,
        _A.code: refusal.code,
        _A.field: refusal.field,
        _A.message: refusal.message,
        _A.request_id: attempt.request_id,
    }
    store.run(_A.insert(values))


def kept_from_notes(store: Store, attempt: RefusedAttempt) -> bool:
    """Whether `attempt`, which was noted elsewhere, is in the log."""
    return (
        _NOTED.row(store, request_id=attempt.request_id, at=attempt.at, actor=attempt.actor)
        is not None
    )


def kept_already(store: Store, attempt: RefusedAttempt, since: int) -> bool:
    """Whether the same refusal of the same request was kept after `since` (microseconds of UTC)."""
    asked, refusal = attempt.asked, attempt.refusal
    found = _SAME.row(
        store,
        request_id=attempt.request_id,
        since=since,
        actor=attempt.actor,
        via=attempt.via,
        member_id=attempt.member_id,
        code=refusal.code,
        field=refusal.field,
        act=asked.act,
        service=asked.service,
        credits=asked.credits,
        membership_id=asked.membership_id,
        period_id=asked.period_id,
        entry_id=asked.entry_id,
    )
    return found is not None


def refused_before(store: Store, before_id: int | None, limit: int) -> tuple[RefusedAttempt, ...]:
    """A page of attempts, newest first; `before_id` goes on from there."""
    before = END if before_id is None else before_id
    rows = _BEFORE.rows(store, id=before, limit=limit)
    return tuple(map(_attempt, rows))


def refused_after(store: Store, after_id: int, limit: int) -> tuple[RefusedAttempt, ...]:
    """The oldest attempts after `after_id`, newest first."""
    return tuple(map(_attempt, reversed(_AFTER.rows(store, id=after_id, limit=limit))))


def count_refused(store: Store, since: date, until: date) -> int:
    """How many attempts were refused from the studio date `since` to `until`, both included."""
    found: int = _COUNT.row(store, since=since, until=until)[0]
    return found


def _attempt(row: Sequence[Any]) -> RefusedAttempt:
    id, actor_id, actor, via, at, day, member_id, membership_id, period_id, *rest = row
    service, act, credits, entry_id, code, field, message, request_id = rest
    return RefusedAttempt(
        id,
        actor_id,
        actor,
        via,
        at,
        date.fromisoformat(day),
        member_id,
        Asked(act, service, credits, membership_id, period_id, entry_id),
        Refusal(code, message, field),
        request_id,
    )
