"""Do an act once, or only say what it would do, and tell the person in figures and words."""

from __future__ import annotations

from creditui.cli.call import Call
from creditui.cli.output import say, tell, write_json
from creditui.cli.shapes import applied_json, dry_json
from creditui.desk.applying import apply
from creditui.desk.deciding import propose
from creditui.desk.errors import Refused
from creditui.desk.session import Desk
from creditui.domain.membership import Member
from creditui.domain.proposal import Act, Proposal
from creditui.domain.refusal import Refusal
from creditui.domain.request import new_request_id
from creditui.domain.wording import say_through, signed


def perform(call: Call, desk: Desk, member: Member, act: Act) -> int:
    """Apply `act`, or with --dry-run only work it out; says or writes the answer, returns 0.

    Raises what the desk raises: Refused, Stale, InputError, StoreError.
    """
    if call.args.dry_run:
        return _dry_run(call, desk, member, act)
    applied = apply(desk, member.id, act, call.args.request_id or new_request_id())
    if call.args.json:
        write_json(applied_json(applied))
        return 0
    if applied.replayed:
        tell("This request was applied before; nothing was written now.")
    _warn(applied.proposal)
    say(f"{in_words(applied.proposal, member)} (entry {applied.entry.id})")
    return 0


def in_words(proposal: Proposal, member: Member) -> str:
    """An act in one line: "+2 massage for Maya Okafor: 3 -> 5, through Fri 4 Dec 2026"."""
    before, after = proposal.balance_before, proposal.balance_after
    expiries = {change.expires_on for change in proposal.lots if change.credits > 0}
    through = f", {say_through(expiries.pop())}" if len(expiries) == 1 else ""
    if proposal.allocation_before is None:
        what = f"{signed(proposal.credits)} {proposal.service} for {member.name}: "
        return f"{what}{before} -> {after}{through}"
    what = f"{proposal.service} for {member.name}: allocated "
    was, now = proposal.allocation_before, proposal.allocation_after
    return f"{what}{was} -> {now}, balance {before} -> {after}{through}"


def _dry_run(call: Call, desk: Desk, member: Member, act: Act) -> int:
    decision = propose(desk, member.id, act)
    if isinstance(decision, Refusal):
        raise Refused(decision)
    if call.args.json:
        write_json(dry_json(decision))
        return 0
    _warn(decision)
    say(f"{in_words(decision, member)} (dry run, nothing was written)")
    return 0


def _warn(proposal: Proposal) -> None:
    for caution in proposal.cautions:
        tell(caution.message)
