"""Appending: numbers, links, hashes, the clock, and what becomes of the lots (R17, R22)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from creditui.domain.encoding import entry_hash
from creditui.domain.instant import microseconds
from creditui.domain.kinds import Kind, Source
from creditui.domain.ledger import GENESIS, Entry
from creditui.store.entries import member_entries, read_entry
from creditui.store.errors import ClockError, StoreError
from creditui.store.ledger import append, append_all
from creditui.store.transaction import writing
from tests.support.studio import NOW, Studio


def chain(studio: Studio, external_id: str = "maya") -> list[Entry]:
    return list(reversed(member_entries(studio.store, studio.member_id(external_id))))


def test_an_entry_reads_back_as_it_was_appended(studio: Studio) -> None:
    entry = studio.append(
        replace(
            studio.draft(Kind.ADD, (studio.grant(2),)),
            via=studio.staff("ada"),
            reference="T-17",
            note="Zoë promised two, sauna was cold",
            flags=("over_allocation", "short_expiry"),
        )
    )
    assert read_entry(studio.store, entry.id) == entry
    assert (entry.via, entry.actor, entry.instant) == ("ada", "mona", NOW)


def test_entries_are_numbered_and_linked_for_each_member(studio: Studio) -> None:
    studio.add()
    studio.add(external_id="dora")
    studio.add()
    for external_id in ("maya", "dora"):
        entries = chain(studio, external_id)
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        previous = [GENESIS, *(entry.hash for entry in entries)]
        assert [entry.prev_hash for entry in entries] == previous[:-1]
        assert all(entry_hash(entry) == entry.hash for entry in entries)


def test_a_lot_is_made_used_given_back_removed_and_expired(studio: Studio) -> None:
    lot_id = studio.add(5).movements[0].lot_id
    use = studio.append(studio.draft(Kind.USE, (studio.move(lot_id, -3),)))
    back = studio.draft(Kind.GIVE_BACK, (studio.move(lot_id, 3),))
    studio.append(replace(back, corrects=use.id))
    studio.append(studio.draft(Kind.USE, (studio.move(lot_id, -1),)))
    removal = studio.append(studio.draft(Kind.REMOVE, (studio.move(lot_id, -2),)))
    undone = studio.draft(Kind.ADD, (studio.move(lot_id, 2),))
    studio.append(replace(undone, corrects=removal.id))
    studio.append(studio.draft(Kind.REMOVE, (studio.move(lot_id, -1),)))
    late = studio.clock.instant.date() + timedelta(days=40)
    studio.append(studio.draft(Kind.EXPIRE, (studio.move(lot_id, -3),), day=late))
    lot = studio.record().lot(lot_id)
    assert lot is not None
    assert (lot.granted, lot.left, lot.used, lot.removed, lot.expired) == (5, 0, 1, 1, 3)


def test_moving_an_expiry_takes_one_lot_and_makes_another(studio: Studio) -> None:
    lot_id = studio.add(2).movements[0].lot_id
    longer = replace(studio.grant(2, days=90), source=Source.ADD)
    entry = studio.append(studio.draft(Kind.EXTEND, (studio.move(lot_id, -2), longer)))
    assert entry.credits == 0
    assert entry.balance_before == entry.balance_after


def test_a_second_correction_is_refused(studio: Studio) -> None:
    use = studio.append(studio.draft(Kind.USE, (studio.move(1, -3),)))
    back = replace(studio.draft(Kind.GIVE_BACK, (studio.move(1, 1),)), corrects=use.id)
    studio.append(back)
    again = replace(studio.draft(Kind.GIVE_BACK, (studio.move(1, 1),)), corrects=use.id)
    with pytest.raises(StoreError, match="corrected"):
        studio.append(again)


@pytest.mark.parametrize("behind", [timedelta(microseconds=1), timedelta(minutes=5)])
def test_a_clock_a_little_behind_is_raised_to_the_last_entry(
    studio: Studio, behind: timedelta
) -> None:
    last = studio.add()
    studio.clock.instant -= behind
    assert studio.add().at == last.at == microseconds(NOW)


def test_a_clock_further_behind_is_refused_and_nothing_is_written(studio: Studio) -> None:
    last = studio.add()
    studio.clock.instant -= timedelta(minutes=5, microseconds=1)
    with pytest.raises(ClockError, match="5 minutes behind"):
        studio.add()
    assert chain(studio)[-1] == last
    studio.clock.instant = NOW
    assert studio.add().at == last.at


def test_a_clock_set_forward_a_day_and_back_holds_up_the_desk_with_a_word(studio: Studio) -> None:
    studio.clock.advance(days=1)
    studio.add()
    studio.clock.advance(days=-1)
    with pytest.raises(ClockError, match="24 hours"):
        studio.add()


def test_an_unknown_service_is_refused(studio: Studio) -> None:
    draft = replace(studio.draft(Kind.ADD, (studio.grant(1),)), service="sauna")
    with pytest.raises(StoreError, match="no service 'sauna'"):
        studio.append(draft)


def test_entries_are_only_appended_inside_a_writing_transaction(studio: Studio) -> None:
    with pytest.raises(RuntimeError, match="writing"):
        append(studio.store, studio.draft(Kind.ADD, (studio.grant(1),)))


def test_many_at_once_are_the_same_entries_as_one_by_one(studio: Studio) -> None:
    one = studio.draft(Kind.ADD, (studio.grant(1),))
    before = one.balance_before
    drafts = [
        replace(one, request_id=f"m-{n}", balance_before=before + n, balance_after=before + n + 1)
        for n in range(50)
    ]
    with writing(studio.store):
        assert append_all(studio.store, iter(drafts)) == 50
    entries = chain(studio)
    assert [entry.seq for entry in entries] == list(range(1, 53))
    assert all(entry_hash(entry) == entry.hash for entry in entries)


def test_one_bad_entry_among_many_leaves_nothing(studio: Studio) -> None:
    good = studio.draft(Kind.ADD, (studio.grant(1),))
    with pytest.raises(StoreError, match="balance"), writing(studio.store):
        append_all(studio.store, [good, replace(good, request_id="second")])
    assert len(chain(studio)) == 2
