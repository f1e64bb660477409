"""The audit: its questions, what they find, where the keys lead, and other periods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from creditui.desk.audit_findings import PAGE
from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.store.ledger import append_all
from creditui.store.studio import read_settings, write_settings
from creditui.store.transaction import writing
from creditui.tui.screens.audit.findings import FindingsScreen
from creditui.tui.screens.audit.period import Period, last_days, read_period
from creditui.tui.screens.audit.screen import AuditScreen
from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.screens.ledger.pane import LedgerPane
from creditui.tui.screens.member.screen import MemberScreen
from creditui.tui.screens.studio.pane import StudioPane
from creditui.tui.screens.studio.screen import StudioLedgerScreen
from tests.support.studio import TODAY, Studio
from tests.support.visitor import TALL, Visitor, by_size, visiting
from tests.tui.screens.reading import MARKUP, a_story, act, add, same_studio

SIZES = [(60, 20), (80, 24), (120, 40)]


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        yield studio


def removals(studio: Studio, count: int) -> list[int]:
    """So many removals of one credit, in turn with adds; their ids, newest first."""
    gift = studio.add(count + 1)
    first = studio.draft(Kind.REMOVE, (studio.move(gift.movements[0].lot_id, -1),))
    before, left = first.balance_before, count + 1
    (lot,) = first.lots
    with writing(studio.store):
        append_all(
            studio.store,
            (
                replace(
                    first,
                    lots=(replace(lot, left_before=left - n, left_after=left - n - 1),),
                    request_id=f"removal-{n}",
                    note=f"removal number {n}",
                    balance_before=before - n,
                    balance_after=before - n - 1,
                )
                for n in range(count)
            ),
        )
    rows = studio.store.rows("SELECT id FROM ledger_entry WHERE kind = 'remove' ORDER BY id DESC")
    return [id for (id,) in rows]


async def asks(somebody: Visitor, name: str) -> None:
    """From the audit's questions open the one of that name."""
    listing = somebody.screen.listing
    code = next(row.question.code for row in listing.rows if row.question.name == name)
    listing.move_to(code)
    await somebody.settle()
    await somebody.press("enter")
    assert somebody.at(FindingsScreen)


def here(somebody: Visitor) -> Entry:
    row = somebody.screen.listing.highlighted
    assert row is not None
    entry: Entry = row.entry
    return entry


@pytest.mark.parametrize("username", ["mona", "audrey", "ada"])
async def test_one_key_opens_it_for_those_who_may(studio: Studio, username: str) -> None:
    async with visiting(studio, username) as somebody:
        await somebody.press("down", "g")
        assert somebody.at(AuditScreen)
        await somebody.press("escape")
        assert somebody.at(ClientsScreen)
        await somebody.press("down", "s", "g")
        assert somebody.at(AuditScreen)


async def test_nothing_of_the_screen_below_shines_through(studio: Studio) -> None:
    """The doors were a widget once, and took the screens' styles from them."""
    async with visiting(studio, "mona") as mona:
        for key in ("down", "g", "s"):
            await mona.press(key)
            assert mona.screen.styles.background.a == 1, mona.screen
        assert "30 days" not in mona.text


async def test_staff_are_not_offered_it_and_the_palette_says_why(studio: Studio) -> None:
    async with visiting(studio, "alice") as alice:
        await alice.press("down")
        assert "audit" not in alice.lines[-1]
        await alice.press("g")
        assert alice.at(ClientsScreen)
        assert "is not for your role; ask a manager, an auditor or an admin" in alice.told[-1]


@pytest.mark.parametrize("size", SIZES, ids=by_size)
async def test_counts_are_told_by_a_mark_and_the_rule_in_words(
    studio: Studio, size: tuple[int, int]
) -> None:
    a_story(studio)
    with writing(studio.store):
        settings = read_settings(studio.store)
        write_settings(studio.store, replace(settings, audit_large_credits=7))
    async with visiting(studio, "audrey", size=size) as audrey:
        await audrey.press("down", "g")
        assert "·  Copied notes" in audrey.text
        listing = audrey.screen.listing
        counts = {row.question.name: row.entries for row in listing.rows}
        assert counts["Removals"] == counts["Corrections"] == 1
        listing.move_to("removals")
        await audrey.settle()
        assert "●  Removals" in audrey.text
        listing.move_to("large")
        await audrey.settle()
        assert "of 7 credits or more" in " ".join(audrey.text.split())
        assert "A few large ones" in audrey.text
        assert "READ ONLY  audrey · auditor" in audrey.lines[0]


