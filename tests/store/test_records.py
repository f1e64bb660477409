"""What is read about a member agrees with her ledger (R3, R19)."""

from dataclasses import replace
from datetime import timedelta

from creditui.domain.kinds import Kind, Source
from creditui.domain.lots import balance, burn_down
from creditui.store.records import read_record
from tests.support.studio import PERIOD_ENDS, TODAY, Studio


def test_nobody_has_no_record(studio: Studio) -> None:
    assert read_record(studio.store, 99) is None


def test_a_member_without_a_membership_has_a_record(studio: Studio) -> None:
    record = studio.record("nora")
    assert (record.memberships, record.lots, dict(record.periods)) == ((), (), {})


def test_the_record_of_a_member(studio: Studio) -> None:
    studio.add(2)
    record = studio.record()
    (membership,) = record.memberships
    assert dict(membership.plan.credits) == {"massage": 8, "reformer": 4}
    assert record.lots == tuple(burn_down(record.lots))
    assert balance(record.lots, "massage", TODAY) == 10
    (period,) = record.periods[membership.id]
    assert [a.service for a in period.allocations] == ["massage", "reformer"]
    massage = period.allocation("massage")
    assert massage is not None
    assert (massage.allocated, massage.left, massage.expires_on) == (8, 8, PERIOD_ENDS)


def test_an_allocation_is_worked_out_from_every_kind_of_entry(studio: Studio) -> None:
    """Set 8 -> 10, 4 used and 1 given back, 2 removed, 1 of them put back, the rest expired."""
    raised = replace(studio.grant(2), source=Source.ALLOCATION, expires_on=PERIOD_ENDS, period_id=1)
    more = studio.draft(Kind.ALLOCATION, (raised,))
    studio.append(replace(more, allocation_before=8, allocation_after=10))
    use = studio.append(studio.draft(Kind.USE, (studio.move(1, -4),)))
    back = studio.draft(Kind.GIVE_BACK, (studio.move(1, 1),))
    studio.append(replace(back, corrects=use.id))
    removal = studio.append(studio.draft(Kind.REMOVE, (studio.move(1, -2),)))
    undone = studio.draft(Kind.ADD, (studio.move(1, 1),))
    studio.append(replace(undone, corrects=removal.id))
    lowered = studio.draft(Kind.REMOVE, (studio.move(1, -1),))
    studio.append(replace(lowered, allocation_before=10, allocation_after=9))
    after = PERIOD_ENDS + timedelta(days=1)
    lots = (studio.move(1, -3), studio.move(15, -2))
    studio.append(studio.draft(Kind.EXPIRE, lots, day=after))
    record = studio.record()
    massage = record.periods[1][0].allocation("massage")
    assert massage is not None
    assert (massage.allocated, massage.used, massage.adjusted) == (9, 3, -1)
    assert (massage.expired, massage.left) == (5, 0)
    for lot in record.lots:
        assert lot.granted == lot.left + lot.used + lot.removed + lot.expired


def test_imported_use_counts_as_used(studio: Studio) -> None:
    studio.append(studio.draft(Kind.OPENING, (studio.move(1, -3),), actor="import"))
    massage = studio.record().periods[1][0].allocation("massage")
    assert massage is not None
    assert (massage.allocated, massage.used, massage.left) == (8, 3, 5)
