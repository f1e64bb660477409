"""`creditui verify`: work the whole ledger out again, and name the first entry that fails (R23)."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from creditui.cli.call import Call
from creditui.cli.digest import check_digest
from creditui.cli.ending import clearing_away
from creditui.cli.failure import DONE, STORE_FAILED
from creditui.cli.options import json_option
from creditui.cli.output import say, tell, write_json
from creditui.cli.progress import progress
from creditui.cli.proving import finding_json, finding_lines, read_seals
from creditui.desk.own_file import is_own, open_own
from creditui.desk.verify import Verified, verify, verify_store
from creditui.domain.clock_record import record_facts, said_record
from creditui.domain.finding import Finding
from creditui.domain.proof import seal_facts
from creditui.domain.seal import SealText
from creditui.domain.wording import entries

SHOWN = 5
"""Findings of entries that a person is shown, and as many of the rest; --json has them all."""


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--full", action="store_true", help="everything (the default)")
    extent.add_argument(
        "--since-seal", action="store_true", help="only what came after the last seal"
    )
    extent.add_argument(
        "--against",
        metavar="SEAL|FILE",
        help="a seal kept elsewhere, or a file of them, that the ledger must still hold",
    )
    extent.add_argument(
        "--export",
        type=Path,
        metavar="FILE",
        help="only the digest line of an export: its bytes are as written; no database",
    )
    json_option(parser)


def run(call: Call) -> int:
    """Verify the ledger; 0 where all of it agrees, 5 where something does not."""
    if call.args.export is not None:
        return _verify_export(call)
    against = () if call.args.against is None else read_seals(call.args.against)
    done = _verified(call, against)
    if call.args.json:
        write_json(shape(done))
    elif done.findings:
        _tell_findings(done)
    else:
        _say_what_was_verified(done)
    return STORE_FAILED if done.findings else DONE


def _verified(call: Call, against: tuple[SealText, ...]) -> Verified:
    """What the verification saw, by whoever owns the file; for others, by who may at the desk."""
    since_seal = call.args.since_seal
    with clearing_away(), progress() as told:
        step = None if told is None else partial(told, "entries")
        if call.arrival is None and call.args.as_username is None and is_own(call.url):
            with open_own(call.url, tell) as store:
                return verify_store(store, since_seal=since_seal, against=against, progress=step)
        with call.desk(inspect=True) as desk:
            return verify(desk, since_seal=since_seal, against=against, progress=step)


def _verify_export(call: Call) -> int:
    file, digest = str(call.args.export), check_digest(call.args.export)
    if call.args.json:
        write_json({"ok": True, "export": file, "sha256": digest})
    else:
        say(f"{file} is as it was exported: sha256 {digest}")
    return DONE


def shape(done: Verified) -> dict[str, object]:
    """What a verification saw, as JSON has it."""
    return {
        "ok": not done.findings,
        "entries": done.entries,
        "last_entry": done.last_entry,
        "since": done.since,
        "seals": done.seals,
        "last_seal": None if done.last_seal is None else seal_facts(done.last_seal),
        "unsealed": done.unsealed,
        "clock": [record_facts(record) for record in done.clock],
        "against": [str(text) for text in done.against],
        "findings": [finding_json(finding) for finding in done.findings],
    }


def _tell_findings(done: Verified) -> None:
    shown = _first(done.findings)
    for finding in shown:
        for line in finding_lines(finding):
            say(line)
    more = len(done.findings) - len(shown)
    if more > 0:
        say(f"And {more:,} more; see them all with --json.")
    tell("The ledger does not verify: keep this file, compare it with a backup, and ask who.")


def _first(findings: Sequence[Finding]) -> list[Finding]:
    """The first entries that fail, and whatever says that somebody was at the database itself."""
    entries = [each for each in findings if each.entry_id is not None]
    others = [each for each in findings if each.entry_id is None]
    return entries[:SHOWN] + others[:SHOWN]


def _all_say(seals: Sequence[SealText]) -> str:
    numbers = sorted(text.id for text in seals)
    return f"all {len(seals)} seals say, {numbers[0]} to {numbers[-1]}"


def _say_what_was_verified(done: Verified) -> None:
    since = f", those of members with entries after {done.since}," if done.since else ""
    say(f"{entries(done.entries)}{since} verified: all of it agrees.")
    if done.against:
        newest = max(done.against, key=lambda text: text.last_entry)
        seals = f"seal {newest.id} says" if len(done.against) == 1 else _all_say(done.against)
        say(f"Everything up to entry {newest.last_entry} is as {seals}.")
    for record in done.clock:
        say(said_record(record))
    if done.last_seal is None:
        say("Nothing is sealed yet: creditui seal gives a line to keep elsewhere.")
    else:
        say(f"Sealed up to entry {done.last_seal.last_entry}; {done.unsealed} came after.")
