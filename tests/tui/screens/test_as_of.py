"""Looking back with the keys a person presses: a member as she was at the end of a studio date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from creditui.domain.calendar import BadDate
from creditui.domain.proposal import Add, Correct, Remove, Use, Why
from creditui.tui.configuration import Configuration
from creditui.tui.screens.as_of.dialog import AsOfDialog
from creditui.tui.screens.as_of.past import read_day
from creditui.tui.screens.history.screen import HistoryScreen
from creditui.tui.screens.ledger.explain import ExplainScreen
from creditui.tui.screens.ledger.screen import LedgerScreen
from creditui.tui.screens.member.screen import MemberScreen
from creditui.tui.screens.member.tabs import Tab
from creditui.tui.widgets.help import Help
from creditui.tui.widgets.palette import Palette
from tests.support.studio import TODAY, Studio, open_studio
from tests.support.visitor import Visitor, by_size, visiting
from tests.tui.screens.at_member import at, member_screen
from tests.tui.screens.reading import act

BANNER = "worked out from the ledger; nothing can be changed here."


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """Maya held 8; +2 today, -3 used tomorrow, and what is left of the 2 corrected on day 2."""
    with open_studio(tmp_path) as studio:
        gift = act(studio, Add(1, "massage", 2, TODAY + timedelta(days=30), NOTE))
        studio.clock.advance(days=1)
        act(studio, Use("massage", 3))
        studio.clock.advance(days=1)
        act(studio, Correct(gift.id, Why("correction", "She was not owed these")))
        yield studio


NOTE = Why("goodwill", "Sauna was cold on Friday")


async def look_back(visitor: Visitor, day: str) -> None:
    """Ask for another day, as a person does."""
    await visitor.press("d")
    assert visitor.at(AsOfDialog), visitor.text
    await visitor.write_at_once(day)
    await visitor.press("enter")


def words(visitor: Visitor) -> str:
    return " ".join(visitor.text.split())


# Which day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-10-01", date(2026, 10, 1)),
        ("1 oct", date(2026, 10, 1)),
        ("4 dec", date(2025, 12, 4)),
        ("  Yesterday ", TODAY - timedelta(days=1)),
        ("-30d", TODAY - timedelta(days=30)),
        ("-2m", date(2026, 9, 20)),
        ("today", TODAY),
        ("fri", TODAY),
        ("thu", TODAY - timedelta(days=1)),
    ],
)
def test_a_day_is_read_looking_back(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "Give a day; write it like 2026-10-01"),
        ("soon", "not a date I can read; write it like 2026-10-01, 1 oct, fri, yesterday or -30d."),
        ("x" * 60, "not a date I can read"),
        ("1/10", "write the month as a word"),
        ("2026-02-30", "There is no 2026-02-30"),
        ("tomorrow", "Sat 21 Nov 2026 has not been yet; give a date up to today."),
        ("eom", "Mon 30 Nov 2026 has not been yet"),
        ("+1d", "has not been yet"),
        ("-99999y", "before any date"),
    ],
)
def test_what_is_no_day_is_told_in_a_sentence(typed: str, fault: str) -> None:
    with pytest.raises(BadDate) as raised:
        read_day(typed, TODAY)
    assert fault in str(raised.value)
    assert str(raised.value).endswith(".")


async def test_a_bad_day_is_told_in_the_dialog_and_can_be_mended(studio: Studio) -> None:
    async with at(studio) as visitor:
        await look_back(visitor, "32 nov")
        assert visitor.at(AsOfDialog)
        assert "There is no 32 Nov" in words(visitor)
        await visitor.press("backspace", "backspace", "backspace", "backspace", "backspace")
        assert "There is no" not in visitor.text
        await visitor.press("backspace")
        await visitor.write("20 nov")
        assert "Fri 20 Nov 2026, 2 days ago" in visitor.text
        await visitor.press("enter")
        assert "As of Fri 20 Nov 2026" in visitor.text


async def test_escape_asks_for_no_day(studio: Studio) -> None:
    async with at(studio) as visitor:
        await visitor.press("d", "escape")
        assert visitor.at(MemberScreen)
        assert "As of" not in visitor.text


async def test_a_day_typed_ahead_is_not_lost(studio: Studio) -> None:
    async with at(studio) as visitor:
        await visitor.type_ahead(*"d-1d", "enter")
        assert "As of Sat 21 Nov 2026" in visitor.text


# What she held


async def test_the_member_is_shown_at_the_end_of_that_day(studio: Studio) -> None:
    async with at(studio) as visitor:
        assert visitor.line("Massage").split() == ["Massage", "5"]
        await look_back(visitor, "-2d")
        assert visitor.lines[1].startswith(" As of Fri 20 Nov 2026, worked out from the ledger")
        assert BANNER in words(visitor)
        assert "membership dates, paused and past due are as stored today." in words(visitor)
        assert visitor.line("Massage").split() == ["Massage", "10"]
        assert "2 of 2" in visitor.line("  Goodwill")
        assert "in 10 days" in visitor.line("Mon 30 Nov")
        await look_back(visitor, "-1d")
        assert "As of Sat 21 Nov 2026" in visitor.lines[1]
        assert visitor.line("Massage").split() == ["Massage", "7"]
        assert "in 9 days" in visitor.line("Mon 30 Nov")
        await visitor.press("escape")
        assert visitor.at(MemberScreen)
        assert "As of" not in visitor.text
        assert visitor.line("Massage").split() == ["Massage", "5"]
        assert "in 8 days" in visitor.line("Mon 30 Nov")


async def test_before_the_first_entry_there_was_nothing(studio: Studio) -> None:
    async with at(studio) as visitor:
        await look_back(visitor, "1 nov")
        assert visitor.line("Massage").split() == ["Massage", "0"]
        await visitor.press("2")
        assert "Nothing had changed this member's credits" in visitor.text
        await visitor.press("1", "down", "x")
        assert "Why Massage was 0" in visitor.text
        assert "None had been given here" in visitor.text


async def test_the_day_itself_is_not_called_today(studio: Studio) -> None:
    studio.clock.advance(days=20)
    async with at(studio, size=(120, 40)) as visitor:
        await look_back(visitor, "30 nov")
        assert "through Mon 30 Nov, that day ! soon" in visitor.text
        assert "today" not in "".join(visitor.lines[4:])
        await look_back(visitor, "29 nov")
        assert "through Mon 30 Nov, next day ! soon" in visitor.text


async def test_standing_is_that_of_the_day(studio: Studio) -> None:
    async with at(studio, "grace") as visitor:
        await look_back(visitor, "30 sep")
        assert "● active" in visitor.line("Gold Monthly")
        await look_back(visitor, "20 nov")
        assert "○ cancelled, 12 days of grace" in visitor.line("Gold Monthly")


async def test_the_ledger_ends_with_that_day(studio: Studio) -> None:
    async with at(studio, tab=Tab.LEDGER, size=(120, 40)) as visitor:
        assert "corrects 15" in visitor.text
        assert "corrected" in visitor.text
        await look_back(visitor, "20 nov")
        assert "As of Fri 20 Nov 2026" in visitor.lines[1]
        assert "▌2 Ledger" in visitor.text
        assert "stored today" not in visitor.text
        assert "Sauna was cold" in visitor.text
        assert "correct" not in visitor.text
        assert "Use " not in visitor.text
        await look_back(visitor, "21 nov")
        assert "Use " in visitor.text
        assert "correct" not in visitor.text
        await visitor.press("escape")
        assert "corrects 15" in visitor.text


# From there


async def test_history_and_explanation_are_of_that_day(studio: Studio) -> None:
    async with at(studio) as visitor:
        await look_back(visitor, "20 nov")
        await visitor.press("h")
        assert visitor.at(HistoryScreen)
        assert "As of Fri 20 Nov 2026" in visitor.lines[1]
        assert "0 of 8" in visitor.line("Massage")
        await visitor.press("x")
        assert visitor.at(ExplainScreen)
        assert "As of Fri 20 Nov 2026" in visitor.lines[1]
        assert "Why Massage was 10" in visitor.text
        assert "Lots that counted on that day" in visitor.text
        assert "Correct" not in visitor.text
        await visitor.press("enter")
        assert "corrected" not in visitor.text.lower()
        await visitor.press("escape", "escape", "l")
        assert visitor.at(LedgerScreen)
        assert "As of Fri 20 Nov 2026" in visitor.lines[1]
        assert "Use " not in visitor.text
        await visitor.press("x")
        assert visitor.at(ExplainScreen)
        assert "As of Fri 20 Nov 2026" in visitor.lines[1]


async def test_another_day_on_the_history_is_another_day_on_the_member(studio: Studio) -> None:
    async with at(studio) as visitor:
        await look_back(visitor, "20 nov")
        await visitor.press("2", "h")
        await look_back(visitor, "21 nov")
        assert "As of Sat 21 Nov 2026" in visitor.lines[1]
        assert "3 of 8" in visitor.line("Massage") or "1 of 8" in visitor.line("Massage")
        await visitor.press("escape")
        assert visitor.at(MemberScreen)
        assert "As of Sat 21 Nov 2026" in visitor.lines[1]
        assert "Use " in visitor.text
        await visitor.press("escape")
        assert "As of" not in visitor.text


async def test_the_history_alone_can_look_back(studio: Studio) -> None:
    async with at(studio) as visitor:
        await visitor.press("h")
        await look_back(visitor, "20 nov")
        assert visitor.at(HistoryScreen)
        assert "0 of 8" in visitor.line("Massage")
        await look_back(visitor, "31 oct")
        assert "This membership had no billing period yet." in visitor.text
        await visitor.press("u", "x", "enter")
        assert visitor.at(HistoryScreen)
        await visitor.press("escape")
        assert visitor.at(HistoryScreen)
        assert "As of" not in visitor.text
        assert "u update" in visitor.lines[-1]


# Nothing is written there


async def test_nothing_that_writes_is_offered(studio: Studio) -> None:
    async with at(studio, size=(120, 40)) as visitor:
        await look_back(visitor, "20 nov")
        for key in ("1", "2"):
            await visitor.press(key)
            for word in ("a adjust", "c correct"):
                assert word not in visitor.lines[-1]
        assert "d as of" in visitor.lines[-1]
        await visitor.press("question_mark")
        assert visitor.at(Help)
        assert "Adjust Credits" not in visitor.text
        assert "Correct" not in visitor.text
        await visitor.press("escape", "ctrl+p")
        await visitor.write("adjust")
        assert visitor.at(Palette)
        assert "No command has that in its name." in visitor.text
        await visitor.press("escape", "h", "question_mark")
        assert "Update Credits" not in visitor.text


@pytest.mark.parametrize(
    ("keys", "name"),
    [(("a",), "Adjust Credits"), (("2", "c"), "Correct"), (("h", "u"), "Update Credits")],
)
async def test_a_key_that_writes_says_why_not(
    studio: Studio, keys: tuple[str, ...], name: str
) -> None:
    async with at(studio) as visitor:
        await look_back(visitor, "20 nov")
        await visitor.press(*keys)
        assert f"{name} is not possible as of Fri 20 Nov 2026" in visitor.told[-1]
        assert visitor.told[-1].endswith("Go back to today with esc.")
        assert visitor.at(HistoryScreen if "h" in keys else MemberScreen)


async def test_what_tells_of_all_days_is_not_of_one(studio: Studio) -> None:
    async with at(studio) as visitor:
        await look_back(visitor, "20 nov")
        await visitor.press("down", "t")
        assert visitor.at(MemberScreen)
        assert "up to today; go back to today with esc." in visitor.told[-1]


async def test_keys_chosen_by_the_person_are_told(studio: Studio) -> None:
    chosen = Configuration(keys={"adjust": ("z",), "back": ("f9",), "as_of": ("g",)})
    async with visiting(studio, configuration=chosen) as visitor:
        visitor.app.push_screen(member_screen(visitor, studio))
        await visitor.settle()
        await visitor.press("g")
        await visitor.write("20 nov")
        await visitor.press("enter", "z")
        assert visitor.told[-1].endswith("Go back to today with f9.")


# Everybody, everywhere


async def test_an_auditor_in_a_read_only_session_looks_back(studio: Studio) -> None:
    async with visiting(studio, "audrey", read_only=True) as visitor:
        await visitor.write("maya")
        await visitor.press("enter", "d")
        await visitor.write("yesterday")
        await visitor.press("enter")
        assert "READ ONLY" in visitor.lines[0]
        assert visitor.line("Massage").split() == ["Massage", "7"]
        await visitor.press("a")
        assert "Adjust Credits is not possible as of" in visitor.told[-1]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=by_size)
async def test_the_day_is_said_at_every_size(studio: Studio, size: tuple[int, int]) -> None:
    act(studio, Remove(1, "massage", 1, Why("policy", "Given by mistake")))
    async with at(studio, size=size) as visitor:
        await look_back(visitor, "20 nov")
        for keys in (("1",), ("2",), ("3",), ("1", "down", "x"), ("escape", "h")):
            await visitor.press(*keys)
            assert f"As of Fri 20 Nov 2026, {BANNER}" in words(visitor)
            assert "▸" in visitor.text or keys == ("3",)
        assert visitor.told == []


async def test_midnight_moves_the_last_day_that_can_be_asked_for(studio: Studio) -> None:
    async with at(studio) as visitor:
        studio.clock.advance(days=1)
        await look_back(visitor, "23 nov")
        assert "As of Mon 23 Nov 2026" in visitor.text
