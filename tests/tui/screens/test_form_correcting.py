"""An entry is corrected in the form: it asks only why."""

from __future__ import annotations

import pytest

from creditui.desk.ledger import entry_detail
from creditui.domain.proposal import Remove, Why
from creditui.tui.forms.form import correct_form
from creditui.tui.widgets.choice import Choice
from creditui.tui.widgets.field import Field
from tests.support.studio import Studio
from tests.tui.screens.at_form import person
from tests.tui.screens.reading import act


async def test_a_correction_asks_only_why(studio: Studio) -> None:
    wrong = studio.add(2)
    async with person(studio) as mona:
        detail = mona.app.desk.now(lambda d: entry_detail(d, wrong.id))
        await mona.opens(correct_form(detail, mona.app.catalogue))
        assert "10 → 8" in mona.text
        assert "Add +2 Massage by" in mona.text
        await mona.press("enter")
        await mona.write_at_once("added to the wrong client")
        await mona.press("enter")
        await mona.reads_the_review()
        await mona.press("enter")
        (applied,) = mona.results
        assert applied is not None
        assert (applied.entry.credits, applied.entry.corrects) == (-2, wrong.id)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_note_of_what_is_corrected_leaves_room_for_the_rest(
    studio: Studio, size: tuple[int, int]
) -> None:
    longest = "all of it " * 49 + "to its end"
    wrong = act(studio, Remove(1, "massage", 2, Why("policy", longest)))
    async with person(studio, size=size) as mona:
        detail = mona.app.desk.now(lambda d: entry_detail(d, wrong.id))
        await mona.opens(correct_form(detail, mona.app.catalogue))
        assert "“all of it" in mona.text
        assert "Reference" in mona.text
        assert "6 → 8" in mona.text
        await mona.press("enter")
        mona.app.screen.query_one("#note", Field).value = longest
        await mona.press("enter")
        await mona.reads_the_review()
        assert "6 → 8" in mona.text
        assert "through Mon 30 Nov, in 10 days" in " ".join(mona.text.split())


async def test_a_correction_is_one_for_the_reason_correction_both_ways(studio: Studio) -> None:
    wrong = act(studio, Remove(1, "massage", 2, Why("policy", "never was a no-show")))
    async with person(studio) as mona:
        detail = mona.app.desk.now(lambda d: entry_detail(d, wrong.id))
        await mona.opens(correct_form(detail, mona.app.catalogue))
        assert mona.app.screen.query_one("#reason", Choice).value == "correction"
