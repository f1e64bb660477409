"""The story of a balance, against the plain meaning of a balance on each date (R3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.domain.lots import Lot, balance
from creditui.domain.story import Point, tell_story
from tests.domain.builders import days, entry, lot

WEEKS = range(-15, 16)


def plain(entries: Sequence[Entry], lots: Sequence[Lot], on: date) -> int:
    """The balance on a date by its definition: what the entries up to then left in living lots."""
    left = {each.id: each.left for each in lots}
    for later in entries:
        for movement in later.movements if later.studio_date > on else ():
            left[movement.lot_id] -= movement.credits
    return balance([replace(each, left=left[each.id]) for each in lots], "massage", on)


@st.composite
def tales(draw: st.DrawFn) -> tuple[list[Entry], list[Lot]]:
    """Lots, and entries that gave, took and returned their credits, in order of time."""
    lots = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        starts = draw(st.integers(-10, 6))
        length = draw(st.none() | st.integers(0, 12))
        last = None if length is None else days(starts + length)
        lots.append(lot(number, 0, starts_on=days(starts), expires_on=last))
    left = dict.fromkeys(range(1, len(lots) + 1), 0)
    entries = []
    for number, on in enumerate(sorted(draw(st.lists(st.integers(-10, 10), max_size=9))), 1):
        moved = []
        for lot_id in draw(st.sets(st.sampled_from(sorted(left)), min_size=1)):
            credits = draw(st.integers(-left[lot_id], 5))
            left[lot_id] += credits
            moved.append((lot_id, credits))
        kind = draw(st.sampled_from(Kind))
        entries.append(entry(kind, *moved, id=number, seq=number, studio_date=days(on)))
    return entries, [replace(each, left=left[each.id]) for each in lots]


@given(tales())
def test_every_date_has_the_balance_it_had(tale: tuple[list[Entry], list[Lot]]) -> None:
    entries, lots = tale
    story = tell_story(entries, lots)
    for n in WEEKS:
        assert story.balance_on(days(n)) == plain(entries, lots, days(n))


@given(tales(), st.integers(1, 9))
def test_without_its_oldest_entries_it_is_the_same_from_then_on(
    tale: tuple[list[Entry], list[Lot]], cut: int
) -> None:
    entries, lots = tale
    whole, told = tell_story(entries, lots), tell_story(entries[cut:], lots, earlier=True)
    assert told.marks == whole.marks[cut:]
    for n in WEEKS:
        if entries[cut:] and days(n) >= entries[cut].studio_date:
            assert told.balance_on(days(n)) == whole.balance_on(days(n))


@given(tales())
def test_points_are_changes_in_order_and_marks_follow_one_another(
    tale: tuple[list[Entry], list[Lot]],
) -> None:
    entries, lots = tale
    story = tell_story(entries, lots)
    dates = [point.on for point in story.points]
    assert dates == sorted(set(dates))
    steps = [0, *(point.balance for point in story.points)]
    assert all(before != after for before, after in pairwise(steps))
    assert [mark.entry_id for mark in story.marks] == [each.id for each in entries]
    for before, after in pairwise(story.marks):
        assert before.on < after.on or before.after == after.before
    for mark in story.marks:
        if all(other.on != mark.on or other is mark for other in story.marks):
            assert mark.after == story.balance_on(mark.on)


USED = entry(Kind.USE, (1, -3), id=2, studio_date=days(0))
GIVEN = entry(Kind.ADD, (1, 8), id=1, studio_date=days(-5))


@pytest.mark.parametrize(
    ("first", "last", "points"),
    [
        (-5, 3, [(-5, 8), (0, 5), (4, 0)]),  # through day 3: gone on day 4 (R5)
        (-5, None, [(-5, 8), (0, 5)]),
        (-9, 3, [(-5, 8), (0, 5), (4, 0)]),  # what was not given yet was not there
        (-2, 3, [(-2, 8), (0, 5), (4, 0)]),  # given before it counts
        (2, 9, [(2, 5), (10, 0)]),
        (-5, 0, [(-5, 8), (0, 5), (1, 0)]),
        (-5, -1, [(-5, 8), (0, 0)]),  # expired before it was used: nothing left to count
    ],
)
def test_a_lot_counts_from_its_first_to_its_last_day(
    first: int, last: int | None, points: list[tuple[int, int]]
) -> None:
    expires = None if last is None else days(last)
    held = lot(1, 5, starts_on=days(first), expires_on=expires)
    story = tell_story([GIVEN, USED], [held])
    assert story.points == tuple(Point(days(n), credits) for n, credits in points)


def test_an_expiry_that_is_written_late_changes_nothing_on_its_day() -> None:
    """R9: the balance fell when the last day had passed, not when the job ran."""
    held = lot(1, 0, starts_on=days(-9), expires_on=days(-3))
    given_ = replace(GIVEN, studio_date=days(-9))
    expired = entry(Kind.EXPIRE, (1, -8), id=2, studio_date=days(0))
    story = tell_story([given_, expired], [held])
    assert story.points == (Point(days(-9), 8), Point(days(-2), 0))
    assert [(mark.credits, mark.before, mark.after) for mark in story.marks] == [
        (8, 0, 8),
        (-8, 0, 0),
    ]


def test_entries_of_one_day_lead_from_one_to_the_next() -> None:
    lots = [lot(1, 6, starts_on=days(-9), expires_on=None)]
    same = [
        entry(Kind.ADD, (1, 4), id=1, studio_date=days(0)),
        entry(Kind.USE, (1, -1), id=2, studio_date=days(0)),
        entry(Kind.GIVE_BACK, (1, 3), id=3, studio_date=days(0)),
    ]
    story = tell_story(same, lots)
    assert [(mark.before, mark.after) for mark in story.marks] == [(0, 4), (4, 3), (3, 6)]
    assert story.points == (Point(days(0), 6),)


def test_what_an_entry_did_to_lots_of_another_story_is_not_told() -> None:
    both = entry(Kind.USE, (1, -1), (2, -2), id=2, studio_date=days(0))
    story = tell_story([GIVEN, both], [lot(1, 7, starts_on=days(-5), expires_on=None)])
    assert [(mark.credits, mark.after) for mark in story.marks] == [(8, 8), (-1, 7)]


def test_lots_that_ended_before_the_story_begins_are_left_out() -> None:
    ended = lot(1, 0, starts_on=days(-30), expires_on=days(-20))
    living = lot(2, 5, starts_on=days(-25), expires_on=days(5))
    later = entry(Kind.USE, (2, -1), id=9, studio_date=days(0))
    assert tell_story([later], [living, ended]).bands == (ended, living)
    assert tell_story([later], [living, ended], earlier=True).bands == (living,)


def test_the_last_date_there_is_does_not_end() -> None:
    held = lot(1, 8, starts_on=days(-5), expires_on=date.max)
    assert tell_story([GIVEN], [held]).points == (Point(days(-5), 8),)


def test_nothing_given_has_no_story() -> None:
    story = tell_story([], [])
    assert (story.points, story.marks, story.bands) == ((), (), ())
    assert story.balance_on(days(0)) == 0
