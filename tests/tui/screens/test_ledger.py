"""A member's ledger, its rows and its ends, with the keys a person presses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from creditui.desk.ledger import PAGE
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.screens.ledger.explain import ExplainScreen
from creditui.tui.screens.ledger.screen import LedgerScreen
from tests.support.studio import Studio
from tests.tui.screens.at_ledger import goes_to, ledger_of, pane
from tests.tui.screens.reading import a_story, act, add, many_entries, reader, same_studio


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        yield studio


async def test_the_newest_is_first_and_what_corrects_what_is_said_in_words(studio: Studio) -> None:
    told = a_story(studio)
    async with reader(studio, size=(120, 40)) as mona:
        await mona.opens(ledger_of(studio))
        rows = pane(mona).listing.rows
        assert [row.entry.id for row in rows[:2]] == [told["set"].id, told["hostile"].id]
        assert f"corrects {told['removal'].id}" in mona.text
        assert "corrected" in mona.line("-1")


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
async def test_a_row_says_whole_who_it_was_and_which_service(studio: Studio, columns: int) -> None:
    a_story(studio)
    async with reader(studio, size=(columns, 40)) as mona:
        await mona.opens(ledger_of(studio))
        row = mona.line("-1 Massage")
        told = {60: "Remove", 80: "mona  ", 120: "mona  ", 200: "mona via ada  "}[columns]
        assert told in row
        assert "mona v" not in row.replace("mona via ada", "")


async def test_in_40_columns_a_row_says_whole_when_it_was_and_how_many(studio: Studio) -> None:
    a_story(studio)
    async with reader(studio, size=(40, 20)) as mona:
        await mona.opens(ledger_of(studio))
        assert mona.line("-1 Massage").split()[:3] == ["20", "Nov", "12:03"]


async def test_every_entry_of_a_long_ledger_is_reached_and_few_are_held(studio: Studio) -> None:
    many_entries(studio, 1000)
    async with reader(studio, size=(80, 100)) as mona:
        await mona.opens(ledger_of(studio))
        listing = pane(mona).listing
        assert len(listing.rows) <= 3 * PAGE
        seen: list[int] = []
        while (entry := pane(mona).highlighted) is not None and entry.seq > 1:
            seen += [row.entry.seq for row in listing.rows]
            await mona.press("pagedown")
            assert len(listing.rows) <= 600
        assert set(seen) == set(range(1, 1003))
        for _ in range(5):
            await mona.press("pageup")
        entries = [row.entry.seq for row in listing.rows]
        assert entries == sorted(entries, reverse=True)
        assert entries == list(range(entries[0], entries[-1] - 1, -1))


async def test_end_and_home_go_to_the_very_ends(studio: Studio) -> None:
    many_entries(studio, 1000)
    async with reader(studio, size=(80, 60)) as mona:
        await mona.opens(ledger_of(studio))
        await mona.press("end")
        entry = pane(mona).highlighted
        assert entry is not None
        assert entry.seq == 1
        for _ in range(4):
            await mona.press("pageup")
        seqs = [row.entry.seq for row in pane(mona).listing.rows]
        assert seqs == list(range(seqs[0], 0, -1))
        assert len(seqs) > PAGE
        await mona.press("home")
        entry = pane(mona).highlighted
        assert entry is not None
        assert entry.seq == 1002
        assert pane(mona).listing.window.more_before is False


async def test_a_correction_is_known_wherever_the_page_begins(studio: Studio) -> None:
    a_story(studio)
    many_entries(studio, 700)
    async with reader(studio) as mona:
        await mona.opens(ledger_of(studio))
        await mona.press("end")
        assert "corrected" in mona.line("-1")


async def test_a_new_entry_is_highlighted_and_marked(studio: Studio) -> None:
    a_story(studio)
    async with reader(studio) as mona:
        await mona.opens(ledger_of(studio))
        await mona.press("down", "down")
        new = act(studio, add(1, "While she was reading"))
        await pane(mona).load(new.id)
        await mona.settle()
        assert pane(mona).highlighted == new
        await mona.press("down")
        assert mona.line("While she was").startswith("+ ")


async def test_read_again_the_cursor_stays_on_its_entry(studio: Studio) -> None:
    told = a_story(studio)
    async with reader(studio) as mona:
        await mona.opens(ledger_of(studio))
        await goes_to(mona, told["use"].id)
        act(studio, add(1, "While she was reading"))
        await pane(mona).load()
        await mona.settle()
        entry = pane(mona).highlighted
        assert entry is not None
        assert entry.id == told["use"].id


async def test_an_entry_is_corrected_from_the_ledger(studio: Studio) -> None:
    gift = a_story(studio)["gift"]
    async with reader(studio) as mona:
        await mona.opens(ledger_of(studio))
        await goes_to(mona, gift.id)
        await mona.press("c")
        assert isinstance(mona.app.screen, FormScreen)
        await mona.press("enter")
        await mona.applies("given to the wrong client")
        assert isinstance(mona.app.screen, LedgerScreen)
        entry = pane(mona).highlighted
        assert entry is not None
        assert (entry.corrects, entry.credits) == (gift.id, -2)
        await mona.press("escape")
        (applied,) = mona.results
        assert applied is not None
        assert applied.entry == entry


async def test_what_is_corrected_already_is_not_offered_and_says_why(studio: Studio) -> None:
    told = a_story(studio)
    async with reader(studio) as mona:
        await mona.opens(ledger_of(studio))
        assert "c correct" in mona.text
        await goes_to(mona, told["removal"].id)
        assert "c correct" not in mona.text
        reason = mona.why_not("correct")
        assert reason == f"Entry {told['correction'].id} corrects this one already."


async def test_who_only_reads_is_offered_no_correction(studio: Studio) -> None:
    a_story(studio)
    async with reader(studio, "audrey") as audrey:
        await audrey.opens(ledger_of(studio))
        assert "READ ONLY" in audrey.text
        assert "c correct" not in audrey.text
        await audrey.press("c", "x")
        assert isinstance(audrey.app.screen, ExplainScreen)


async def test_an_empty_ledger_says_so(studio: Studio) -> None:
    async with reader(studio) as mona:
        await mona.opens(ledger_of(studio, "nora"))
        assert "Nothing has changed this member's credits yet" in mona.text
        assert "enter open" not in mona.text
        await mona.press("enter", "c", "x", "end", "pagedown")
        assert isinstance(mona.app.screen, LedgerScreen)


async def test_a_member_who_is_gone_is_said_in_a_sentence(studio: Studio) -> None:
    async with reader(studio) as mona:
        await mona.opens(LedgerScreen(999, "Nobody"))
        assert pane(mona).listing.rows == ()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (200, 60)])
async def test_lines_fit_and_the_footer_is_whole(studio: Studio, size: tuple[int, int]) -> None:
    a_story(studio)
    async with reader(studio, size=size) as mona:
        await mona.opens(ledger_of(studio))
        lines = mona.text.splitlines()
        assert lines[-1].strip().startswith("enter open")
        assert "20 Nov 12:06" in mona.text
        assert max(map(len, lines[1:-1])) <= min(size[0], 216)
