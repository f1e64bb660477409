"""Write the entries for lots past their date (R9). Safe to repeat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from creditui.desk.applying import new_entry
from creditui.desk.lookup import member_record
from creditui.desk.refused_notes import collect
from creditui.desk.session import Desk, Moment
from creditui.domain.expire import expirations
from creditui.domain.people import Actor, Permission
from creditui.domain.request import UNASKED, new_request_id
from creditui.store.expiring import members_to_expire
from creditui.store.ledger import append
from creditui.store.staff import SYSTEM, read_signer
from creditui.store.transaction import reading, writing


@dataclass(frozen=True, slots=True)
class Expired:
    """What one run of the expiry wrote."""

    members: int
    entries: int
    credits: int


def expire(desk: Desk, progress: Callable[[int, int], None] | None = None) -> Expired:
    """Write off what is left in lots past their last day, a transaction for each member.

    The entries are signed by *system*, whoever started the run (R9). `progress` is told how many
    members are done, and of how many. Raises Refused for a person who may not.
    """
    desk.check_writable()
    collect(desk)
    with reading(desk.store):
        moment = desk.require(Permission.EXPIRE)
        due = tuple(members_to_expire(desk.store, moment.today))
    entries = credits = members = 0
    for done, member_id in enumerate(due, start=1):
        written = _expire_member(desk, member_id)
        members += bool(written)
        entries += len(written)
        credits += -sum(written)
        if progress is not None:
            progress(done, len(due))
    return Expired(members, entries, credits)


def _expire_member(desk: Desk, member_id: int) -> list[int]:
    """The signed credits of each entry written for one member."""
    with writing(desk.store):
        moment = _as_system(desk, desk.require(Permission.EXPIRE))
        proposals = expirations(member_record(desk, member_id), moment.today)
        return [
            append(desk.store, new_entry(proposal, moment, new_request_id(), UNASKED)).credits
            for proposal in proposals
        ]


def _as_system(desk: Desk, moment: Moment) -> Moment:
    return replace(moment, actor=Actor(read_signer(desk.store, SYSTEM)))
