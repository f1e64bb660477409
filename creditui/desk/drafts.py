"""Forms that a dropped line left behind: kept, told of at the next sign-in, taken up (R13, R14)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from creditui.desk.left_behind import whose
from creditui.desk.session import Desk
from creditui.domain.draft import FormDraft
from creditui.domain.instant import microseconds
from creditui.domain.ledger import Entry
from creditui.domain.membership import Member
from creditui.domain.people import Permission
from creditui.store.drafts import delete_draft, move_draft, read_drafts, write_draft
from creditui.store.entries import read_entry_by_request
from creditui.store.members import read_member
from creditui.store.session_log import live_sessions
from creditui.store.transaction import reading, writing

WAIT = 0.2
"""Seconds for which keeping a draft may wait for other writers: somebody is typing."""
WAIT_TO_DROP = 1.0
"""Seconds for which dropping one may: nobody types, but who leaves waits for her prompt."""
MOST_DRAFTS = 20
"""Drafts of one person that are looked at; she has rarely more than one."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A form that an earlier session left behind."""

    draft: FormDraft
    member: Member
    entry: Entry | None
    """What it became in the ledger; None where it was not applied."""


def keep_draft(desk: Desk, draft: FormDraft) -> None:
    """Keep a form as it stands, as this session's, in place of what was kept of the same request.

    Raises Refused where the person may not write (any more), StoreError where it can't be written
    or where others have been writing for longer than a person who types should wait.
    """
    desk.check_writable()
    with writing(desk.store, wait=WAIT):
        moment = desk.require(Permission.ADD)
        at = microseconds(moment.instant)
        kept = replace(draft, session_id=desk.sign_in.session_id, at=at)
        write_draft(desk.store, *whose(moment), kept)


def drop_draft(desk: Desk, request_id: str) -> None:
    """Keep a form no longer: it was left on purpose, or what became of it was shown.

    Raises Refused and StoreError; then it is told of once more at the next sign-in.
    """
    desk.check_writable()
    with writing(desk.store, wait=WAIT_TO_DROP):
        delete_draft(desk.store, *whose(desk.moment()), request_id)


def unfinished(desk: Desk) -> tuple[Unfinished, ...]:
    """The person's forms that earlier sessions left behind, newest first; and what became of each.

    Those of sessions that still go on are left out, and those of members who are gone. With `--as`
    they are those that the same admin typed as the same person. Raises Refused (R18), StoreError.
    """
    live = {session.id for session in live_sessions(desk.store.path)}
    with reading(desk.store):
        moment = desk.require(Permission.ADD)
        drafts = read_drafts(desk.store, *whose(moment), MOST_DRAFTS)
        others = (d for d in drafts if d.session_id not in live | {desk.sign_in.session_id})
        found = (_unfinished(desk, draft) for draft in others)
        return tuple(each for each in found if each is not None)


def take_up(desk: Desk, draft: FormDraft) -> bool:
    """Make an earlier session's draft this one's; no where another session was quicker.

    It is not applied by that. Raises Refused (R18), StoreError.
    """
    desk.check_writable()
    with writing(desk.store):
        own = whose(desk.require(Permission.ADD))
        return move_draft(desk.store, *own, draft, desk.sign_in.session_id)


def _unfinished(desk: Desk, draft: FormDraft) -> Unfinished | None:
    member = read_member(desk.store, draft.member_id)
    if member is None:
        return None
    return Unfinished(draft, member, read_entry_by_request(desk.store, draft.request_id))
