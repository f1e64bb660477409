"""The studio's ledger at the desk: who may read it, what a filter's names mean, following it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from creditui.desk.errors import InputError, Refused
from creditui.desk.session import Desk, open_desk
from creditui.desk.studio_ledger import newest, read_filter, studio_ledger, vocabulary
from creditui.domain.filtering import Filter
from creditui.domain.membership import Member
from creditui.domain.reasons import DEFAULT_REASONS
from creditui.store.bulk import upsert_members
from creditui.store.studio import write_reasons
from creditui.store.studio_ledger import Page, ledger_page
from creditui.store.transaction import writing
from tests.support.studio import TODAY, Studio


@pytest.fixture
def desk(studio: Studio) -> Iterator[Desk]:
    """An auditor's, whose connection can only read."""
    opened = open_desk(str(studio.path), "audrey", clock=studio.clock)
    yield opened
    opened.close()


def test_a_page_names_its_members_and_where_to_go_on(desk: Desk) -> None:
    page = studio_ledger(desk, limit=3)
    assert [entry.id for entry in page.entries] == [14, 13, 12]
    assert page.names == {7: "Una Upcoming", 6: "Exa Pired"}
    assert (page.before_id, page.searched_to) == (12, None)
    rest = studio_ledger(desk, before_id=page.before_id)
    assert [entry.id for entry in rest.entries] == list(range(11, 0, -1))
    assert rest.before_id is None


@pytest.mark.parametrize(("username", "may"), [("alice", False), ("mona", True), ("ada", True)])
def test_who_may_read_it(studio: Studio, username: str, may: bool) -> None:
    desk = open_desk(str(studio.path), username, read_only=True, clock=studio.clock)
    try:
        assert len(studio_ledger(desk, member_id=1).entries) == 2
        if may:
            assert len(studio_ledger(desk).entries) == 14
            assert len(newest(desk, 10).entries) == 4
            return
        with pytest.raises(Refused):
            studio_ledger(desk)
        with pytest.raises(Refused):
            newest(desk, 0)
    finally:
        desk.close()


@pytest.mark.parametrize(
    ("named", "ids"),
    [
        ("maya", [2, 1]),
        ("MAYA@example.org", [2, 1]),
        ("900124", [4, 3]),
        ("2", [4, 3]),
        ("okaf", [2, 1]),
        ("nunez", [8, 7]),
        ("nora", []),
    ],
)
def test_a_member_is_named_by_anything_that_finds_her(
    desk: Desk, named: str, ids: list[int]
) -> None:
    page = studio_ledger(desk, Filter(member=named))
    assert [entry.id for entry in page.entries] == ids


def test_a_filter_within_a_members_ledger_stays_there(desk: Desk) -> None:
    assert studio_ledger(desk, Filter(member="paula"), member_id=1).entries == ()
    massages = studio_ledger(desk, Filter(services=("massage",)), member_id=1)
    assert [entry.id for entry in massages.entries] == [1]


def test_too_many_members_are_nobody_in_particular(desk: Desk, studio: Studio) -> None:
    with writing(studio.store):
        many = (Member(0, f"Anna Number{n}", external_id=f"anna{n}") for n in range(21))
        upsert_members(studio.store, many)
    with pytest.raises(InputError, match="more than 20 members; type more of the name"):
        studio_ledger(desk, Filter(member="anna"))


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Filter(who=("zoe",)), "“who:zoe” is unknown here; it is one of ada, alice"),
        (Filter(via=("zoe",)), "“via:zoe”"),
        (Filter(services=("yoga",)), "one of massage, reformer"),
        (Filter(reasons=("goodwill", "good")), "“reason:good” is unknown here; it is one of "),
        (Filter(member="qqqq"), "Nobody matches"),
    ],
)
def test_a_name_that_nobody_has_is_told(desk: Desk, wanted: Filter, said: str) -> None:
    with pytest.raises(InputError, match=said):
        studio_ledger(desk, wanted)


def test_a_reason_that_left_the_list_is_still_asked_for(desk: Desk, studio: Studio) -> None:
    given = studio.add(1)
    with writing(studio.store):
        write_reasons(studio.store, [replace(each, dropped=True) for each in DEFAULT_REASONS])
    assert given.reason is not None
    assert studio_ledger(desk, Filter(reasons=(given.reason,))).entries == (given,)


def test_following_shows_what_came_since(desk: Desk, studio: Studio) -> None:
    assert newest(desk, 14).entries == ()
    first = studio.add(1)
    second = studio.add(2, external_id="paula")
    assert newest(desk, 14).entries == (second, first)
    assert newest(desk, first.id).entries == (second,)
    assert newest(desk, 14, Filter(over=1)).entries == (second,)


def test_a_search_that_stops_early_says_how_far_it_got(
    desk: Desk, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looks_at_two(*args: Any, **kwargs: Any) -> Page:
        return ledger_page(*args, **kwargs, look_at=2)

    for _ in range(3):
        studio.add(1)
    monkeypatch.setattr("creditui.desk.studio_ledger.ledger_page", looks_at_two)
    page = studio_ledger(desk, Filter(words=("nobody wrote this",)))
    assert (page.entries, page.before_id, page.searched_to) == ((), 16, TODAY)


def test_dates_are_the_studios(desk: Desk) -> None:
    assert read_filter(desk, "since:yesterday").since == TODAY - timedelta(days=1)
    with pytest.raises(InputError, match="is no filter"):
        read_filter(desk, "foo:bar")


def test_the_words_for_completing_are_the_studios(desk: Desk) -> None:
    words = vocabulary(desk)
    assert {"ada", "alice", "import", "system"} <= set(words.usernames)
    assert words.services == ("massage", "reformer")
    assert words.reasons.count("correction") == 1
