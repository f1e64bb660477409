"""What the audit's questions find in a period of the ledger. Call it inside `reading()`.

They are SQL (audit_sql.py): windows over days and people, each told which index to walk.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import islice
from operator import attrgetter

from creditui.domain.audit.hours import outside, parse_time
from creditui.domain.audit.household import household_tie
from creditui.domain.audit.notes import empty_of_meaning
from creditui.domain.audit.questions import Code
from creditui.domain.audit.telling import Evidence
from creditui.domain.calendar import studio_time
from creditui.domain.instant import instant_of
from creditui.domain.settings import Settings
from creditui.store import audit_sql
from creditui.store.clock_records import clock_records
from creditui.store.engine import Store
from creditui.store.members import members_by_reference, read_member
from creditui.store.queries import END
from creditui.store.staff import IMPORT, SYSTEM, list_staff
from creditui.store.studio_ledger import entry_date

Values = tuple[str | int, ...]

SPAN = 5_000
"""Adjustments looked at in one step, where each is looked at in Python; bounds the memory."""


@dataclass(frozen=True, slots=True)
class AuditPeriod:
    """The studio dates that are asked about, both included, and the settings to go by."""

    since: date
    until: date
    settings: Settings


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """The adjustments that people made, under one label."""

    label: str
    """A username, a reason's code, a service's code, or the Monday of a week."""
    entries: int
    added: int
    """Whole credits given."""
    removed: int
    """Whole credits taken, as a number below 0."""

    @property
    def net(self) -> int:
        """Signed whole credits."""
        return self.added + self.removed


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as a query: its SQL, and its parameters without those for the period."""

    sql: str
    people: str
    own: Values = ()


def find_evidence(
    store: Store, code: Code, period: AuditPeriod, before_id: int | None, limit: int
) -> tuple[Evidence, ...]:
    """The newest entries below `before_id` that answer the question, newest first."""
    high = END if before_id is None else before_id
    if code in _LOOKED_AT:
        return tuple(islice(_look(store, code, period, high), limit))
    asked = _asked(store, code, period.settings)
    parameters = _parameters(asked, period, high)
    page = f"{asked.sql} ORDER BY id DESC LIMIT ?{len(parameters) + 1}"
    return tuple(Evidence(*row) for row in store.rows(page, (*parameters, limit)))


def find_newer_evidence(
    store: Store, code: Code, period: AuditPeriod, after_id: int, limit: int
) -> tuple[Evidence, ...]:
    """The oldest entries above `after_id` that answer the question, newest first."""
    if code in _LOOKED_AT:
        above = (each for each in _look(store, code, period, END) if each.entry_id > after_id)
        return tuple(deque(above, maxlen=limit))
    asked = _asked(store, code, period.settings)
    parameters = _parameters(asked, period, END)
    after, most = len(parameters) + 1, len(parameters) + 2
    page = f"SELECT * FROM ({asked.sql}) WHERE id > ?{after} ORDER BY id LIMIT ?{most}"  # noqa: S608
    rows = store.rows(page, (*parameters, after_id, limit))
    return tuple(Evidence(*row) for row in reversed(rows))


def count_evidence(store: Store, code: Code, period: AuditPeriod) -> int:
    """How many entries answer the question."""
    if code in _LOOKED_AT:
        return sum(1 for _ in _look(store, code, period, END))
    asked = _asked(store, code, period.settings)
    sql = f"SELECT count(*) FROM ({asked.sql})"  # noqa: S608  # one of our own
    found: int = store.row(sql, _parameters(asked, period, END))[0]
    return found


def summarise(store: Store, by: str, period: AuditPeriod) -> tuple[SummaryLine, ...]:
    """Adjustments by `person`, `reason`, `service` or `week`: the most first, weeks in order."""
    rows = store.rows(audit_sql.SUMMARIES[by], (_people(store), *_dates(period)))
    return tuple(SummaryLine(*row) for row in rows)


