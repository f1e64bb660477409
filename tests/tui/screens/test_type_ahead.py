"""Who knows the way types faster than screens open: every key goes where it was meant for."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from threading import Event
from time import monotonic

import pytest
from textual.events import Key

from creditui.desk.errors import InputError
from creditui.desk.open_member import MemberView, open_member
from creditui.desk.session import Desk
from creditui.domain.audit.questions import QUESTIONS
from creditui.domain.filtering import Filter
from creditui.tui.screens.audit.findings import FindingsScreen
from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.screens.form.fields import Fields
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.screens.studio.pages import Answer, Rows, ask_line
from creditui.tui.screens.studio.screen import StudioLedgerScreen
from creditui.tui.typeahead import HeldKeys, TypeAhead
from tests.support.hands import key_event
from tests.support.patience import PATIENCE
from tests.support.studio import TODAY, Studio
from tests.support.visitor import Visitor, visiting
from tests.tui.screens.at_member import at


async def test_keys_wait_for_the_screen_they_are_meant_for(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_answer = Event()

    def slowly(desk: Desk, member_id: int) -> MemberView:
        may_answer.wait(PATIENCE)
        return open_member(desk, member_id)

    async with visiting(studio) as visitor:
        await visitor.write("0123")
        monkeypatch.setattr("creditui.desk.open_member.open_member", slowly)
        await visitor.pilot.press("enter", "a", "2")
        assert visitor.screen.field.value == "0123"
        may_answer.set()
        await visitor.settle()
        assert visitor.at(FormScreen)
        assert visitor.screen.query_one(Fields).typed.credits == "2"
        assert "8 → 10" in visitor.text


async def test_from_the_list_too(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("0123")
        await visitor.press("down")
        await visitor.type_ahead("a", "1", "2")
        assert visitor.screen.query_one(Fields).typed.credits == "12"


async def test_no_key_overtakes_what_the_last_one_opens_however_slow_the_machine_is(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = count()  # one between any two looks at the clock
    monkeypatch.setattr("creditui.tui.typeahead.monotonic", lambda: float(next(seconds)))
    async with visiting(studio) as visitor:
        await visitor.write("0123")
        await visitor.press("down")
        await visitor.type_ahead("a", "1", "2")
        assert visitor.screen.query_one(Fields).typed.credits == "12"


async def test_history_and_update_in_one_go(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("0123")
        await visitor.type_ahead("enter", "h", "u", "9")
        assert visitor.at(FormScreen)
        assert "8 → 9" in visitor.text


@pytest.mark.parametrize("to_the_ledger", ["2", "hl"])
async def test_a_correction_waits_for_the_ledger_to_be_read(
    studio: Studio, to_the_ledger: str
) -> None:
    added = studio.add(2)
    async with visiting(studio) as visitor:
        await visitor.write("0123")
        await visitor.press("enter", *to_the_ledger[:-1])
        with visitor.waiting_for_the_desk():
            await visitor.pilot.press(to_the_ledger[-1], "c")
        await visitor.settle()
        assert visitor.at(FormScreen), visitor.told
        assert f"Correct entry {added.id}" in visitor.lines[0]


async def test_a_key_that_comes_with_the_form_waits_for_the_focus(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    focus_first = Fields.focus_first

    def just_after_a_key(fields: Fields) -> None:
        fields.app.post_message(Key("2", "2"))
        focus_first(fields)

    async with visiting(studio) as visitor:
        await visitor.write("0123")
        await visitor.press("enter")
        monkeypatch.setattr(Fields, "focus_first", just_after_a_key)
        await visitor.type_ahead("a")
        assert visitor.screen.query_one(Fields).typed.credits == "2"


@pytest.mark.parametrize(("span", "early"), [(0, False), (None, True)])
def test_only_what_must_be_read_first_drops_a_key_typed_before_it_was_there(
    span: float | None, early: bool
) -> None:
    typed, question = Key("y", "y"), TypeAhead(span)
    question.start()
    assert question.early(typed) is early


def test_a_stuck_key_counts_once_while_its_screen_is_being_made() -> None:
    held = HeldKeys()
    held.take(Key("a", "a"), opening=False)
    assert held.give() is not None
    for key in ("a", "a", "1", "1"):
        held.take(Key(key, key), opening=True)
    given = [event.key for _ in range(3) if isinstance(event := held.give(), Key)]
    assert given == ["1", "1"]


async def test_where_nothing_opens_the_keys_work_where_they_were_typed(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise InputError("no_such_member", "Nobody has this id.")

    async with visiting(studio) as visitor:
        monkeypatch.setattr("creditui.desk.open_member.open_member", gone)
        await visitor.write("0123")
        await visitor.type_ahead("enter", "4")
        assert visitor.at(ClientsScreen)
        assert visitor.told == ["× Nobody has this id."]
        assert visitor.screen.field.value == "01234"


async def test_a_key_held_down_does_not_answer_what_it_opened(studio: Studio) -> None:
    async def enters(visitor: Visitor, *seconds: float) -> None:
        for second in seconds:
            key = key_event("enter")
            key.time = long_after_everything + second
            await visitor.pilot.send(key)
            await visitor.settle()

    async with at(studio) as visitor:
        await visitor.press("a", "2", "tab", "tab", "tab", "tab")
        await visitor.write("held down")
        long_after_everything = monotonic() + 3600
        await enters(visitor, 0, 0.6, 0.63, 0.66)  # as a keyboard repeats it
        assert visitor.at(FormScreen)
        assert visitor.screen.reviewed is not None
        await enters(visitor, 1.5)
        assert "Done: +2 Massage" in visitor.text


async def test_who_has_answered_once_may_press_a_key_twice(studio: Studio) -> None:
    question, held = TypeAhead(), HeldKeys()
    question.start()
    keys = [key_event(name) for name in ("enter", "enter", "down", "down")]
    for second, key in enumerate(keys):
        key.time = monotonic() + 3600 + second / 10
        held.take(key, opening=False)
    early = [question.early(key, held.repeated) for key in keys if held.give()]
    assert early == [False, False, False, False]


async def test_keys_wait_for_the_first_entries_of_the_ledger(studio: Studio) -> None:
    studio.add(2)
    async with visiting(studio) as visitor:
        await visitor.press("down")
        with visitor.waiting_for_the_desk():
            await visitor.pilot.press("s", "down", "enter")
        await visitor.settle()
        assert visitor.at(StudioLedgerScreen)
        pane = visitor.screen.pane
        assert pane.highlighted == pane.listing.rows[1]
        assert pane.detail.opened


async def test_keys_wait_for_the_answers_of_the_audit(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.press("down")
        with visitor.waiting_for_the_desk():
            await visitor.pilot.press("g", "down", "enter")
        await visitor.settle()
        assert visitor.at(FindingsScreen)
        assert visitor.screen.question == QUESTIONS[1]


@pytest.mark.parametrize("screen", ["s", "g"])
@pytest.mark.parametrize("typed", [(), ("down", "enter")], ids=["at once", "after others"])
async def test_who_leaves_waits_for_nothing_that_is_only_read(
    studio: Studio, screen: str, typed: tuple[str, ...]
) -> None:
    async with visiting(studio) as visitor:
        await visitor.press("down")
        with visitor.waiting_for_the_desk():
            await visitor.pilot.press(screen, *typed)
            assert not visitor.at(ClientsScreen)
            await visitor.pilot.press("escape")
            assert visitor.at(ClientsScreen)
        await visitor.settle()
        assert visitor.at(ClientsScreen)
        assert visitor.told == []


async def test_a_letter_that_could_be_text_leaves_nothing(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.press("down")
        with visitor.waiting_for_the_desk():
            await visitor.pilot.press("s", "/", "q")
        await visitor.settle()
        assert visitor.screen.field.value == "q"


async def test_a_long_first_search_takes_keys_once_it_says_how_far_it_got(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed, was_followed = Event(), []

    def nothing_yet(desk: Desk, line: str, at: int | None = None) -> Answer:
        return replace(ask_line(desk, line, at), rows=Rows((), 2, searched_to=TODAY))

    def nothing(_desk: Desk, wanted: Filter, before_id: int | None) -> Rows:
        was_followed.append(followed.wait(PATIENCE))
        return Rows((), None)

    monkeypatch.setattr("creditui.tui.screens.studio.paging.ask_line", nothing_yet)
    monkeypatch.setattr("creditui.tui.screens.studio.paging.older_rows", nothing)
    monkeypatch.setattr(StudioLedgerScreen, "action_follow", lambda _self: followed.set())
    async with visiting(studio) as visitor:
        await visitor.press("down")
        await visitor.pilot.press("s", "f")
        await visitor.settle()
        assert was_followed == [True]
