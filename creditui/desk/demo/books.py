"""Decides each errand by the rules of the desk and makes its entry for the ledger."""

from __future__ import annotations

from datetime import date
from random import Random

from creditui.desk.applying import new_entry
from creditui.desk.demo.chance import Errand
from creditui.desk.demo.holder import Holder, Written, as_entry
from creditui.desk.demo.spending import Spending
from creditui.desk.session import Moment
from creditui.domain.context import Context
from creditui.domain.decide import EntryKnown, decide_act
from creditui.domain.kinds import ADJUSTMENTS
from creditui.domain.proposal import Decision, Proposal, SetAllocation
from creditui.domain.request import UNASKED, request_digest
from creditui.store.ledger import NewEntry


class Books:
    """Numbers entries and lots as a new ledger will, and keeps what limits and corrections ask for.

    The ledger numbers them itself, without a gap; its guards refuse a movement of another lot.
    """

    def __init__(self, rng: Random, today: date) -> None:
        self._rng = rng
        self._today = today
        self._next_entry = 1
        self._next_lot = 1
        self._kept: dict[int, Written] = {}
        self._spending = Spending()

    def decide(self, errand: Errand, moment: Moment) -> Decision:
        """What the rules say to `errand` at `moment` (R2)."""
        holder, act, day = errand.holder, errand.act, moment.today
        record = holder.record(day, self._today, periods=isinstance(act, SetAllocation))
        spent = self._spending.spent(errand.actor, holder.member.id, day)
        context = Context(day, moment.settings, errand.actor, spent)
        return decide_act(record, act, context, self._take)

    def _take(self, entry_id: int) -> EntryKnown:
        """A kept entry, which nothing corrects yet; it is kept no longer."""
        return as_entry(self._kept.pop(entry_id)), None

    def enter(
        self,
        holder: Holder,
        proposal: Proposal,
        moment: Moment,
        errand: Errand | None = None,
        request_id: str = "",
    ) -> tuple[NewEntry, Written]:
        """Do what `proposal` says and make its entry; without an `errand` nobody asked for it.

        Its request id is thrown where none is given.
        """
        actor, digest = moment.actor, UNASKED
        if errand is not None:
            digest = request_digest(holder.member.id, actor.staff.id, errand.act)
            if proposal.kind in ADJUSTMENTS:
                member_id = holder.member.id
                self._spending.count(actor, member_id, proposal.credits, moment.today)
        entry = new_entry(
            proposal, moment, request_id or f"{self._rng.getrandbits(128):032x}", digest
        )
        movements = holder.apply(proposal, self._next_lot)
        written = Written(self._next_entry, proposal, movements, actor.staff, moment.today)
        self._next_lot += sum(change.lot_id is None for change in proposal.lots)
        self._next_entry += 1
        if holder.told:
            holder.last = written
            self.keep(written)
        return entry, written

    def keep(self, written: Written) -> None:
        """Keep an entry that may be corrected or given back later."""
        self._kept[written.id] = written
