"""The story of a balance as a picture: its line, its marks, its bands, and the cursor on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from creditui.domain.kinds import Kind
from creditui.domain.proposal import Add, Use, Why
from creditui.domain.reasons import Direction, Reason
from creditui.store.studio import write_reasons
from creditui.store.transaction import writing
from creditui.tui.screens.history.screen import HistoryScreen
from creditui.tui.screens.ledger.explain import ExplainScreen
from creditui.tui.screens.ledger.screen import LedgerScreen
from creditui.tui.screens.member.screen import MemberScreen
from creditui.tui.screens.story.picture import Picture
from creditui.tui.screens.story.screen import NOTHING, StoryScreen
from creditui.tui.screens.story.span import Zoom
from creditui.tui.screens.studio.screen import StudioLedgerScreen
from tests.support.studio import Studio
from tests.tui.screens.at_member import member_screen
from tests.tui.screens.reading import (
    MARKUP,
    Reader,
    a_story,
    act,
    add,
    many_entries,
    more_periods,
    reader,
    same_studio,
)

SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    with same_studio(tmp_path, monkeypatch) as studio:
        yield studio


def months(studio: Studio) -> None:
    """Half a year of maya's: a gift each month, two uses of it."""
    for n in range(6):
        why = Why("goodwill", f"gift of month {n}")
        act(studio, Add(1, "massage", 4, (studio.clock.now().date() + timedelta(days=25)), why))
        studio.clock.advance(days=10)
        act(studio, Use("massage", 1))
        studio.clock.advance(days=20)


def story(studio: Studio, external_id: str = "maya", service: str = "massage") -> StoryScreen:
    return StoryScreen(studio.member_id(external_id), service, 1)


def picture(mona: Reader) -> Picture:
    return mona.app.screen.query_one(Picture)


def under_cursor(mona: Reader) -> str:
    """The glyph that is painted in reverse, where it should be."""
    drawing, mark = picture(mona).drawing, picture(mona).mark
    assert drawing is not None
    assert mark is not None
    x, y = drawing.places[mark.entry_id]
    line = picture(mona).render_line(y).crop(x, x + 1)
    assert [bool(segment.style and segment.style.reverse) for segment in line] == [True]
    assert picture(mona).render_line(drawing.axis).crop(x, x + 1).text == "▲"
    return line.text


async def test_the_newest_entry_is_said_in_words(studio: Studio) -> None:
    act(studio, add(2, "Sauna was cold on Tuesday", reference="ticket 4711"))
    act(studio, Use("massage", 3), "alice")
    async with reader(studio) as mona:
        await mona.opens(story(studio))
        assert "Massage 7 in this membership" in mona.words()
        assert "Fri 20 Nov Use -3 10 → 7 by alice" in mona.words()
        assert "3 of 3" in mona.text
        assert under_cursor(mona) == "▼"
        await mona.press("left")
        assert "Fri 20 Nov Add +2 8 → 10 by mona" in mona.words()
        assert "Goodwill · Sauna was cold on Tuesday · ticket 4711" in mona.text


async def test_the_cursor_goes_through_all_entries_and_stops_at_the_ends(studio: Studio) -> None:
    months(studio)
    async with reader(studio) as mona:
        await mona.opens(story(studio))
        seen = []
        for _ in range(13):
            mark = picture(mona).mark
            assert mark is not None
            assert under_cursor(mona) in "○+▼●×"
            seen.append(mark.entry_id)
            await mona.press("left")
        assert seen == sorted(set(seen), reverse=True)
        assert "1 of 13" in mona.text
        await mona.press("left")
        assert "1 of 13" in mona.text
        await mona.press("end")
        assert "13 of 13" in mona.text
        await mona.press("home")
        assert "Opening +8 0 → 8 by import" in mona.words()


async def test_a_cursor_key_draws_nothing_anew(studio: Studio) -> None:
    """Moving among entries in sight repaints the cells of the cursor, not the picture."""
    act(studio, add(2, "Sauna was cold on Tuesday"))
    act(studio, Use("massage", 3))
    async with reader(studio) as mona:
        await mona.opens(story(studio))
        before = picture(mona).drawing
        await mona.press("left")
        assert picture(mona).drawing is before


