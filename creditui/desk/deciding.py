"""From an act to a proposal: read the facts, ask the domain (R2)."""

from __future__ import annotations

from functools import partial

from creditui.desk.errors import Stale
from creditui.desk.lookup import known_entry, member_record
from creditui.desk.session import Desk, Moment
from creditui.domain.decide import EntryKnown, decide_act
from creditui.domain.membership import MemberRecord
from creditui.domain.proposal import Act, Decision, Proposal, SetAllocation
from creditui.store.entries import correction_of
from creditui.store.transaction import reading


def propose(desk: Desk, member_id: int, act: Act) -> Decision:
    """What `act` would do for the member now; nothing is written (R2).

    Raises InputError for a member or an entry that is not there, and Stale where the number stated
    as seen is another by now (R13).
    """
    with reading(desk.store):
        return decide(desk, desk.moment(), member_id, act)


def decide(desk: Desk, moment: Moment, member_id: int, act: Act) -> Decision:
    """As `propose`, inside the caller's transaction and at its moment."""
    record = member_record(desk, member_id)
    context = desk.context(moment, member_id)
    decision = decide_act(record, act, context, partial(_entry_known, desk))
    if isinstance(act, SetAllocation):
        _check_seen(record, act, decision)
    return decision


def _entry_known(desk: Desk, entry_id: int) -> EntryKnown:
    entry = known_entry(desk, entry_id)
    return entry, correction_of(desk.store, entry.id)


def _check_seen(record: MemberRecord, act: SetAllocation, decision: Decision) -> None:
    """Raise Stale where the number stated as seen is another by now (R13).

    It comes before any refusal: that somebody else has set the wanted number already is news.
    """
    period = record.period(act.period_id)
    if act.seen is None or period is None:
        return
    allocation = period.allocation(act.service)
    present = 0 if allocation is None else allocation.allocated
    if act.seen != present:
        fresh = decision if isinstance(decision, Proposal) else None
        raise Stale(None, fresh, (f"You saw an allocation of {act.seen}; it is now {present}.",))