def _asked(store: Store, code: Code, settings: Settings) -> _Asked:
    match code:
        case Code.OWN_HOUSEHOLD:
            return _Asked(audit_sql.OWN_HOUSEHOLD, _households(store))
        case Code.NEAR_LIMIT:
            days = max(0, settings.audit_near_limit_days - 1)
            own: Values = (settings.audit_near_limit_count, days)
            return _Asked(audit_sql.NEAR_LIMIT, _limits(store, settings), own)
        case Code.DORMANT:
            own = (f"-{settings.audit_dormant_days} days",)
            return _Asked(audit_sql.DORMANT, _people(store), own)
        case Code.QUICK_USE:
            return _Asked(audit_sql.QUICK_USE, _people(store), (settings.audit_quick_use_minutes,))
        case Code.COPIED_NOTES:
            return _Asked(audit_sql.COPIED_NOTES, _people(store), (settings.audit_copied_notes,))
        case Code.LARGE:
            return _Asked(audit_sql.LARGE, _people(store), (settings.audit_large_credits,))
        case _:
            return _Asked(_PLAIN[code], _people(store))


_PLAIN = {
    Code.OVER_ALLOCATION: audit_sql.OVER_ALLOCATION,
    Code.REMOVALS: audit_sql.REMOVALS,
    Code.CORRECTIONS: audit_sql.CORRECTIONS,
}
_LOOKED_AT = {Code.OUTSIDE_HOURS: audit_sql.TIMES, Code.EMPTY_NOTES: audit_sql.NOTES}


def _look(store: Store, code: Code, period: AuditPeriod, before_id: int) -> Iterator[Evidence]:
    """Adjustments below `before_id` that a function picks out, newest first.

    They are read by their days, which follow their numbers but where the clock was put right (R17).
    """
    if not clock_records(store):
        return _picked(store, code, period, before_id)
    every = (each for each in _picked(store, code, period, END) if each.entry_id < before_id)
    return iter(sorted(every, key=attrgetter("entry_id"), reverse=True))


def _picked(store: Store, code: Code, period: AuditPeriod, before_id: int) -> Iterator[Evidence]:
    """What a function picks out in the order of days, from an adjustment on, a span at a time."""
    picks = _night(period.settings) if code is Code.OUTSIDE_HOURS else empty_of_meaning
    people = _people(store)
    day = entry_date(store, before_id)
    on, below = period.until, END
    if day is not None and day <= on:
        on, below = day, before_id
    while True:
        rows = store.rows(
            _LOOKED_AT[code], (people, period.since.isoformat(), on.isoformat(), below, SPAN)
        )
        for _, entry_id, value in rows:
            words = picks(value)
            if words is not None:
                yield Evidence(entry_id, words=words)
        if len(rows) < SPAN:
            return
        on, below = date.fromisoformat(rows[-1][0]), rows[-1][1]


def _night(settings: Settings) -> Callable[[int], str | None]:
    """What tells the studio's time of an instant (microseconds of UTC) outside its hours."""
    opens, closes = parse_time(settings.opens_at), parse_time(settings.closes_at)

    def tell(at: int) -> str | None:
        local = studio_time(instant_of(at), settings.timezone)
        shut = outside(local.time(), opens or time.min, closes or time.min)
        return f"{local:%H:%M}" if shut else None

    return tell


def _parameters(asked: _Asked, period: AuditPeriod, before_id: int) -> Values:
    return (asked.people, *_dates(period), before_id, *asked.own)


def _dates(period: AuditPeriod) -> tuple[str, str]:
    return period.since.isoformat(), period.until.isoformat()


def _people(store: Store) -> str:
    """Everybody who is a person, whatever became of her."""
    return json.dumps([s.id for s in list_staff(store) if s.username not in (SYSTEM, IMPORT)])


def _limits(store: Store, settings: Settings) -> str:
    """Who is limited in one adjustment, and to how many credits, as it is now (R19)."""
    found: list[Sequence[int]] = []
    for staff in list_staff(store):
        limit = settings.limits_of(staff.role, staff.limits).adjustment
        if limit:
            found.append((staff.id, limit))
    return json.dumps(found)


def _households(store: Store) -> str:
    """Each person who is a client too, with every client of her household and what ties them."""
    found = []
    for staff in list_staff(store):
        own = None if staff.member_id is None else read_member(store, staff.member_id)
        if own is None:
            continue
        alike = {own.id: own}
        for reference in (own.email, own.phone):
            alike.update((each.id, each) for each in members_by_reference(store, reference))
        ties = ((other.id, household_tie(own, other)) for other in alike.values())
        found += [(staff.id, member_id, tie) for member_id, tie in ties if tie is not None]
    return json.dumps(found)
