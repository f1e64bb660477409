"""The audit's queries go by the days of adjustments, however long the ledger is."""

from datetime import timedelta

import pytest

from creditui.domain.audit.questions import Code
from creditui.domain.settings import Settings
from creditui.store import audit_queries, audit_sql
from creditui.store.audit_queries import AuditPeriod, count_evidence, find_evidence
from creditui.store.engine import Store
from creditui.store.queries import END
from tests.support.studio import TODAY, Studio

PERIOD = AuditPeriod(TODAY - timedelta(days=29), TODAY, Settings(timezone="Europe/London"))


def plan(store: Store, sql: str, parameters: tuple[str | int, ...]) -> list[str]:
    """What SQLite reads for the outermost rows and everything joined to them."""
    return [row[3] for row in store.rows(f"EXPLAIN QUERY PLAN {sql}", parameters)]


@pytest.mark.parametrize("code", [code for code in Code if code is not Code.OWN_HOUSEHOLD])
def test_a_question_reads_the_adjustments_of_its_days(studio: Studio, code: Code) -> None:
    if code in audit_queries._LOOKED_AT:
        days = (PERIOD.since.isoformat(), PERIOD.until.isoformat())
        read = plan(studio.store, audit_queries._LOOKED_AT[code], ("[2]", *days, END, 100))
    else:
        asked = audit_queries._asked(studio.store, code, PERIOD.settings)
        parameters = audit_queries._parameters(asked, PERIOD, END)
        read = plan(studio.store, f"{asked.sql} ORDER BY id DESC LIMIT 100", parameters)
    first = next(step for step in read if step.startswith(("SCAN e", "SEARCH e")))
    assert "USING INDEX ledger_entry_adjusted (studio_date" in first
    tables = ("SCAN e", "SCAN u", "SCAN f", "SCAN c", "SCAN l", "SCAN m")
    assert [step for step in read if step.split(" USING")[0] in tables] == []


@pytest.mark.parametrize("by", audit_sql.SUMMARIES)
def test_a_summary_reads_the_adjustments_of_its_days(studio: Studio, by: str) -> None:
    days = (PERIOD.since.isoformat(), PERIOD.until.isoformat())
    read = plan(studio.store, audit_sql.SUMMARIES[by], ("[2]", *days))
    assert any("SEARCH e USING INDEX ledger_entry_adjusted" in step for step in read)


def test_a_household_is_read_by_its_members(studio: Studio) -> None:
    sql = audit_sql.OWN_HOUSEHOLD
    days = (PERIOD.since.isoformat(), PERIOD.until.isoformat())
    read = plan(studio.store, sql, ("[]", *days, END))
    assert any("SEARCH e" in step and "(member_id=?" in step for step in read)


def test_what_is_looked_at_in_steps_misses_nothing(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio.clock.advance(hours=10)
    made = []
    for n in range(7):
        made.append(studio.add().id)
        if n % 3 == 2:
            studio.clock.advance(hours=1)
    whole = find_evidence(studio.store, Code.OUTSIDE_HOURS, PERIOD, None, 100)
    assert [each.entry_id for each in whole] == made[::-1]
    monkeypatch.setattr(audit_queries, "SPAN", 2)
    assert find_evidence(studio.store, Code.OUTSIDE_HOURS, PERIOD, None, 100) == whole
    assert count_evidence(studio.store, Code.OUTSIDE_HOURS, PERIOD) == 7
    for before in (*made, 99):
        rest = find_evidence(studio.store, Code.OUTSIDE_HOURS, PERIOD, before, 100)
        assert rest == tuple(each for each in whole if each.entry_id < before)
