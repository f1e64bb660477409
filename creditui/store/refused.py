"""The log of refused attempts: appended to and read, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from creditui.domain.attempt import Asked, RefusedAttempt
from creditui.domain.refusal import Refusal
from creditui.store.engine import Store

_COLUMNS = """id, actor_id, actor, via, at, studio_date, member_id, membership_id, period_id,
    service, act, credits, entry_id, code, field, message, request_id"""
_INSERT = f"""
    INSERT INTO refused_attempt ({_COLUMNS})
    VALUES ((SELECT coalesce(max(id), 0) + 1 FROM refused_attempt),
        (SELECT id FROM staff WHERE username = ?1), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
        ?12, ?13, ?14, ?15)"""  # noqa: S608  # the columns are ours
_PAGE = f"""
    SELECT {_COLUMNS} FROM refused_attempt WHERE id < ? ORDER BY id DESC LIMIT ?"""  # noqa: S608
_NEWER = f"""
    SELECT {_COLUMNS} FROM refused_attempt WHERE id > ? ORDER BY id LIMIT ?"""  # noqa: S608
_SAME = """
    SELECT 1 FROM refused_attempt
    WHERE request_id = ? AND at > ? AND actor = ? AND via IS ? AND member_id = ? AND code = ?
        AND field = ? AND act = ? AND credits IS ? AND entry_id IS ? LIMIT 1"""


def append_refused(store: Store, attempt: RefusedAttempt) -> None:
    """Add `attempt`, inside `writing()`; its number and the number of the actor are found here.

    Raises StoreError `refused` where there is no such member.
    """
    asked, refusal = attempt.asked, attempt.refusal
    row = (
        *(attempt.actor, attempt.via, attempt.at, attempt.studio_date.isoformat()),
        *(attempt.member_id, asked.membership_id, asked.period_id, asked.service, asked.act),
        *(asked.credits, asked.entry_id, refusal.code, refusal.field, refusal.message),
        attempt.request_id,
    )
    store.execute(_INSERT, row)


def kept_already(store: Store, attempt: RefusedAttempt, since: int) -> bool:
    """Whether the same refusal of the same request was kept after `since` (microseconds of UTC)."""
    asked, refusal = attempt.asked, attempt.refusal
    row = (
        *(attempt.request_id, since, attempt.actor, attempt.via, attempt.member_id),
        *(refusal.code, refusal.field, asked.act, asked.credits, asked.entry_id),
    )
    return store.row(_SAME, row) is not None


def refused_before(store: Store, before_id: int | None, limit: int) -> tuple[RefusedAttempt, ...]:
    """A page of attempts, newest first; `before_id` goes on from there."""
    rows = store.rows(_PAGE, (2**62 if before_id is None else before_id, limit))
    return tuple(map(_attempt, rows))


def refused_after(store: Store, after_id: int, limit: int) -> tuple[RefusedAttempt, ...]:
    """The oldest attempts after `after_id`, newest first."""
    return tuple(map(_attempt, reversed(store.rows(_NEWER, (after_id, limit)))))


def count_refused(store: Store, since: date, until: date) -> int:
    """How many attempts were refused from the studio date `since` to `until`, both included."""
    days = (since.isoformat(), until.isoformat())
    found: int = store.row(
        "SELECT count(*) FROM refused_attempt WHERE studio_date BETWEEN ? AND ?", days
    )[0]
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
