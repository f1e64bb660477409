"""Somebody who reads the ledger and the periods, and a member about whom there is much to read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from creditui.desk.applying import Applied, apply
from creditui.desk.session import open_desk
from creditui.domain.kinds import Kind, Source
from creditui.domain.ledger import Entry
from creditui.domain.proposal import Act, Add, Correct, LotChange, Remove, SetAllocation, Use, Why
from creditui.store.bulk import insert_period_services, insert_periods
from creditui.store.ledger import append_all
from creditui.store.transaction import writing
from creditui.tui.commands import BY_ID
from creditui.tui.screen import CreditScreen
from creditui.tui.screens.form.screen import FormScreen
from tests.support.hands import running
from tests.support.session import desk_app
from tests.support.studio import TODAY, Studio, open_studio
from tests.support.visitor import Visitor

MARKUP = "[@click=app.quit]quit[/] [bold red]bold[/] a [/] b"
"""What must stay text in a note."""


@dataclass
class Reader(Visitor):
    """Somebody at the ledger, at one screen of it."""

    studio: Studio
    results: list[Applied | None] = field(default_factory=list)
    """What the screens she opened ended with."""

    async def opens(self, screen: Screen[Any]) -> None:
        self.app.push_screen(screen, self.results.append)
        await self.settle()

    async def applies(self, note: str) -> None:
        """From the note of a form to the ledger."""
        await self.write_at_once(note)
        await self.press("enter")
        form = self.app.screen
        assert isinstance(form, FormScreen)
        assert form.reviewed is not None, self.text
        self.answers_now()
        await self.press("enter")

    def why_not(self, command: str) -> str | None:
        """What speaks against a command on the screen."""
        screen = self.app.screen
        assert isinstance(screen, CreditScreen)
        return screen.why_not(BY_ID[command])

    def words(self) -> str:
        """Everything on the screen with single spaces."""
        return " ".join(self.text.split())


@contextmanager
def same_studio(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    """The sample studio, in the same colours wherever it is shown.

    A terminal's colours are taken from the environment.
    """
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    with open_studio(folder) as studio:
        yield studio


@asynccontextmanager
async def reader(
    studio: Studio,
    username: str = "mona",
    size: tuple[int, int] = (80, 24),
    *,
    read_only: bool = False,
) -> AsyncIterator[Reader]:
    with desk_app(studio, username, read_only=read_only) as app:
        async with running(app, size=size) as pilot:
            yield Reader(app, pilot, studio)


def act(
    studio: Studio,
    act: Act,
    username: str = "mona",
    via: str | None = None,
    external_id: str = "maya",
) -> Entry:
    """Apply an act through a desk of its own, a minute after the last."""
    studio.clock.advance(minutes=1)
    actor = username if via is None else via
    desk = open_desk(
        studio.url, actor, as_username=None if via is None else username, clock=studio.clock
    )
    try:
        request = f"test-act-{studio.clock.instant:%H%M%S}-{username}"
        return apply(desk, studio.member_id(external_id), act, request).entry
    finally:
        desk.close()


def add(credits: int, note: str, **options: Any) -> Add:
    """Add massages to maya's membership for 30 days."""
    expires = TODAY + timedelta(days=options.pop("days", 30))
    why = Why(options.pop("reason", "goodwill"), note, options.pop("reference", ""))
    return Add(options.pop("membership", 1), "massage", credits, expires, why)


def a_story(studio: Studio) -> dict[str, Entry]:
    """What happened to maya on one day: a gift, a use, a removal, a correction, a new number."""
    told = {"gift": act(studio, add(2, "Sauna was cold on Tuesday", reference="ticket 4711"))}
    told["use"] = act(studio, Use("massage", 3), "alice")
    long_note = (
        "She was told by phone that the class of 12 November would not be counted; "
        "the front desk counted it all the same, and she wrote twice before anybody answered."
    )
    wrong = Remove(1, "massage", 1, Why("policy", long_note))
    told["removal"] = act(studio, wrong, via="ada")
    told["correction"] = act(
        studio, Correct(told["removal"].id, Why("correction", "The rule does not cover illness"))
    )
    told["hostile"] = act(studio, add(1, MARKUP, reason="promotion", days=5))
    told["set"] = act(
        studio, SetAllocation(1, "massage", 10, Why("goodwill", "Moved up to ten a month"), 8)
    )
    return told


def more_periods(studio: Studio) -> None:
    """Periods of maya's before and after the current one, each with its allocation."""
    periods = (
        (date(2025, 12, 15), date(2026, 1, 14)),
        (date(2026, 9, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 10, 31)),
        (date(2026, 12, 1), date(2026, 12, 31)),
    )
    with writing(studio.store):
        insert_periods(studio.store, ((1, *dates) for dates in periods))
        last = studio.store.row("SELECT max(id) FROM billing_period")[0]
        ids = range(last - len(periods) + 1, last + 1)
        insert_period_services(
            studio.store,
            ((id, code, end) for id, (_, end) in zip(ids, periods, strict=True) for code in _CODES),
        )
    for id, (starts, ends) in zip(ids, periods, strict=True):
        for code, credits in _CODES.items():
            _opening(studio, id, code, credits, starts, ends)


_CODES = {"massage": 8, "reformer": 4}


def _opening(
    studio: Studio, period: int, service: str, credits: int, starts: date, ends: date
) -> None:
    lot = LotChange(None, credits, 0, credits, Source.ALLOCATION, starts, ends, 1, period)
    draft = studio.draft(Kind.OPENING, (lot,), service=service)
    studio.append(replace(draft, allocation_before=0, allocation_after=credits))


def many_entries(studio: Studio, count: int) -> None:
    """So many gifts of one credit to maya."""
    first = studio.draft(Kind.ADD, (studio.grant(1),))
    before = first.balance_before
    with writing(studio.store):
        append_all(
            studio.store,
            (
                replace(
                    first,
                    note=f"gift number {n:04}",
                    request_id=f"gift-{n}",
                    balance_before=before + n,
                    balance_after=before + n + 1,
                )
                for n in range(count)
            ),
        )
