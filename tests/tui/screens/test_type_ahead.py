"""Who knows the way types faster than screens open: every key goes where it was meant for."""

from __future__ import annotations

from threading import Event

import pytest
from textual._wait import wait_for_idle
from textual.events import Key

from creditui.desk.errors import InputError
from creditui.desk.open_member import MemberView, open_member
from creditui.desk.session import Desk
from creditui.tui.screens.clients.screen import ClientsScreen
from creditui.tui.screens.form.fields import Fields
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.typeahead import HeldKeys
from tests.support.studio import Studio
from tests.support.visitor import Visitor, visiting


async def blindly(visitor: Visitor, *keys: str) -> None:
    """Keys one behind the other, without waiting for what each of them opens."""
    for key in keys:
        visitor.app.post_message(Key(key, key if len(key) == 1 else None))
        await wait_for_idle(0)
    for _ in range(4):
        await visitor.settle()


async def test_keys_wait_for_the_screen_they_are_meant_for(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_answer = Event()

    def slowly(desk: Desk, member_id: int) -> MemberView:
        may_answer.wait(10)
        return open_member(desk, member_id)

    async with visiting(studio) as visitor:
        await visitor.write("0123")
        monkeypatch.setattr("creditui.desk.open_member.open_member", slowly)
        for key in ("enter", "a", "2"):
            visitor.app.post_message(Key(key, key if len(key) == 1 else None))
            await wait_for_idle(0)
        assert visitor.screen.field.value == "0123"
        may_answer.set()
        await visitor.settle()
        await wait_for_idle(0)
        assert visitor.at(FormScreen)
        assert visitor.screen.query_one(Fields).typed.credits == "2"
        assert "8 → 10" in visitor.text


async def test_from_the_list_too(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("0123")
        await visitor.press("down")
        await blindly(visitor, "a", "1", "2")
        assert visitor.screen.query_one(Fields).typed.credits == "12"


async def test_history_and_update_in_one_go(studio: Studio) -> None:
    async with visiting(studio) as visitor:
        await visitor.write("0123")
        await blindly(visitor, "enter", "h", "u", "9")
        assert visitor.at(FormScreen)
        assert "8 → 9" in visitor.text


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
        await blindly(visitor, "a")
        assert visitor.screen.query_one(Fields).typed.credits == "2"


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
        await blindly(visitor, "enter", "4")
        assert visitor.at(ClientsScreen)
        assert visitor.told == ["× Nobody has this id."]
        assert visitor.screen.field.value == "01234"
