"""The audit of the sample studio, held against a plain reading of every entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from creditui.desk.audit import audit_overview
from creditui.desk.audit_findings import audit_findings, newer_findings
from creditui.desk.audit_summary import SUMMARIES, audit_summary, summed_up
from creditui.desk.refused import refused_attempts
from creditui.desk.session import Desk
from creditui.desk.studio_ledger import read_filter, studio_ledger
from creditui.domain.audit.questions import QUESTIONS
from creditui.domain.calendar import studio_time
from creditui.domain.kinds import ADJUSTMENTS, Kind
from creditui.domain.ledger import Entry
from creditui.domain.people import Limits
from creditui.domain.settings import Settings
from creditui.store.engine import open_store
from creditui.store.entries import entries_by_ids
from creditui.store.staff import list_staff
from creditui.store.studio import write_settings
from creditui.store.transaction import writing
from tests.desk.demo.studio import TODAY, Made, make

SINCE, UNTIL = TODAY - timedelta(days=150), TODAY - timedelta(days=10)
LOW = Settings(
    timezone="Europe/London",
    opens_at="09:30",
    closes_at="17:15",
    limits={"staff": Limits(adjustment=3)},
    audit_dormant_days=20,
    audit_near_limit_count=3,
    audit_near_limit_days=10,
    audit_quick_use_minutes=21 * 24 * 60,
    audit_copied_notes=2,
    audit_large_credits=3,
)
"""Thresholds so low that an ordinary studio answers most questions."""


@pytest.fixture(scope="module")
def low(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """A sample studio with low thresholds."""
    folder: Path = tmp_path_factory.mktemp("audit")
    made = make(folder, members=150, seed=3)
    store = open_store(made.url)
    with writing(store):
        write_settings(store, LOW)
    store.close()
    yield made
    made.store.close()


@pytest.fixture
def desk(low: Made) -> Iterator[Desk]:
    desk = low.desk("audrey")
    yield desk
    desk.close()


def entries(made: Made) -> tuple[Entry, ...]:
    """Every entry, oldest first."""
    ids = [id for (id,) in made.store.rows("SELECT id FROM ledger_entry")]
    return entries_by_ids(made.store, ids)[::-1]


def plain(made: Made) -> dict[str, set[int]]:
    """The answers, worked out entry by entry with nothing clever."""
    every = entries(made)
    acts = [e for e in every if e.kind in ADJUSTMENTS and e.actor not in ("system", "import")]
    asked = [e for e in acts if SINCE <= e.studio_date <= UNTIL]
    notes = Counter((e.actor_id, e.note.lower()) for e in asked)
    return {
        "dormant": {e.id for e in asked if dormant(e, every)},
        "near-limit": near_limit(made, acts),
        "quick-use": {e.id for e in asked if quickly_used(e, every)},
        "outside-hours": {e.id for e in asked if not time(9, 30) <= local(e) < time(17, 15)},
        "copied-notes": {e.id for e in asked if notes[e.actor_id, e.note.lower()] >= 2},
        "large": {e.id for e in asked if abs(e.credits) >= 3},
        "over-allocation": {e.id for e in asked if "over_allocation" in e.flags},
        "removals": {e.id for e in asked if e.kind is Kind.REMOVE},
        "corrections": {e.id for e in asked if e.corrects is not None},
        "own-household": set(),
        "empty-notes": set(),
    }


def local(entry: Entry) -> time:
    return studio_time(entry.instant, LOW.timezone).time()


def dormant(entry: Entry, every: Sequence[Entry]) -> bool:
    before = [e for e in every if e.member_id == entry.member_id and e.seq < entry.seq]
    long_ago = entry.studio_date - timedelta(days=20)
    return (
        entry.credits > 0
        and entry.corrects is None
        and bool(before)
        and before[0].studio_date <= long_ago
        and all(e.studio_date <= long_ago for e in before if e.kind is Kind.USE)
    )


def quickly_used(entry: Entry, every: Sequence[Entry]) -> bool:
    made = {lot.id for lot in entry.new_lots}
    return any(
        e.kind is Kind.USE
        and e.id > entry.id
        and e.at - entry.at <= 21 * 86_400_000_000
        and made & {movement.lot_id for movement in e.movements}
        for e in every
    )


def near_limit(made: Made, acts: Sequence[Entry]) -> set[int]:
    limits = {s.id: LOW.limits_of(s.role, s.limits).adjustment for s in list_staff(made.store)}
    near = [
        e
        for e in acts
        if (limit := limits[e.actor_id]) and abs(e.credits) in {max(1, limit - 1), limit}
    ]
    found = set()
    for start in near:
        last = start.studio_date + timedelta(days=9)
        stretch = [
            e
            for e in near
            if e.actor_id == start.actor_id and start.studio_date <= e.studio_date <= last
        ]
        if len(stretch) >= 3:
            found |= {e.id for e in stretch if SINCE <= e.studio_date <= UNTIL}
    return found


def test_every_question_finds_what_a_plain_reading_finds(low: Made, desk: Desk) -> None:
    wanted = plain(low)
    assert wanted.keys() == {each.code for each in QUESTIONS}
    assert sum(1 for found in wanted.values() if found) >= 9
    found = {
        code: {f.entry.id for f in audit_findings(desk, code, SINCE, UNTIL, limit=9_999).findings}
        for code in wanted
    }
    assert found == wanted
    overview = audit_overview(desk, SINCE, UNTIL)
    counts = {answer.question.code: answer.entries for answer in overview.answers}
    assert counts == {code: len(ids) for code, ids in wanted.items()}


@pytest.mark.parametrize("by", SUMMARIES)
def test_every_summary_adds_up_to_the_same(low: Made, desk: Desk, by: str) -> None:
    lines = audit_summary(desk, by, SINCE, UNTIL)
    acts = [
        e
        for e in entries(low)
        if e.kind in ADJUSTMENTS
        and e.actor not in ("system", "import")
        and SINCE <= e.studio_date <= UNTIL
    ]
    assert sum(line.entries for line in lines) == len(acts) > 20
    assert sum(line.net for line in lines) == sum(e.credits for e in acts)
    assert all(line.added >= 0 >= line.removed for line in lines)
    labels = {
        "person": {e.actor for e in acts},
        "reason": {e.reason for e in acts},
        "service": {e.service for e in acts},
        "week": {str(monday(e.studio_date)) for e in acts},
    }
    assert {line.label for line in lines} == labels[by]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def test_an_ordinary_studio_has_little_to_ask_about(studio: Made) -> None:
    """Up to the evenings that were put there for the auditor."""
    quiet = TODAY - timedelta(days=3)
    desk = studio.desk("audrey")
    overview = audit_overview(desk, TODAY - timedelta(days=365), quiet)
    total = sum(line.entries for line in audit_summary(desk, "person", overview.since, quiet))
    desk.close()
    counts = {str(answer.question.code): answer.entries for answer in overview.answers}
    assert 0 < counts["removals"] < total / 2
    assert 0 < counts["corrections"] < total / 4
    assert counts["empty-notes"] == counts["own-household"] == counts["outside-hours"] == 0
    assert all(0 <= count <= total for count in counts.values())
    assert overview.refused == 0


@pytest.mark.parametrize("members", [24, 60])
def test_every_question_has_an_answer_in_the_last_thirty_days(tmp_path: Path, members: int) -> None:
    made = make(tmp_path, members=members)
    desk = made.desk("audrey")
    unanswered = [a.question.code for a in audit_overview(desk).answers if not a.entries]
    refused = [each.attempt.refusal.code for each in refused_attempts(desk)]
    desk.close()
    made.store.close()
    assert unanswered == []
    assert refused == ["own_membership", "permission", "limit"]


@pytest.mark.parametrize("by", SUMMARIES)
def test_a_line_of_a_summary_leads_to_exactly_its_entries(low: Made, desk: Desk, by: str) -> None:
    for line in audit_summary(desk, by, SINCE, UNTIL):
        wanted = read_filter(desk, str(summed_up(desk, by, line.label, SINCE, UNTIL)))
        page = studio_ledger(desk, wanted, limit=9_999)
        assert page.before_id is None
        assert len(page.entries) == line.entries
        assert sum(entry.credits for entry in page.entries) == line.net


@pytest.mark.parametrize("code", [each.code for each in QUESTIONS])
def test_findings_are_the_same_from_either_end(low: Made, desk: Desk, code: str) -> None:
    found = audit_findings(desk, code, SINCE, UNTIL, limit=9_999).findings
    held: list[int] = []
    above: int | None = 0
    while above is not None:
        page = newer_findings(desk, code, SINCE, UNTIL, above, limit=7)
        ids = [each.entry.id for each in page.findings]
        assert (page.before_id is None) == (above == 0 or not ids)
        held = ids + held
        above = page.after_id
    assert held == [each.entry.id for each in found]
