"""View History and Update Credits with the keys a person presses, on a real database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from creditui.domain.expiry import default_expiry
from creditui.domain.membership import BillingPeriod, Membership
from creditui.domain.proposal import SetAllocation, Why
from creditui.domain.studio import Service
from creditui.store.bulk import upsert_memberships, upsert_services
from creditui.store.transaction import writing
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.screens.history.rows import PeriodRow, columns
from creditui.tui.screens.history.screen import HistoryScreen
from creditui.tui.screens.ledger.explain import ExplainScreen
from creditui.tui.screens.ledger.screen import LedgerScreen
from creditui.tui.screens.ledger.telling import say_period
from creditui.tui.widgets.columns import fit
from creditui.tui.widgets.windowed import Windowed
from tests.support.studio import GOLD, TODAY, Studio
from tests.tui.screens.reading import Reader, act, more_periods, reader, same_studio


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        more_periods(studio)
        yield studio


def history_of(studio: Studio, external_id: str = "maya") -> HistoryScreen:
    membership = studio.record(external_id).memberships[0]
    return HistoryScreen(membership.member_id, membership.id)


def under(mona: Reader) -> PeriodRow:
    """The row under the cursor."""
    listing: Windowed[PeriodRow] = mona.app.screen.query_one(Windowed)
    assert listing.highlighted is not None
    return listing.highlighted


async def test_every_period_and_service_is_a_row_and_the_current_one_is_first_under_the_cursor(
    studio: Studio,
) -> None:
    async with reader(studio) as mona:
        await mona.opens(history_of(studio))
        rows = mona.app.screen.query_one(Windowed).rows
        assert len(rows) == 10
        assert [row.state for row in rows[::2]] == ["upcoming", "current", "past", "past", "past"]
        assert (under(mona).state, under(mona).service) == ("current", "Massage")
        assert mona.line("▸").split()[1:] == [
            *("1–30", "Nov", "●", "current", "Massage"),
            *("0", "of", "8", "0", "8", "30", "Nov"),
        ]


async def test_what_has_expired_is_not_left_even_before_the_expiry_is_written(
    studio: Studio,
) -> None:
    async with reader(studio, size=(120, 40)) as mona:
        await mona.opens(history_of(studio))
        past = mona.line("1–31 Oct").split()
        assert past[4:] == ["Massage", "8", "0", "8", "0", "0", "Sat", "31", "Oct"]
        await mona.pilot.resize_terminal(80, 24)
        await mona.settle()
        assert "8 expired" in mona.line("1–31 Oct")


async def test_a_period_is_set_from_8_to_10_and_told_in_place(studio: Studio) -> None:
    async with reader(studio) as mona:
        await mona.opens(history_of(studio))
        await mona.press("u")
        assert isinstance(mona.app.screen, FormScreen)
        assert "Sun 1 Nov 2026 to Mon 30 Nov 2026" in mona.text
        await mona.write_at_once("10")
        await mona.press("enter", "enter", "enter")
        await mona.applies("upgraded her plan")
        assert isinstance(mona.app.screen, HistoryScreen)
        entry = studio.store.row("SELECT max(id) FROM ledger_entry")[0]
        assert f"✓ Done: 8 → 10 Massage for 1–30 Nov, entry {entry}" in mona.text
        assert (under(mona).state, under(mona).allocation.allocated) == ("current", 10)
        assert "0 of 10" in mona.line("▸")
        await mona.press("down")
        assert mona.line("0 of 10").startswith("+ ")
        await mona.press("escape")
        (applied,) = mona.results
        assert applied is not None
        assert applied.entry.id == entry


async def test_a_past_period_is_raised_with_an_expiry_that_has_not_passed(studio: Studio) -> None:
    async with reader(studio, size=(120, 40)) as mona:
        await mona.opens(history_of(studio))
        await mona.press("down", "down")
        assert under(mona).state == "past"
        record = studio.record()
        october = record.periods[1][2]
        settings = mona.app.catalogue.settings
        expires = default_expiry(record, record.memberships[0], TODAY, settings)
        why = Why("goodwill", "She was away ill")
        act(studio, SetAllocation(october.id, "massage", 9, why, 8, expires))
        await mona.press("escape")
        await mona.opens(history_of(studio))
        await mona.press("down", "down")
        row = under(mona)
        assert (row.left, row.expired, row.through) == (1, 8, expires)


async def test_an_act_abandoned_changes_nothing(studio: Studio) -> None:
    async with reader(studio) as mona:
        await mona.opens(history_of(studio))
        await mona.press("u", "escape")
        assert "✓" not in mona.text
        await mona.press("escape")
        assert mona.results == [None]


async def test_a_balance_is_explained_and_the_ledger_is_one_key_away(studio: Studio) -> None:
    async with reader(studio) as mona:
        await mona.opens(history_of(studio))
        await mona.press("down", "x")
        assert isinstance(mona.app.screen, ExplainScreen)
        assert "Why Reformer class is 4" in mona.text
        await mona.press("escape", "l")
        assert isinstance(mona.app.screen, LedgerScreen)
        await mona.press("escape")
        assert under(mona).service == "Reformer class"


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("gone", "grace ended on Thu 19 Nov 2026; its credits can be adjusted once"),
        ("exa", "ended on Thu 19 Nov 2026"),
        ("una", "starts on Mon 30 Nov 2026"),
    ],
)
async def test_a_closed_membership_is_not_updated_and_says_why(
    studio: Studio, who: str, sentence: str
) -> None:
    async with reader(studio) as mona:
        await mona.opens(history_of(studio, who))
        assert "u update" not in mona.text
        assert sentence in (mona.why_not("update") or "")
        await mona.press("u")
        assert isinstance(mona.app.screen, HistoryScreen)


async def test_who_only_reads_is_offered_no_update_and_enter_explains(studio: Studio) -> None:
    async with reader(studio, "audrey") as audrey:
        await audrey.opens(history_of(studio))
        assert "u update" not in audrey.text
        await audrey.press("enter")
        assert isinstance(audrey.app.screen, ExplainScreen)


async def test_a_membership_without_periods_says_what_brings_them(studio: Studio) -> None:
    with writing(studio.store):
        upsert_memberships(studio.store, [Membership(0, 8, GOLD, TODAY, external_id="ms-nora")])
    async with reader(studio) as mona:
        await mona.opens(history_of(studio, "nora"))
        assert "This membership has no billing period" in mona.text
        await mona.press("u", "x", "enter")
        assert isinstance(mona.app.screen, HistoryScreen)


async def test_a_membership_that_is_gone_says_so(studio: Studio) -> None:
    async with reader(studio) as mona:
        await mona.opens(HistoryScreen(studio.member_id(), 999))
        assert "There is no such membership" in mona.text
        await mona.press("u", "x", "enter")
        assert isinstance(mona.app.screen, HistoryScreen)


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (date(2026, 11, 1), date(2026, 11, 30), "1–30 Nov"),
        (date(2025, 11, 1), date(2025, 11, 30), "1–30 Nov 2025"),
        (date(2026, 1, 15), date(2026, 2, 14), "15 Jan–14 Feb"),
        (date(2025, 12, 15), date(2026, 1, 14), "15 Dec–14 Jan 2026"),
        (date(2026, 12, 15), date(2027, 1, 14), "15 Dec–14 Jan"),
        (date(2026, 12, 15), date(2027, 12, 14), "15 Dec–14 Dec 2027"),
        (date(2026, 11, 20), date(2026, 11, 20), "20 Nov"),
        (date(2025, 1, 1), date(2026, 12, 31), "1 Jan 2025–31 Dec 2026"),
        (date(2025, 1, 1), date(2026, 1, 1), "1 Jan 2025–1 Jan 2026"),
    ],
)
def test_a_period_is_told_without_doubt(starts: date, ends: date, said: str) -> None:
    assert say_period(BillingPeriod(1, 1, starts, ends), TODAY) == said


async def test_names_of_services_are_whole_where_there_is_room(studio: Studio) -> None:
    with writing(studio.store):
        upsert_services(studio.store, (Service("massage", "Reformer class"),))
    async with reader(studio, size=(86, 24)) as mona:
        await mona.opens(history_of(studio))
        assert "Reformer class" in mona.line("▸")
        assert "…" not in mona.text
    layout = fit(columns(80, ()), 76)
    assert [width for column, width in layout if column.title == "Period"] == [13]


async def test_a_figure_is_never_cut(studio: Studio) -> None:
    act(studio, SetAllocation(1, "massage", 9999, Why("goodwill", "As many as she likes"), 8))
    async with reader(studio) as mona:
        await mona.opens(history_of(studio))
        assert "0 of 9999" in mona.text
        assert "9999  30 Nov" in mona.text
        await mona.opens(history_of(studio, "grace"))
        assert "0 of 9999" not in mona.text


async def test_a_small_screen_leaves_out_columns_and_not_the_dates(studio: Studio) -> None:
    async with reader(studio, size=(60, 20)) as mona:
        await mona.opens(HistoryScreen(studio.member_id(), 1))
        assert "15 Dec–14 Jan 2026" in mona.text
        assert "0 of 8" in mona.line("1–31 Oct")
        assert "current" not in mona.text


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_the_keys_are_shown_at_every_size(studio: Studio, size: tuple[int, int]) -> None:
    async with reader(studio, size=size) as mona:
        await mona.opens(history_of(studio))
        lines = mona.text.splitlines()
        assert lines[-1].strip().startswith("enter open  u update")
        assert max(map(len, lines[1:-1])) <= 130
