"""`creditui expire`: write the entries for lots past their last day (R9)."""

from __future__ import annotations

from argparse import ArgumentParser

from creditui.cli.call import Call
from creditui.cli.options import json_option
from creditui.cli.output import say, write_json
from creditui.cli.progress import progress
from creditui.desk.expire import Expired, expire
from creditui.desk.seal import Sealed, seal
from creditui.domain import wording
from creditui.domain.proof import seal_facts


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "--seal", action="store_true", help="seal the ledger afterwards, as creditui seal does"
    )
    json_option(parser)


def run(call: Call) -> int:
    """Write off what is left in lots past their date; again, it finds nothing to do.

    With --seal the ledger is sealed at once, which is what the daily job is.
    """
    with call.desk() as desk:
        with progress() as told:
            done = expire(desk, None if told is None else lambda n, of: told("members", n, of))
        sealed = seal(desk) if call.args.seal else None
    if call.args.json:
        _write(done, sealed)
    else:
        _say(done, sealed)
    return 0


def _write(done: Expired, sealed: Sealed | None) -> None:
    answer: dict[str, object] = {
        "members": done.members,
        "entries": done.entries,
        "credits": done.credits,
    }
    if sealed is not None:
        answer["sealed"] = sealed.entries
        answer["seal"] = None if sealed.seal is None else seal_facts(sealed.seal)
    write_json(answer)


def _say(done: Expired, sealed: Sealed | None) -> None:
    if done.entries:
        members = "1 member" if done.members == 1 else f"{done.members} members"
        gone, entries = wording.credits(done.credits), wording.entries(done.entries)
        say(f"{gone} of {members} expired ({entries}).")
    else:
        say("Nothing has expired since the last time.")
    if sealed is None:
        return
    say("Nothing to seal: the ledger is empty." if sealed.seal is None else str(sealed.seal.text))
