"""Saved views at the desk: who may keep them, under which names, and what they mean later."""

from __future__ import annotations

from datetime import timedelta

import pytest

from creditui.desk.errors import InputError, Refused
from creditui.desk.saved_views import MOST_VIEWS, delete_view, list_views, save_view
from creditui.desk.studio_ledger import read_filter, vocabulary
from creditui.domain.filtering import Filter
from creditui.domain.kinds import Kind
from creditui.domain.saved_view import BUILT_IN, SavedView
from creditui.store.saved_views import insert_view
from creditui.store.transaction import writing
from tests.desk.conftest import DeskOf
from tests.support.studio import NOW, TODAY, Studio


def test_a_view_is_kept_by_one_and_asked_by_another(desk_of: DeskOf) -> None:
    kept = save_view(desk_of("mona"), "  My   gifts ", "who:me  type:add since:today")
    assert kept == SavedView("My gifts", "who:me type:add since:today", "mona", NOW)
    audrey = desk_of("audrey")
    assert list_views(audrey) == (*BUILT_IN, kept)
    asked = read_filter(audrey, 'view:"my gifts"')
    assert asked == Filter(who=("audrey",), kinds=(Kind.ADD,), since=TODAY)
    assert vocabulary(audrey).views[-1] == "My gifts"


def test_its_dates_are_told_on_the_day_it_is_asked(studio: Studio, desk_of: DeskOf) -> None:
    desk = desk_of()
    save_view(desk, "Today", "since:today")
    studio.clock.advance(days=3)
    assert read_filter(desk, "view:today").since == TODAY + timedelta(days=3)


@pytest.mark.parametrize("username", ["alice", "audrey"])
def test_staff_and_auditors_keep_none(desk_of: DeskOf, username: str) -> None:
    save_view(desk_of("ada"), "Gifts", "type:add")
    desk = desk_of(username)
    with pytest.raises(Refused, match="ask a manager or an admin"):
        save_view(desk, "Mine", "type:add")
    with pytest.raises(Refused, match="ask a manager or an admin"):
        delete_view(desk, "Gifts")


def test_staff_neither_list_them_nor_use_them(desk_of: DeskOf) -> None:
    alice = desk_of("alice")
    for ask in (list_views, vocabulary, lambda desk: read_filter(desk, "View:corrections")):
        with pytest.raises(Refused, match="ask a manager, an auditor or an admin"):
            ask(alice)
    assert read_filter(alice, '"view: over the harbour"').words == ("view: over the harbour",)


def test_a_read_only_session_keeps_none(desk_of: DeskOf) -> None:
    with pytest.raises(Refused, match="read only"):
        save_view(desk_of("mona", read_only=True), "Mine", "type:add")


def test_a_name_is_taken_whatever_its_case_and_can_be_replaced(desk_of: DeskOf) -> None:
    desk = desk_of()
    save_view(desk, "Été", "type:add")
    with pytest.raises(InputError, match="“Été” is saved already"):
        save_view(desk, "ÉTÉ", "type:remove")
    save_view(desk, "ÉTÉ", "type:remove", replace=True)
    (kept,) = list_views(desk)[len(BUILT_IN) :]
    assert (kept.name, kept.line) == ("ÉTÉ", "type:remove")
    assert delete_view(desk, "été") == kept
    assert list_views(desk) == BUILT_IN


def test_what_is_built_in_stays(desk_of: DeskOf) -> None:
    desk = desk_of()
    with pytest.raises(InputError, match="comes with creditui; choose another"):
        save_view(desk, "corrections", "type:add", replace=True)
    with pytest.raises(InputError, match="only what was saved"):
        delete_view(desk, "Corrections")
    with pytest.raises(InputError, match="No view is saved as “␛”"):
        delete_view(desk, "\x1b")


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("", "type:add", "needs a name"),
        ("a\x1b[2J", "type:add", "control character"),
        ("Empty", "   ", "shows every entry"),
        ("Bad", "over:many", "whole number"),
        ("Bad", "who:zoe", "unknown here"),
        ("Bad", "member:zzzz", "Nobody matches"),
        ("Bad", "view:nothing", "No view is saved"),
        ("Bad", "view:bad", "No view is saved"),
        ("Long", "x " * 600, "longer than"),
    ],
)
def test_a_name_or_a_line_that_cannot_be_asked_is_not_kept(
    desk_of: DeskOf, name: str, line: str, said: str
) -> None:
    desk = desk_of()
    with pytest.raises(InputError, match=said):
        save_view(desk, name, line)
    assert list_views(desk) == BUILT_IN


def test_views_cannot_come_to_name_each_other(desk_of: DeskOf) -> None:
    desk = desk_of()
    save_view(desk, "One", "type:add")
    save_view(desk, "Two", "view:one since:som")
    with pytest.raises(InputError, match="In view:Two: No view is saved as “one”"):
        save_view(desk, "One", "view:two", replace=True)


def test_there_is_an_end_to_how_many(studio: Studio, desk_of: DeskOf) -> None:
    with writing(studio.store):
        for number in range(MOST_VIEWS):
            insert_view(studio.store, SavedView(f"View {number}", "flags", "mona"), NOW)
    desk = desk_of()
    with pytest.raises(InputError, match="delete one first"):
        save_view(desk, "One more", "flags")
    save_view(desk, "view 7", "type:add", replace=True)
    assert len(list_views(desk)) == len(BUILT_IN) + MOST_VIEWS


def test_sql_in_a_name_is_a_name(desk_of: DeskOf) -> None:
    desk = desk_of()
    hostile = "x'); DROP TABLE saved_view; --"
    assert save_view(desk, hostile, "type:add").name == hostile
    assert delete_view(desk, hostile).line == "type:add"
