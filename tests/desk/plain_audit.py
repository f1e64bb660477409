"""The audit's questions once more, as plainly as they can be put: every entry is looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from creditui.domain.audit.notes import empty_of_meaning
from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.domain.settings import Settings

_ADJUSTING = (Kind.ADD, Kind.REMOVE, Kind.ALLOCATION)


@dataclass(frozen=True, slots=True)
class Plain:
    """A ledger from its first entry on, and what else the questions ask for."""

    ledger: Sequence[Entry]
    settings: Settings
    people: frozenset[str]
    """Usernames of everybody but *system* and *import*."""
    limits: Mapping[str, int]
    """What those who are limited may adjust at once, by username."""
    households: Mapping[str, frozenset[int]]
    """The members of a person's household, by username."""

    def found(self, code: str, since: date, until: date) -> list[int]:
        """The entries that answer the question, oldest first."""
        inside = [e for e in self.ledger if since <= e.studio_date <= until]
        if code == "own-household":
            given = [e for e in inside if e.kind in (*_ADJUSTING, Kind.GIVE_BACK)]
            return [e.id for e in given if self._own(e)]
        asked = [e for e in inside if self._by_person(e)]
        if code == "copied-notes":
            return self._copied(asked)
        return [e.id for e in asked if self._answers(code, e)]

    def _answers(self, code: str, entry: Entry) -> bool:
        match code:
            case "dormant":
                return self._dormant(entry)
            case "near-limit":
                return self._near(entry)
            case "quick-use":
                return self._quick(entry)
            case "outside-hours":
                return self._outside(entry)
            case "empty-notes":
                return empty_of_meaning(entry.note) is not None
            case "large":
                return abs(entry.credits) >= self.settings.audit_large_credits
            case "over-allocation":
                return "over_allocation" in entry.flags
            case "removals":
                return entry.kind is Kind.REMOVE
            case "corrections":
                return entry.corrects is not None
        raise AssertionError(f"{code} is a question that nobody put plainly")

    def _by_person(self, entry: Entry) -> bool:
        return entry.kind in _ADJUSTING and bool(entry.reason) and entry.actor in self.people

    def _own(self, entry: Entry) -> bool:
        return any(
            entry.member_id in self.households.get(who, ())
            for who in (entry.actor, entry.via or "")
        )

    def _dormant(self, entry: Entry) -> bool:
        day = entry.studio_date - timedelta(days=self.settings.audit_dormant_days)
        before = [e for e in self.ledger if e.member_id == entry.member_id and e.id < entry.id]
        used = any(e.kind is Kind.USE and e.studio_date > day for e in before)
        known = bool(before) and before[0].studio_date <= day
        return entry.credits > 0 and entry.corrects is None and known and not used

    def _near(self, entry: Entry) -> bool:
        near = [e for e in self.ledger if self._by_person(e) and self._at_limit(e)]
        return entry in near and any(
            self._is_many(day, entry, near) for day in _days(entry, self.settings)
        )

    def _at_limit(self, entry: Entry) -> bool:
        limit = self.limits.get(entry.actor, 0)
        return limit > 0 and abs(entry.credits) in (limit, limit - 1)

    def _is_many(self, first: date, entry: Entry, near: Iterable[Entry]) -> bool:
        last = first + timedelta(days=self.settings.audit_near_limit_days - 1)
        alike = [e for e in near if e.actor == entry.actor and first <= e.studio_date <= last]
        return len(alike) >= self.settings.audit_near_limit_count

    def _quick(self, entry: Entry) -> bool:
        made = {lot.id for lot in entry.new_lots}
        within = timedelta(minutes=self.settings.audit_quick_use_minutes)
        return any(
            e.kind is Kind.USE and e.instant - entry.instant <= within
            for e in self.ledger
            if e.id > entry.id and made & {move.lot_id for move in e.movements}
        )

    def _outside(self, entry: Entry) -> bool:
        local = entry.instant.astimezone(ZoneInfo(self.settings.timezone)).time()
        opens, closes = map(time.fromisoformat, (self.settings.opens_at, self.settings.closes_at))
        return not opens <= local < closes

    def _copied(self, asked: Sequence[Entry]) -> list[int]:
        given = Counter((e.actor, e.note.casefold()) for e in asked)
        many = self.settings.audit_copied_notes
        return [e.id for e in asked if given[e.actor, e.note.casefold()] >= many]


def _days(entry: Entry, settings: Settings) -> Iterable[date]:
    """The first days of all stretches that the entry can be in."""
    return (entry.studio_date - timedelta(days=n) for n in range(settings.audit_near_limit_days))