async def test_plus_and_minus_show_less_time_or_more_and_say_where_that_ends(
    studio: Studio,
) -> None:
    months(studio)
    async with reader(studio) as mona:
        await mona.opens(story(studio))
        assert mona.line("Massage 0").endswith("3 months")
        assert mona.why_not("closer") == "It is as close as it gets: 3 months."
        assert "- further" in mona.text
        await mona.press("-")
        assert mona.line("Massage 0").endswith("whole story")  # less than a year: no step between
        assert mona.why_not("further") == "The whole story is in sight."
        assert len(picture(mona).drawing.places) == 13  # type: ignore[union-attr]
        await mona.press("+")
        assert mona.line("Massage 0").endswith("3 months")


async def test_a_short_story_is_shown_whole(studio: Studio) -> None:
    async with reader(studio) as mona:
        await mona.opens(story(studio))
        assert picture(mona).zoom is Zoom.ALL
        assert mona.why_not("closer") == "It is as close as it gets: whole story."
        assert mona.why_not("further") == "The whole story is in sight."


@pytest.mark.parametrize("size", SIZES)
async def test_the_axes_name_whole_credits_and_months(
    studio: Studio, size: tuple[int, int]
) -> None:
    months(studio)
    async with reader(studio, size=size) as mona:
        await mona.opens(story(studio))
        for _ in range(2):
            lines = mona.text.splitlines()
            ticks = re.findall(r"^ *([\d.]+)┤", mona.text, re.MULTILINE)
            assert len(ticks) >= 2
            assert all(tick.isdecimal() for tick in ticks), ticks
            assert [int(tick) for tick in ticks] == sorted(map(int, ticks), reverse=True)
            names = next(line for line in lines if "today" in line).split()
            assert set(names) & {"Feb", "Mar", "Apr", "May", "Jun"}
            assert lines[-1].strip().startswith("enter open")
            await mona.press("-")


@pytest.mark.parametrize("size", SIZES)
async def test_lots_are_bands_with_words(studio: Studio, size: tuple[int, int]) -> None:
    act(studio, add(4, "Waited for the sauna", days=14))
    async with reader(studio, size=size) as mona:
        await mona.opens(story(studio))
        assert "4 Goodwill, through 4 Dec" in mona.text
        assert "8 allocated, through 30 Nov" in mona.text
        assert "━┥" in mona.line("through 4 Dec")


async def test_what_comes_is_dotted_and_said_to_depend_on_use(studio: Studio) -> None:
    act(studio, add(4, "Waited for the sauna", days=40))
    async with reader(studio) as mona:
        await mona.opens(story(studio))
        assert "┈┈ if nothing is used" in mona.text
        today = mona.line("today").index("today") + 2
        line = mona.line("┈┐")  # 12 through 30 November, then 4
        assert "━" not in line[today + 2 :]
        assert "└┈" in mona.text


async def test_a_lot_without_end_runs_to_the_edge(studio: Studio) -> None:
    endless = replace(studio.grant(3), expires_on=None)
    studio.append(studio.draft(Kind.ADD, (endless,)))
    async with reader(studio) as mona:
        await mona.opens(story(studio))
        assert mona.line("3 Correction, no expiry").rstrip().endswith("▸")


async def test_a_lot_that_lasts_thousands_of_years_does_too(studio: Studio) -> None:
    act(studio, Add(1, "massage", 3, date(9999, 12, 30), Why("goodwill", "as long as you like")))
    async with reader(studio) as mona:
        await mona.opens(story(studio))
        for _ in range(3):
            assert mona.line("3 Goodwill, through 30 Dec 9999").rstrip().endswith("▸")
            await mona.press("-")


async def test_lots_that_have_no_row_are_counted(studio: Studio) -> None:
    many_entries(studio, 30)
    async with reader(studio) as mona:
        await mona.opens(story(studio))
        assert "more lots" in mona.text
        shown = mona.text.count("through ")
        assert f"and {31 - shown} more lots" in mona.text


async def test_of_thousands_of_entries_the_left_out_are_counted(studio: Studio) -> None:
    many_entries(studio, 1_200)
    async with reader(studio) as mona:
        await mona.opens(story(studio))
        assert "Since Fri 20 Nov: the newest 1,000 of 1,201 entries." in mona.text
        assert "1,000 of 1,000" in mona.text


