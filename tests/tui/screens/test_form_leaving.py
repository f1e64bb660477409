"""A form that is left: by esc, from the review, and by itself when its act is written."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from creditui.store.transaction import writing
from creditui.tui.screens.form.fields import Fields
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.widgets.dialog import Confirm
from tests.support.studio import Studio
from tests.tui.screens.at_form import Person, person


@pytest.mark.parametrize(
    ("tabs", "key"),
    [(0, "2"), (1, "r"), (2, "backspace"), (3, "g"), (4, "x"), (5, "x")],
    ids=["credits", "service", "expiration", "reason", "note", "reference"],
)
async def test_esc_asks_whatever_was_filled_in(studio: Studio, tabs: int, key: str) -> None:
    async with person(studio) as mona:
        await mona.opens(mona.form())
        await mona.press(*["tab"] * tabs, key, "escape")
        assert isinstance(mona.app.screen, Confirm)


async def test_esc_does_not_ask_where_nothing_was_filled_in(studio: Studio) -> None:
    async with person(studio) as mona:
        await mona.opens(mona.form())
        await mona.press(*["tab"] * 5, "escape")
        assert mona.results == [None]


@asynccontextmanager
async def applied_while_others_write(mona: Person, studio: Studio) -> AsyncIterator[None]:
    """She applies two credits; in the block somebody else writes, and she is told so."""
    await mona.opens(mona.form())
    await mona.write_at_once("2")
    await mona.press("enter", "enter", "enter", "enter")
    await mona.write_at_once("others are busy")
    await mona.press("enter")
    await mona.reads_the_review()
    with writing(studio.store):
        await mona.pilot.press("enter")
        while "Others are writing" not in mona.text:
            await mona.pilot.pause(0.05)
        yield


async def test_waiting_for_somebody_elses_writing_is_said(studio: Studio) -> None:
    async with person(studio) as mona:
        async with applied_while_others_write(mona, studio):
            pass
        await mona.settle()
        assert mona.ledger()[0].note == "others are busy"


@pytest.mark.parametrize("key", ["ctrl+q", "f1", "ctrl+p"])
async def test_what_is_opened_while_it_is_written_does_not_keep_the_form(
    studio: Studio, key: str
) -> None:
    async with person(studio) as mona:
        async with applied_while_others_write(mona, studio):
            form = mona.app.screen
            await mona.pilot.press(key)
            while mona.app.screen is form:
                await mona.pilot.pause(0.05)
        await mona.settle()
        assert [each and each.entry.note for each in mona.results] == ["others are busy"]
        assert form not in mona.app.screen_stack


async def test_esc_keeps_typed_work_unless_told_to_discard_it(studio: Studio) -> None:
    async with person(studio) as mona:
        await mona.opens(mona.form())
        await mona.write_at_once("2")
        await mona.press("escape")
        assert isinstance(mona.app.screen, Confirm)
        mona.app.screen.guard._since = 0.0
        await mona.press("n")
        assert isinstance(mona.app.screen, FormScreen)
        assert "8 → 10" in mona.text
        await mona.press("escape")
        mona.app.screen.guard._since = 0.0
        await mona.press("y")
        assert mona.results == [None]


async def test_esc_in_the_review_goes_back_with_everything_kept(studio: Studio) -> None:
    async with person(studio) as mona:
        await mona.opens(mona.form())
        await mona.write_at_once("2")
        await mona.press("enter", "enter", "enter", "enter")
        await mona.write_at_once("kept as it was")
        await mona.press("enter")
        await mona.reads_the_review()
        await mona.press("escape")
        assert "kept as it was" in mona.text
        assert "8 → 10" in mona.text


async def test_a_letter_typed_on_coming_back_goes_on_with_the_note(studio: Studio) -> None:
    async with person(studio) as mona:
        await mona.opens(mona.form())
        await mona.press("2", "tab", "tab", "tab", "tab")
        await mona.write_at_once("came late")
        await mona.press("tab")
        await mona.write_at_once("B-1")
        await mona.press("f10")
        await mona.reads_the_review()
        await mona.press("escape")
        await mona.write_at_once("r")
        await mona.press("tab")
        await mona.write_at_once("2")
        form = mona.app.screen
        assert isinstance(form, FormScreen)
        typed = form.query_one(Fields).typed
        assert (typed.note, typed.reference) == ("came later", "B-12")


async def test_an_untouched_form_is_left_without_a_question(studio: Studio) -> None:
    async with person(studio) as mona:
        await mona.opens(mona.form())
        await mona.press("escape")
        assert mona.results == [None]