async def test_what_answers_is_listed_with_its_sentence_and_leads_on(studio: Studio) -> None:
    told = a_story(studio)
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "g")
        await asks(audrey, "Removals")
        assert here(audrey).id == told["removal"].id
        assert "Mona Meyer (via ada) removed 1 credit of Massage for Maya Okafor" in audrey.text
        await audrey.press("m")
        assert audrey.at(MemberScreen)
        highlighted = audrey.screen.query_one(LedgerPane).highlighted
        assert highlighted is not None
        assert highlighted.id == told["removal"].id
        await audrey.press("escape")
        assert here(audrey).id == told["removal"].id
        await audrey.press("enter")
        assert audrey.at(StudioLedgerScreen)
        assert audrey.screen.query_one(StudioPane).highlighted.entry.id == told["removal"].id
        await audrey.press("escape")
        assert here(audrey).id == told["removal"].id
        await audrey.press("escape")
        assert audrey.screen.listing.highlighted.question.name == "Removals"


async def test_a_question_without_an_answer_says_so_and_leads_nowhere(studio: Studio) -> None:
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "g")
        await asks(audrey, "Corrections")
        assert "No entry of this period" in audrey.text
        await audrey.press("m", "enter")
        assert audrey.at(FindingsScreen)
        assert "no entry under the cursor" in audrey.told[-1]


async def test_findings_are_paged_both_ways_and_few_are_held(studio: Studio) -> None:
    wanted = removals(studio, 7 * PAGE + 30)
    async with visiting(studio, "audrey", size=TALL) as audrey:
        await audrey.press("down", "g")
        await asks(audrey, "Removals")
        listing = audrey.screen.listing
        assert len(listing.rows) == PAGE
        seen = {row.entry.id for row in listing.rows}
        while here(audrey).id != wanted[-1]:
            await audrey.press("pagedown")
            held = [row.entry.id for row in listing.rows]
            seen |= set(held)
            assert held == wanted[wanted.index(held[0]) :][: len(held)]
            assert len(held) <= listing.window.limit
        assert seen == set(wanted)
        while here(audrey).id != wanted[0]:
            await audrey.press("pageup")
            held = [row.entry.id for row in listing.rows]
            assert held == wanted[wanted.index(held[0]) :][: len(held)]
        await audrey.press("end")
        assert here(audrey).id == wanted[-1]
        await audrey.press("home")
        assert here(audrey).id == wanted[0]


async def test_another_period_is_typed_as_everywhere_and_kept_on_the_way_back(
    studio: Studio,
) -> None:
    act(studio, add(12, "A whole pack again"))
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "g")
        await asks(audrey, "Large adjustments")
        assert len(audrey.screen.listing.rows) == 1
        await audrey.press("p")
        await audrey.write("-60d")
        await audrey.press("down")
        await audrey.write("yesterday")
        assert "Mon 21 Sep to Thu 19 Nov 2026, 60 days" in audrey.text
        await audrey.press("enter")
        assert audrey.screen.listing.rows == ()
        await audrey.press("escape")
        counts = {row.question.name: row.entries for row in audrey.screen.listing.rows}
        assert counts["Large adjustments"] == 0
        assert "21 Sep to Thu 19 Nov" in audrey.text


async def test_a_period_that_is_none_says_why_at_its_field(studio: Studio) -> None:
    async with visiting(studio, "audrey") as audrey:
        await audrey.press("down", "g", "p")
        await audrey.write("soonish")
        await audrey.press("enter")
        assert "mon, yesterday, -30d" in audrey.text
        await audrey.press("escape")
        assert audrey.at(AuditScreen)
        assert audrey.screen.period is None


def test_what_is_typed_as_a_period() -> None:
    month = last_days(TODAY)
    assert (month.until - month.since).days == 29
    assert read_period("", "", TODAY) == (month, "", "")
    yesterday = TODAY - timedelta(days=1)
    assert read_period("Yesterday", "", TODAY) == (Period(yesterday, TODAY), "", "")
    assert read_period("", "yesterday", TODAY) == (last_days(yesterday), "", "")
    assert read_period("2026-11-20", "2026-11-20", TODAY) == (Period(TODAY, TODAY), "", "")
    period, first, last = read_period("2026-11-20", "2026-11-19", TODAY)
    assert (period, first, last) == (None, "", "The period ends before it begins.")
    assert read_period("x", "y", TODAY)[0] is None


async def test_hostile_text_in_a_finding_stays_text(studio: Studio) -> None:
    act(studio, add(12, MARKUP))
    async with visiting(studio, "audrey", size=(120, 40)) as audrey:
        await audrey.press("down", "g")
        await asks(audrey, "Large adjustments")
        assert "[@click=app.quit]" in audrey.text
