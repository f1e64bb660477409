"""Adjust Credits and Update Credits with the keys a person presses, on a real database."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from textual import events
from textual.screen import Screen

from creditui.desk.applying import apply
from creditui.desk.session import open_desk
from creditui.domain.kinds import Kind
from creditui.domain.proposal import Remove, Why
from creditui.domain.reasons import DEFAULT_REASONS, Direction, Reason
from creditui.store.studio import write_reasons
from creditui.store.transaction import writing
from creditui.tui.screens.form.review import Review
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.widgets.choice import Choice
from tests.support.studio import Studio
from tests.tui.screens.at_form import person


async def test_two_credits_in_a_few_keystrokes(studio: Studio) -> None:
    async with person(studio, "alice") as alice:
        await alice.opens(alice.form())
        await alice.write_at_once("2")
        assert "8 → 10" in alice.text
        await alice.press("enter", "enter", "enter", "enter")
        await alice.write_at_once("sauna was cold")
        await alice.press("enter")
        assert "Add 2 credits of Massage for Maya Okafor." in alice.text
        assert "Limit             You have 18 credits left today" in alice.text
        await alice.reads_the_review()
        await alice.press("enter")
        (applied,) = alice.results
        assert applied is not None
        entry = applied.entry
        assert (entry.kind, entry.credits, entry.note) == (Kind.ADD, 2, "sauna was cold")
        assert (entry.balance_before, entry.balance_after) == (8, 10)
        assert alice.ledger()[0] == entry
        assert alice.app.catalogue.left_today == 18


async def test_enter_held_down_applies_once(studio: Studio) -> None:
    async with person(studio) as mona:
        await mona.opens(mona.form())
        before = len(mona.ledger())
        await mona.write_at_once("2")
        await mona.press("f10")
        assert "note" in mona.text.lower()
        await mona.write_at_once("held down")
        await mona.press("f10")
        await mona.reads_the_review()
        await mona.pilot.press("enter", "enter", "enter", "enter")
        await mona.settle()
        assert len(mona.ledger()) == before + 1


async def test_keys_typed_before_the_review_could_be_read_do_not_apply(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("creditui.tui.typeahead.SPAN", 3600)  # however slow this machine is
    async with person(studio) as mona:
        await mona.opens(mona.form())
        before = len(mona.ledger())
        await mona.write_at_once("2")
        await mona.press("enter", "enter", "enter", "enter")
        await mona.write_at_once("typed blind")
        await mona.pilot.press("enter", "enter")
        await mona.settle()
        assert len(mona.ledger()) == before
        assert mona.results == []


async def test_a_pasted_newline_neither_submits_nor_applies(studio: Studio) -> None:
    async with person(studio) as mona:
        await mona.opens(mona.form())
        await mona.write_at_once("2")
        await mona.press("enter", "enter", "enter", "enter")
        mona.app.screen.post_message(events.Paste("first line\nsecond line\n"))
        mona.app.screen.focused and mona.app.screen.focused.post_message(
            events.Paste("first line\nsecond line\n")
        )
        await mona.settle()
        screen = mona.app.screen
        assert isinstance(screen, FormScreen)
        assert screen.reviewed is None
        await mona.press("f10")
        mona.app.screen.query_one(Review).post_message(events.Paste("\n\n"))
        await mona.settle()
        assert mona.results == []


async def test_staff_are_offered_no_removal(studio: Studio) -> None:
    async with person(studio, "alice") as alice:
        await alice.opens(alice.form())
        assert "Remove" not in alice.text
        await alice.press("minus")
        assert "Remove" not in alice.text
    async with person(studio, "mona") as mona:
        await mona.opens(mona.form())
        await mona.write_at_once("3")
        await mona.press("minus")
        assert "8 → 5" in mona.text


async def test_more_than_is_left_is_refused_where_it_was_typed(studio: Studio) -> None:
    async with person(studio) as mona:
        await mona.opens(mona.form())
        await mona.press("minus")
        await mona.write_at_once("9")
        assert "8" in mona.text
        assert "×" in mona.text
        await mona.write_at_once("9")
        await mona.press("f10")
        assert mona.results == []
        screen = mona.app.screen
        assert isinstance(screen, FormScreen)
        assert screen.reviewed is None


async def test_a_limit_is_said_at_the_number(studio: Studio) -> None:
    async with person(studio, "alice") as alice:
        await alice.opens(alice.form())
        await alice.write_at_once("6")
        assert "your limit is 5" in alice.text


async def test_a_period_is_set_from_8_to_10(studio: Studio) -> None:
    async with person(studio) as mona:
        await mona.opens(mona.form("update"))
        assert "Sun 1 Nov 2026 to Mon 30 Nov 2026" in mona.text
        await mona.write_at_once("10")
        assert "8 → 10" in mona.text
        await mona.press("enter", "enter", "enter")
        await mona.write_at_once("upgraded her plan")
        await mona.press("enter")
        assert "Set Massage of this period from 8 to 10 for Maya Okafor." in mona.text
        await mona.reads_the_review()
        await mona.press("enter")
        (applied,) = mona.results
        assert applied is not None
        entry = applied.entry
        assert (entry.kind, entry.allocation_before, entry.allocation_after) == (
            Kind.ALLOCATION,
            8,
            10,
        )


async def test_what_changed_since_the_review_is_shown_and_not_written(studio: Studio) -> None:
    async with person(studio) as mona:
        await mona.opens(mona.form())
        await mona.press("minus")
        await mona.write_at_once("2")
        await mona.press("enter", "enter", "enter")
        await mona.write_at_once("against the policy")
        await mona.press("enter")
        await mona.reads_the_review()
        _somebody_else_removes_three(studio)
        before = len(mona.ledger())
        await mona.press("enter")
        assert len(mona.ledger()) == before
        text = mona.text
        assert "Nothing was written" in text
        assert "5 → 3" in text
        await mona.reads_the_review()
        await mona.press("enter")
        assert mona.ledger()[0].balance_after == 3


async def test_the_reason_survives_the_way_from_8_to_10(studio: Studio) -> None:
    async with person(studio) as mona:
        await mona.opens(mona.form("update"))
        reason = mona.app.screen.query_one("#reason", Choice)
        reason.value = "goodwill"
        await mona.write_at_once("1")
        assert [option.value for option in reason.options] == ["correction", "policy"]
        await mona.write_at_once("0")
        assert reason.value == "goodwill"
        await mona.press("backspace")
        reason.value = "policy"
        await mona.write_at_once("2")
        assert reason.value == "goodwill"
        await mona.press("backspace")
        assert reason.value == "policy"


async def test_only_reasons_of_the_list_are_offered(studio: Studio) -> None:
    dropped = (replace(each, dropped=each.code == "promotion") for each in DEFAULT_REASONS)
    birthday = Reason(Direction.ADD, "birthday", "Birthday", "A present for her. Say which.")
    with writing(studio.store):
        write_reasons(studio.store, (*dropped, birthday))
    async with person(studio) as mona:
        await mona.opens(mona.form())
        reason = mona.app.screen.query_one("#reason", Choice)
        offered = [option.value for option in reason.options]
        assert offered == ["recovery", "correction", "goodwill", "birthday"]


def _somebody_else_removes_three(studio: Studio) -> None:
    desk = open_desk(studio.url, "ada", clock=studio.clock)
    try:
        membership_id = studio.record().memberships[0].id
        act = Remove(membership_id, "massage", 3, Why("policy", "meanwhile, at the other desk"))
        apply(desk, studio.member_id(), act, "other-desk")
    finally:
        desk.close()


async def test_a_letter_lays_out_no_screen_again(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out, laid_out = Screen._refresh_layout, 0

    def counted(screen: Screen[object], *args: Any, **options: Any) -> None:
        nonlocal laid_out
        laid_out += 1
        lay_out(screen, *args, **options)

    monkeypatch.setattr(Screen, "_refresh_layout", counted)
    async with person(studio) as mona:
        await mona.opens(mona.form())
        await mona.press("2", "enter", "enter", "enter", "enter", "S", "a", "u", "n", "a")
        laid_out = 0
        await mona.write_at_once(" was cold, all of it, and for longer than the line is wide")
        assert laid_out == 0
        await mona.press("shift+tab")
        await mona.press("right")
        assert laid_out > 0


async def test_a_terminal_of_another_size_keeps_the_end_of_the_note_in_sight(
    studio: Studio,
) -> None:
    async with person(studio) as mona:
        await mona.opens(mona.form())
        await mona.press("2", "tab", "tab", "tab", "tab")
        await mona.write_at_once("She waited half an hour for her therapist, and then left us")
        for size in ((120, 40), (60, 20), (40, 12), (80, 24)):
            await mona.resize(*size)
            assert "then left us" in mona.line("Note  ")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("4 dec", "Fri 4 Dec, in 14 days"),
        ("+2m", "Wed 20 Jan"),
        ("eom", "Mon 30 Nov, in 10 days"),
        ("4/12", "two ways"),
        ("30 feb", "no 30 February"),
        ("yesterday", "not a date"),
        ("2026-11-19", "today or later"),
    ],
)
async def test_the_expiration_is_read_back_or_put_right(
    studio: Studio, typed: str, shown: str
) -> None:
    async with person(studio, size=(120, 40)) as mona:
        await mona.opens(mona.form())
        await mona.write_at_once("1")
        await mona.press("enter", "enter")
        await mona.write_at_once(typed)
        assert shown in " ".join(mona.text.split())


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (60, 20)])
async def test_the_footer_never_scrolls_out(studio: Studio, size: tuple[int, int]) -> None:
    async with person(studio, size=size) as mona:
        await mona.opens(mona.form())
        last = mona.text.splitlines()[-1]
        assert last.strip().startswith("f10 review")
        assert len(last) <= size[0]
