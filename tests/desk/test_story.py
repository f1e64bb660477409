"""The story of a balance, against the member as she was on each date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from creditui.desk.applying import apply
from creditui.desk.as_of import open_member_as_of
from creditui.desk.errors import InputError, Refused
from creditui.desk.expire import expire
from creditui.desk.ledger import explain
from creditui.desk.open_member import open_member
from creditui.desk.session import Desk
from creditui.desk.staff import edit_staff
from creditui.desk.story import balance_story
from creditui.domain.kinds import Kind
from creditui.domain.proposal import Act, Add, Remove, SetAllocation, Use, Why
from tests.desk.conftest import DeskOf
from tests.support.studio import TODAY, Studio
from tests.tui.screens.reading import many_entries

WHY = Why("goodwill", "a note that says why")
POLICY = Why("policy", "a note that says why")


def live(desk: Desk, studio: Studio) -> None:
    """Some weeks of maya's: given, used, taken, a new allocation, expired with and without us."""
    maya, period = studio.member_id(), studio.record().periods[1][0].id
    acts: tuple[tuple[int, Act], ...] = (
        (0, Add(1, "massage", 2, TODAY + timedelta(days=5), WHY)),
        (1, Use("massage", 3)),
        (0, Remove(1, "massage", 1, POLICY)),
        (1, SetAllocation(period, "massage", 10, WHY, 8)),
        (15, Add(1, "massage", 4, TODAY + timedelta(days=40), WHY)),
        (5, Use("massage", 1)),
    )
    for number, (later, act) in enumerate(acts):
        studio.clock.advance(days=later)
        apply(desk, maya, act, f"request-{number}")
        if number == 4:
            expire(desk)


def test_every_date_has_the_balance_that_as_of_gives(desk_of: DeskOf, studio: Studio) -> None:
    desk = desk_of()
    live(desk, studio)
    for external_id in ("maya", "grace", "una"):
        member = studio.member_id(external_id)
        for service in ("massage", "reformer"):
            told = balance_story(desk, member, service)
            whole = balance_story(desk, member, service, told.bands[0].membership_id)
            day = date(2026, 10, 28)
            while day <= told.today:
                view = open_member_as_of(desk, member, day)
                assert told.story.balance_on(day) == view.balances.get(service, 0), day
                assert whole.points == told.points
                day += timedelta(days=1)


def test_it_tells_every_entry_with_the_balances_that_the_ledger_keeps(
    desk_of: DeskOf, studio: Studio
) -> None:
    desk = desk_of()
    live(desk, studio)
    told = balance_story(desk, studio.member_id(), "massage")
    assert told.left_out == 0
    assert told.balance == open_member(desk, studio.member_id()).balances["massage"] == 3
    kinds = [mark.kind for mark in told.marks]
    assert kinds[:5] == [Kind.OPENING, Kind.ADD, Kind.USE, Kind.REMOVE, Kind.ALLOCATION]
    for mark in told.marks:
        assert (mark.before, mark.after) == (mark.entry.balance_before, mark.entry.balance_after)
    assert (told.points[-1].on, told.points[-1].balance) == (TODAY + timedelta(days=41), 0)


def test_one_membership_is_told_alone(desk_of: DeskOf, studio: Studio) -> None:
    desk = desk_of()
    told = balance_story(desk, studio.member_id(), "massage", 1)
    assert told.membership_id == 1
    assert told.balance == explain(desk, studio.member_id(), "massage", 1).balance == 8
    other = balance_story(desk, studio.member_id(), "massage", 2)
    assert (other.balance, other.marks, other.bands) == (0, (), ())


def test_of_thousands_of_entries_the_newest_are_told(desk_of: DeskOf, studio: Studio) -> None:
    many_entries(studio, 300)
    studio.clock.advance(days=2)
    desk = desk_of()
    member = studio.member_id()
    apply(desk, member, Use("massage", 5), "later")
    whole = balance_story(desk, member, "massage")
    told = balance_story(desk, member, "massage", most=100)
    assert (whole.left_out, told.left_out) == (0, 202)
    assert told.marks == whole.marks[-100:]
    assert told.points[0].on == told.marks[0].on == TODAY
    for n in range(40):
        day = TODAY + timedelta(days=n)
        assert told.story.balance_on(day) == whole.story.balance_on(day)


def test_whoever_may_view_may_read_it(desk_of: DeskOf, studio: Studio) -> None:
    assert balance_story(desk_of("audrey"), studio.member_id(), "massage").balance == 8
    with pytest.raises(InputError, match="no member 99"):
        balance_story(desk_of(), 99, "massage")
    gone = desk_of("alice")
    edit_staff(desk_of("ada"), "alice", disabled=True)
    with pytest.raises(Refused):
        balance_story(gone, studio.member_id(), "massage")
