"""A question that nobody waits for any more is stopped: what is asked next does not wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from creditui.desk.audit_findings import audit_findings
from creditui.desk.session import Desk
from creditui.domain.audit.questions import QUESTIONS
from creditui.tui.screens.audit.findings import NOTHING, FindingsScreen
from creditui.tui.screens.audit.screen import AuditScreen
from creditui.tui.screens.audit.totals import TotalsScreen
from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.screens.member.screen import MemberScreen
from creditui.tui.screens.studio.pages import ask_line
from creditui.tui.screens.studio.paging import NO_MATCH
from tests.support.long_query import LongQuery
from tests.support.patience import PATIENCE
from tests.support.studio import Studio
from tests.support.visitor import Visitor, visiting
from tests.tui.screens.reading import a_story, same_studio

AUDIT = "creditui.tui.screens.audit"
STUDIO = "creditui.tui.screens.studio"


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        a_story(studio)
        yield studio


async def runs(visitor: Visitor, query: LongQuery, *keys: str) -> None:
    """Press keys, the last of which asks the question."""
    await visitor.press(*keys[:-1])
    await visitor.pilot.press(keys[-1])
    await asyncio.to_thread(query.begun.wait, PATIENCE)


@pytest.mark.parametrize(
    ("asked", "keys", "back"),
    [
        (f"{AUDIT}.screen.audit_overview", ("down", "g"), ClientsScreen),
        (f"{AUDIT}.findings.audit_findings", ("down", "g", "enter"), AuditScreen),
        (f"{AUDIT}.totals.audit_summary", ("down", "g", "t"), AuditScreen),
        (f"{STUDIO}.paging.ask_line", ("down", "s"), ClientsScreen),
        (
            "creditui.tui.screens.story.screen.balance_story",
            ("down", "enter", "down", "t"),
            MemberScreen,
        ),
    ],
    ids=["audit", "findings", "totals", "studio ledger", "story"],
)
async def test_who_leaves_stops_what_is_read(
    studio: Studio,
    monkeypatch: pytest.MonkeyPatch,
    asked: str,
    keys: tuple[str, ...],
    back: type[ClientsScreen],
) -> None:
    query = LongQuery()
    monkeypatch.setattr(asked, query)
    async with visiting(studio) as visitor:
        await runs(visitor, query, *keys)
        await visitor.pilot.press("escape")
        assert visitor.at(back)
        await visitor.settle()
        await visitor.app.desk.ask(lambda _desk: None)
        assert query.stopped == "interrupted"
        assert visitor.told == []


async def test_another_question_does_not_wait_for_the_one_that_was_left(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    query, first = LongQuery(), QUESTIONS[0].code

    def asked(desk: Desk, code: str, *about: Any) -> Any:
        return query(desk) if code == first else audit_findings(desk, code, *about)

    monkeypatch.setattr(f"{AUDIT}.findings.audit_findings", asked)
    async with visiting(studio) as visitor:
        await runs(visitor, query, "down", "g", "enter")
        await visitor.press("escape", "down", "enter")
        assert visitor.at(FindingsScreen)
        assert visitor.screen.question == QUESTIONS[1]
        assert NOTHING in visitor.text
        assert query.stopped == "interrupted"


async def test_what_is_opened_does_not_wait_for_the_counts_which_are_asked_for_again(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with visiting(studio) as visitor:
        await visitor.press("down", "g")
        audit, query = visitor.screen, LongQuery()
        before = audit.overview
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(f"{AUDIT}.screen.audit_overview", query)
            await visitor.press("p")
            await visitor.write("2026-01-01")
            await runs(visitor, query, "enter")
            await visitor.press("t")
            assert visitor.at(TotalsScreen)
            assert query.stopped == "interrupted"
            assert audit.overview is before
        await visitor.press("escape")
        assert audit.overview.since == date(2026, 1, 1)
        assert "Thu 1 Jan" in visitor.text


@pytest.mark.parametrize("then", ["x", "enter"])
async def test_a_filter_that_is_changed_or_left_for_its_entries_stops_the_one_before(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    query = LongQuery()

    def asked(desk: Desk, line: str, at: int | None = None) -> Any:
        first = line == "late" and not query.begun.is_set()
        return query(desk) if first else ask_line(desk, line, at)

    monkeypatch.setattr(f"{STUDIO}.paging.ask_line", asked)
    async with visiting(studio) as visitor:
        await runs(visitor, query, "down", "s", "/", *"late")
        await visitor.press(then)
        assert NO_MATCH.partition(";")[0] in visitor.text
        assert query.stopped == "interrupted"
