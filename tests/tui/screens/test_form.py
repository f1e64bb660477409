"""Adjust Credits and Update Credits with the keys a person presses, on a real database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from textual import events
from textual.screen import Screen

from creditui.desk.applying import Applied, apply
from creditui.desk.ledger import entry_detail, member_ledger
from creditui.desk.open_member import open_member
from creditui.desk.session import open_desk
from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.domain.proposal import Remove, Why
from creditui.domain.reasons import DEFAULT_REASONS, Direction, Reason
from creditui.store.studio import write_reasons
from creditui.store.transaction import writing
from creditui.tui.forms.form import Form, adjust_form, correct_form, update_form
from creditui.tui.screens.form.fields import Fields
from creditui.tui.screens.form.review import Review
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.widgets.choice import Choice
from creditui.tui.widgets.dialog import Confirm
from creditui.tui.widgets.field import Field
from tests.support.hands import running
from tests.support.session import desk_app
from tests.support.studio import Studio
from tests.support.visitor import Visitor
from tests.tui.screens.reading import act


@dataclass
class Person(Visitor):
    """Somebody at the form."""

    studio: Studio
    results: list[Applied | None] = field(default_factory=list)
    """What the forms she opened ended with."""

    async def opens(self, form: Form) -> None:
        self.app.push_screen(FormScreen(form), self.results.append)
        await self.settle()

    async def reads_the_review(self) -> None:
        """Long enough that the next key is an answer and not typed ahead."""
        review = self.app.screen
        assert isinstance(review, FormScreen)
        assert review.reviewed is not None, self.text
        self.answers_now()

    def form(self, kind: str = "adjust", external_id: str = "maya") -> Form:
        view = self.app.desk.now(lambda d: open_member(d, self.studio.member_id(external_id)))
        membership = view.memberships[0]
        if kind == "adjust":
            return adjust_form(view, membership, self.app.catalogue)
        period = membership.periods[0]
        return update_form(view, membership, period, "massage", self.app.catalogue)

    def ledger(self) -> tuple[Entry, ...]:
        return self.app.desk.now(lambda d: member_ledger(d, self.studio.member_id()))


@asynccontextmanager
async def person(
    studio: Studio, username: str = "mona", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Person]:
    with desk_app(studio, username) as app:
        async with running(app, size=size) as pilot:
            yield Person(app, pilot, studio)


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


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (60, 20)])
async def test_the_footer_never_scrolls_out(studio: Studio, size: tuple[int, int]) -> None:
    async with person(studio, size=size) as mona:
        await mona.opens(mona.form())
        last = mona.text.splitlines()[-1]
        assert last.strip().startswith("f10 review")
        assert len(last) <= size[0]
