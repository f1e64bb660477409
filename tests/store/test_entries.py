"""The ledger is read back entry by entry, whichever way it is asked (R22)."""

from dataclasses import replace
from datetime import timedelta

from creditui.domain.kinds import Kind
from creditui.store.entries import (
    correction_of,
    corrections_of,
    count_entries_of_lots,
    entries_by_ids,
    entries_of_lots,
    member_entries,
    read_entry,
    read_entry_by_request,
)
from tests.support.studio import TODAY, Studio


def test_what_is_not_there(studio: Studio) -> None:
    assert read_entry(studio.store, 99) is None
    assert read_entry_by_request(studio.store, "never") is None
    assert member_entries(studio.store, 99) == ()
    assert entries_of_lots(studio.store, ()) == ()
    assert count_entries_of_lots(studio.store, ()) == 0
    assert entries_by_ids(studio.store, ()) == ()
    assert corrections_of(studio.store, ()) == {}


def test_an_entry_is_the_same_whichever_way_it_is_asked(studio: Studio) -> None:
    added = studio.add(3)
    assert added.movements
    assert added.new_lots
    assert read_entry(studio.store, added.id) == added
    assert entries_by_ids(studio.store, (added.id, 10**9)) == (added,)
    assert member_entries(studio.store, added.member_id, limit=1) == (added,)
    assert entries_of_lots(studio.store, (added.new_lots[0].id,)) == (added,)


def test_pages_of_a_ledger_come_newest_first_without_a_gap(studio: Studio) -> None:
    for _ in range(5):
        studio.add(1)
    pages, before = [], None
    while page := member_entries(studio.store, 1, before_seq=before, limit=3):
        pages.append([entry.seq for entry in page])
        before = page[-1].seq
    assert pages == [[7, 6, 5], [4, 3, 2], [1]]


def test_entries_are_found_by_request_by_lot_and_by_correction(studio: Studio) -> None:
    use = studio.append(studio.draft(Kind.USE, (studio.move(1, -2),)))
    assert correction_of(studio.store, use.id) is None
    back = replace(studio.draft(Kind.GIVE_BACK, (studio.move(1, 2),)), corrects=use.id)
    given = studio.append(back)
    assert correction_of(studio.store, use.id) == given.id
    assert read_entry_by_request(studio.store, given.request_id) == given
    assert [entry.id for entry in entries_of_lots(studio.store, (1,))] == [1, use.id, given.id]


def test_the_newest_entries_of_a_lot_are_counted_too(studio: Studio) -> None:
    first = studio.append(studio.draft(Kind.USE, (studio.move(1, -2),)))
    second = studio.append(studio.draft(Kind.USE, (studio.move(1, -1),)))
    assert entries_of_lots(studio.store, (1, 2), 2) == (first, second)
    assert count_entries_of_lots(studio.store, (1,)) == 3


def test_a_correction_is_not_known_before_its_day(studio: Studio) -> None:
    use = studio.append(studio.draft(Kind.USE, (studio.move(1, -2),)))
    back = replace(studio.draft(Kind.GIVE_BACK, (studio.move(1, 2),)), corrects=use.id)
    given = studio.append(back)
    assert correction_of(studio.store, use.id, TODAY) == given.id
    assert correction_of(studio.store, use.id, TODAY - timedelta(days=1)) is None
    assert corrections_of(studio.store, (use.id, given.id)) == {use.id: given.id}
