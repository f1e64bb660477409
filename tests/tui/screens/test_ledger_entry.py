"""One entry of a member's ledger, read whole: beside the list, or in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from creditui.domain.settings import Settings
from creditui.store.studio import write_settings
from creditui.store.transaction import writing
from creditui.tui.screens.ledger.beside import Beside
from creditui.tui.screens.ledger.detail import EntryPane
from creditui.tui.screens.ledger.screen import LedgerScreen
from tests.support.studio import Studio
from tests.tui.screens.at_ledger import goes_to, ledger_of, pane
from tests.tui.screens.reading import MARKUP, a_story, act, add, more_periods, reader, same_studio


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        yield studio


async def test_the_detail_tells_every_field(studio: Studio) -> None:
    removal = a_story(studio)["removal"]
    async with reader(studio, size=(160, 50)) as mona:
        await mona.opens(ledger_of(studio))
        await goes_to(mona, removal.id)
        words = mona.words()
        for part in (
            "Remove -1 Massage",
            f"entry {removal.id}",
            "Balance 7 → 6",
            "By Mona Meyer (mona)",
            "Via ada",
            "When Fri 20 Nov 2026 12:03",
            "UTC 2026-11-20 12:03:00.000000",
            "Gold Monthly · 1",
            "1–30 Nov 2026",
            "-1 lot 1, allocated, through Mon 30 Nov",
            f"Corrected by entry {removal.id + 1}",
            "Reason Policy",
            f"{removal.id}, number {removal.seq} of Maya Okafor",
            removal.request_id,
            removal.hash.hex(),
            removal.prev_hash.hex(),
        ):
            assert part in words, part
        for word in removal.note.split():
            assert word in words


async def test_the_detail_tells_allocation_reference_and_flags(studio: Studio) -> None:
    told = a_story(studio)
    async with reader(studio, size=(120, 40)) as mona:
        await mona.opens(ledger_of(studio))
        assert "Allocation 8 → 10" in mona.words()
        await goes_to(mona, told["gift"].id)
        assert "Reference ticket 4711" in mona.words()
        assert "Flags ! more than the plan allocates" in mona.words()


async def test_a_lot_that_counts_later_says_from_when(studio: Studio) -> None:
    more_periods(studio)
    async with reader(studio, size=(120, 40)) as mona:
        await mona.opens(ledger_of(studio))
        assert "from Tue 1 Dec," in mona.words()


async def test_the_instant_is_told_in_studio_time_and_utc(studio: Studio) -> None:
    with writing(studio.store):
        write_settings(studio.store, Settings("Harbour Studio", timezone="Pacific/Kiritimati"))
    studio.clock.advance(microseconds=123456)
    act(studio, add(1, "In another zone"))
    async with reader(studio, size=(120, 40)) as mona:
        await mona.opens(ledger_of(studio))
        assert "When Sat 21 Nov 2026 02:01" in mona.words()
        assert "UTC 2026-11-20 12:01:00.123456" in mona.words()


async def test_at_80_columns_enter_opens_the_whole_entry_and_esc_closes_it(studio: Studio) -> None:
    a_story(studio)
    async with reader(studio) as mona:
        await mona.opens(ledger_of(studio))
        assert "UTC" not in mona.text
        await mona.press("enter")
        assert "UTC" in mona.text
        assert "Service" not in mona.line("When")
        assert "enter open" not in mona.text
        await mona.press("escape")
        assert isinstance(mona.app.screen, LedgerScreen)
        assert "UTC" not in mona.text
        await mona.press("enter", "enter")
        assert mona.app.screen.focused is pane(mona).listing
        await mona.press("escape")
        assert mona.results == [None]


async def test_a_long_entry_is_read_by_scrolling(studio: Studio) -> None:
    act(studio, add(1, "word " * 90 + "end"))
    async with reader(studio, size=(60, 12)) as mona:
        await mona.opens(ledger_of(studio))
        await mona.press("enter")
        assert "Request" not in mona.text
        await mona.press("end")
        assert "Hash before" in mona.text
        assert "Maya Okafor · Ledger" in mona.lines[0]


async def test_what_is_hostile_stays_text(studio: Studio) -> None:
    hostile = a_story(studio)["hostile"]
    async with reader(studio, size=(200, 60)) as mona:
        await mona.opens(ledger_of(studio))
        await goes_to(mona, hostile.id)
        assert MARKUP in mona.words()
        assert mona.app.is_running


async def test_resized_while_an_entry_is_open(studio: Studio) -> None:
    a_story(studio)
    async with reader(studio, size=(120, 40)) as mona:
        await mona.opens(ledger_of(studio))
        beside = mona.app.screen.query_one(Beside)
        assert beside.has_class("-split")
        await mona.press("enter")
        await mona.pilot.resize_terminal(80, 24)
        await mona.settle()
        assert not beside.has_class("-split")
        assert "UTC" in mona.text
        await mona.press("escape")
        assert mona.app.screen.query_one(EntryPane).size.height == 9
