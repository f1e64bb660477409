"""Which rules answer which act: the one way from an act to a proposal or a refusal (R2)."""

from __future__ import annotations

from collections.abc import Callable

from creditui.domain.adjust import propose_add, propose_remove
from creditui.domain.allocate import propose_set
from creditui.domain.context import Context
from creditui.domain.correct import propose_correction
from creditui.domain.ledger import Entry
from creditui.domain.membership import MemberRecord
from creditui.domain.proposal import (
    Act,
    Add,
    Correct,
    Decision,
    GiveBack,
    Remove,
    SetAllocation,
    Use,
)
from creditui.domain.refusal import Refusal
from creditui.domain.use import propose_give_back, propose_use

EntryKnown = tuple[Entry, int | None]
"""A ledger entry, and the id of the one that corrects it or gives it back, if any does."""


def decide_act(
    record: MemberRecord, act: Act, context: Context, look_up: Callable[[int], EntryKnown]
) -> Decision:
    """What the rules say to `act` on what is known of a member.

    `look_up` finds an entry by its id; it is asked only for acts on an entry, and what it raises
    is raised.
    """
    match act:
        case Add():
            return propose_add(record, act, context)
        case Remove():
            return propose_remove(record, act, context)
        case SetAllocation():
            return propose_set(record, act, context)
        case Use():
            return propose_use(record, act, context)
        case Correct() | GiveBack():
            entry, corrected_by = look_up(act.entry_id)
            if entry.member_id != record.member.id:
                return Refusal("other_member", "That entry belongs to another member.")
            if isinstance(act, Correct):
                return propose_correction(record, entry, corrected_by, act, context)
            return propose_give_back(record, entry, corrected_by, act, context)
