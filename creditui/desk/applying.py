"""From a reviewed proposal to an entry in the ledger: one act, one transaction (R13, R14, R17)."""

from __future__ import annotations

from dataclasses import dataclass

from creditui.desk.deciding import decide
from creditui.desk.errors import InputError, Refused, Stale
from creditui.desk.refused import keep_refused
from creditui.desk.replay import proposal_of
from creditui.desk.session import Desk, Moment
from creditui.domain.changed import differences
from creditui.domain.ledger import Entry
from creditui.domain.proposal import Act, Proposal
from creditui.domain.refusal import Refusal
from creditui.domain.request import request_digest, valid_request_id
from creditui.store.entries import read_entry_by_request
from creditui.store.ledger import NewEntry, append
from creditui.store.transaction import writing


@dataclass(frozen=True, slots=True)
class Applied:
    """An act that stands in the ledger."""

    entry: Entry
    proposal: Proposal
    replayed: bool
    """Whether this request had been applied before; nothing was written now (R14)."""


def apply(
    desk: Desk, member_id: int, act: Act, request_id: str, reviewed: Proposal | None = None
) -> Applied:
    """Apply `act` once under `request_id`; what was reviewed is what is written (R13, R14).

    Without `reviewed` the act is decided and applied in the same transaction, as the commands do.

    Raises Refused for a rule's no, Stale where the fresh proposal is not the reviewed one,
    InputError for a request id that was used for something else. Nothing is written then but that
    it was refused (desk/refused.py).
    """
    if not valid_request_id(request_id):
        raise InputError(
            "bad_request_id", "A request id is 1 to 100 letters, digits, dots, colons or dashes."
        )
    desk.check_writable()
    try:
        return _apply(desk, member_id, act, request_id, reviewed)
    except Refused as refused:
        keep_refused(desk, member_id, act, request_id, refused.refusal)
        raise


def find_applied(desk: Desk, request_id: str) -> Entry | None:
    """The entry that a request made, or None: for whoever comes back not knowing (R14)."""
    return read_entry_by_request(desk.store, request_id)


def _apply(
    desk: Desk, member_id: int, act: Act, request_id: str, reviewed: Proposal | None
) -> Applied:
    with writing(desk.store):
        moment = desk.moment()
        digest = request_digest(member_id, moment.actor.staff.id, act)
        earlier = read_entry_by_request(desk.store, request_id)
        if earlier is not None:
            return _replay(desk, earlier, digest)
        decision = decide(desk, moment, member_id, act)
        if isinstance(decision, Refusal):
            raise Refused(decision)
        if reviewed is not None and reviewed != decision:
            raise Stale(reviewed, decision, differences(reviewed, decision))
        entry = append(desk.store, new_entry(decision, moment, request_id, digest))
        if desk.on_act is not None:
            desk.on_act(request_id, moment.instant)  # before the commit: no entry is without it
        return Applied(entry, decision, replayed=False)


def new_entry(proposal: Proposal, moment: Moment, request_id: str, digest: bytes) -> NewEntry:
    """The entry that `proposal` makes, before the ledger has numbered and linked it (R22)."""
    return NewEntry(
        kind=proposal.kind,
        credits=proposal.credits,
        member_id=proposal.member_id,
        membership_id=proposal.membership_id,
        period_id=proposal.period_id,
        service=proposal.service,
        actor=moment.actor.staff,
        via=moment.actor.via,
        instant=moment.instant,
        studio_date=moment.today,
        reason=proposal.why.reason or None,
        note=proposal.why.note,
        reference=proposal.why.reference,
        request_id=request_id,
        request_digest=digest,
        corrects=proposal.corrects,
        balance_before=proposal.balance_before,
        balance_after=proposal.balance_after,
        allocation_before=proposal.allocation_before,
        allocation_after=proposal.allocation_after,
        flags=proposal.flags,
        lots=proposal.lots,
    )


def _replay(desk: Desk, entry: Entry, digest: bytes) -> Applied:
    if entry.request_digest != digest:
        raise InputError(
            "request_id_reused",
            f"That request id belongs to entry {entry.id}, which asked for something else; "
            "use a new one.",
        )
    return Applied(entry, proposal_of(desk.store, entry), replayed=True)
