"""Saved views: their names, what they mean in a line, and those that every studio begins with."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.filtering import BadFilter, Filter, parse_filter
from creditui.domain.kinds import Flag, Kind
from creditui.domain.saved_view import BUILT_IN, SavedView, find_view, view_name_fault

TODAY = date(2026, 11, 20)  # a Friday
VIEWS = (
    SavedView("Removals", "type:remove since:mon late", "mona"),
    SavedView("Mona's gifts", "who:mona type:add", "mona"),
    SavedView("Both", 'view:removals view:"Mona\'s gifts"', "mona"),
    SavedView("Round", "view:about service:massage", "mona"),
    SavedView("About", "view:round type:use", "mona"),
    SavedView("Broken", "over:many", "mona"),
    SavedView("Lost", "view:gone", "mona"),
)


def read(line: str) -> Filter:
    return parse_filter(line, TODAY, me="alice", views=VIEWS)


def test_a_view_is_its_line_and_keeps_true_tomorrow() -> None:
    removals = Filter(kinds=(Kind.REMOVE,), since=date(2026, 11, 16), words=("late",))
    assert read("view:removals") == removals
    assert parse_filter("view:REMOVALS", date(2026, 11, 23), views=VIEWS).since == date(
        2026, 11, 23
    )


def test_what_stands_beside_a_view_adds_to_it_or_takes_the_place_of_the_same() -> None:
    assert read("view:removals service:massage again") == Filter(
        kinds=(Kind.REMOVE,),
        services=("massage",),
        since=date(2026, 11, 16),
        words=("again", "late"),
    )
    assert read("since:1-nov type:use view:removals".replace("1-nov", "2026-11-01")) == Filter(
        kinds=(Kind.USE,), since=date(2026, 11, 1), words=("late",)
    )


def test_two_views_are_as_if_both_were_typed_and_one_may_name_another() -> None:
    both = read('view:removals view:"mona\'s gifts"')
    assert (both.kinds, both.who) == ((Kind.REMOVE, Kind.ADD), ("mona",))
    assert read("view:both") == both
    assert read("view:both view:both view:removals") == both


def test_views_that_name_each_other_come_to_an_end() -> None:
    assert read("view:round") == Filter(kinds=(Kind.USE,), services=("massage",))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a view:nothing", "No view is saved as “nothing”; there are: Removals, Mona's gifts,"),
        ("view:", "“view:” wants a saved view"),
        ("view:broken", "In view:Broken: “over:” takes a whole number"),
        ("view:lost", "In view:Lost: No view is saved as “gone”"),
    ],
)
def test_an_error_says_which_view_it_is_in(line: str, said: str) -> None:
    with pytest.raises(BadFilter) as caught:
        read(line)
    assert said in caught.value.message
    assert line[caught.value.start : caught.value.end].startswith("view:")


def test_without_any_views_an_error_says_so() -> None:
    with pytest.raises(BadFilter, match="there are none"):
        parse_filter("view:x", TODAY)


def test_me_is_whoever_asks_unless_it_is_quoted() -> None:
    assert read("who:me via:me") == Filter(who=("alice",), via=("alice",))
    assert read('who:"me"') == Filter(who=("me",))
    assert str(Filter(who=("me",))) == 'who:"me"'
    assert parse_filter("who:me", TODAY).who == ("me",)


def test_those_that_are_built_in_can_be_asked() -> None:
    asked = {
        view.name: parse_filter(view.word, TODAY, me="ada", views=BUILT_IN) for view in BUILT_IN
    }
    assert asked["My acts today"] == Filter(who=("ada",), since=TODAY)
    assert asked["Removals this week"].since == date(2026, 11, 16)
    assert asked["Over-allocations this month"] == Filter(
        flags=(Flag.OVER_ALLOCATION,), since=date(2026, 11, 1)
    )
    assert asked["Corrections"].corrects
    assert all(view.built_in and view_name_fault(view.name) is None for view in BUILT_IN)


def test_names_are_compared_without_case_and_spaces() -> None:
    found = find_view(BUILT_IN, "  removals   THIS week ")
    assert found is not None
    assert found.word == 'view:"Removals this week"'
    assert find_view(BUILT_IN, "removals") is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "needs a name"),
        ('the "late" ones', "no double quotes"),
        ("x" * 41, "41 characters"),
        ("a\x1b[2J", "control character"),
        ("a\u202eb", "hidden direction"),
    ],
)
def test_what_cannot_be_a_name_is_said(name: str, said: str) -> None:
    assert said in (view_name_fault(name) or "")
    assert view_name_fault("é" * 40) is None


LINES = st.lists(
    st.sampled_from(["view:a", 'view:"b b"', "view:c", "type:add", "over:3", "who:me", "word"]),
    max_size=4,
).map(" ".join)


@given(LINES, LINES, LINES, LINES)
def test_any_views_come_to_an_end(line: str, a: str, b: str, c: str) -> None:
    views = (SavedView("a", a, "x"), SavedView("b b", b, "x"), SavedView("c", c, "x"))
    read = _read(line, views)
    if isinstance(read, BadFilter):
        assert 0 <= read.start <= read.end <= len(line)
    else:
        assert parse_filter(str(read), TODAY) == read


def _read(line: str, views: tuple[SavedView, ...]) -> Filter | BadFilter:
    try:
        return parse_filter(line, TODAY, me="x", views=views)
    except BadFilter as error:
        return error