async def test_what_was_never_given_has_no_story(studio: Studio) -> None:
    async with reader(studio) as mona:
        await mona.opens(StoryScreen(studio.member_id("nora"), "massage"))
        assert "Massage 0  in all memberships" in mona.text
        assert NOTHING in mona.text
        await mona.press("left", "home", "enter", "+", "-")
        assert isinstance(mona.app.screen, StoryScreen)
        assert mona.why_not("open") == "There is no entry here yet."
        await mona.press("escape")
        assert not isinstance(mona.app.screen, StoryScreen)


async def test_text_from_data_is_only_text(studio: Studio) -> None:
    """A reason's name goes over the bands, a note into a line: neither as markup nor escapes."""
    hostile = "\x1b[31m[red]世界[/] \x07"
    with writing(studio.store):
        write_reasons(studio.store, (Reason(Direction.ADD, "odd", hostile, "for tests"),))
    act(studio, add(2, MARKUP, reason="odd", days=35))
    async with reader(studio, size=(120, 40)) as mona:
        await mona.opens(story(studio))
        assert MARKUP in mona.text
        assert "2 \ufffd[31m[red]世界[/]" in mona.text
        assert "\x1b" not in mona.text
        assert "\x07" not in mona.text
        rows = range(picture(mona).size.height)
        assert {picture(mona).render_line(y).cell_length for y in rows} == {118}


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_a_new_theme_is_painted_at_once(studio: Studio, theme: str) -> None:
    async with reader(studio) as mona:
        mona.app.theme = "light" if theme == "dark" else "dark"
        await mona.opens(story(studio))
        before = picture(mona).render_line(3)
        await mona.press("f2")
        assert mona.app.theme == theme
        assert picture(mona).render_line(3) != before
        assert picture(mona).render_line(3).text == before.text


async def test_a_terminal_too_small_for_it_shows_the_words_alone(studio: Studio) -> None:
    async with reader(studio, size=(40, 10)) as mona:
        await mona.opens(story(studio))
        assert "Opening +8" in mona.text
        await mona.pilot.resize_terminal(80, 24)
        await mona.settle()
        assert under_cursor(mona) == "○"


# From where it is reached, and where it leads


async def test_enter_goes_to_the_entry_in_the_ledger(studio: Studio) -> None:
    told = a_story(studio)
    async with reader(studio) as mona:
        await mona.opens(story(studio))
        await mona.press("home", "right")
        await mona.press("enter")
        member = mona.app.screen
        assert isinstance(member, MemberScreen)
        place = member.place
        assert place is not None
        assert place.entry == told["gift"]
        await mona.press("escape")
        assert isinstance(mona.app.screen, StoryScreen)


async def test_what_was_corrected_meanwhile_is_in_it(studio: Studio) -> None:
    months(studio)
    async with reader(studio) as mona:
        await mona.opens(story(studio))
        await mona.press("-", "left", "enter")
        act(studio, add(2, "While she looked at the ledger", days=200))
        await mona.press("escape")
        assert "Massage 2" in mona.text
        assert "12 of 14" in mona.text
        assert picture(mona).zoom is Zoom.ALL


async def test_a_member_leads_to_it_from_a_balance_or_a_lot(studio: Studio) -> None:
    async with reader(studio) as mona:
        await mona.opens(member_screen(mona, studio))
        await mona.press("home")
        assert mona.why_not("story") == (
            "Put the cursor on a service or a lot: its balance is what is drawn."
        )
        await mona.press("down", "t")
        assert isinstance(mona.app.screen, StoryScreen)
        assert "Massage 8 in this membership" in mona.words()


async def test_an_entry_leads_to_itself(studio: Studio) -> None:
    told = a_story(studio)
    more_periods(studio)
    maya = studio.member_id()
    for screen, keys in (
        (LedgerScreen(maya, "Maya"), ("end", "up")),
        (ExplainScreen(maya, "massage", 1), ()),
        (StudioLedgerScreen("member:maya type:use"), ()),
    ):
        async with reader(studio) as mona:
            await mona.opens(screen)
            await mona.press(*keys, "t")
            assert isinstance(mona.app.screen, StoryScreen), type(screen)
            if isinstance(screen, StudioLedgerScreen):
                mark = picture(mona).mark
                assert mark is not None
                assert mark.entry == told["use"]


async def test_a_billing_period_leads_to_the_story_of_its_service(studio: Studio) -> None:
    async with reader(studio) as mona:
        await mona.opens(HistoryScreen(studio.member_id(), 1))
        await mona.press("down", "t")
        assert isinstance(mona.app.screen, StoryScreen)
        assert "Reformer class 4 in this membership" in mona.words()
