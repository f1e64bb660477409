"""`creditui verify-proof`: check a proof with nothing but the file and a seal (R23)."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from creditui.cli.call import Call
from creditui.cli.failure import DONE, STORE_FAILED
from creditui.cli.options import json_option
from creditui.cli.output import say, write_json
from creditui.cli.proving import read_seals, read_text
from creditui.domain.proof import BadProof, Proof, check_proof, entry_facts, read_proof, seal_facts
from creditui.domain.seal import Seal
from creditui.domain.wording import acted_by, kind_name, say_date, signed


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help="what creditui prove wrote")
    parser.add_argument(
        "--seal", metavar="SEAL|FILE", help="a seal that you kept elsewhere, or a file of them"
    )
    json_option(parser)


def run(call: Call) -> int:
    """Check the proof; 0 where it holds, 5 where it does not. No database is opened."""
    kept = () if call.args.seal is None else read_seals(call.args.seal)
    try:
        proof = read_proof(read_text(call.args.file))
        seal = check_proof(proof, kept)
    except BadProof as error:
        if call.args.json:
            write_json({"ok": False, "message": str(error)})
        else:
            say(str(error))
        return STORE_FAILED
    if call.args.json:
        write_json(
            {
                "ok": True,
                "compared": bool(kept),
                "entry": entry_facts(proof.entry),
                "seal": seal_facts(seal),
            }
        )
    else:
        _say(proof, seal, compared=bool(kept))
    return DONE


def _say(proof: Proof, seal: Seal, *, compared: bool) -> None:
    entry = proof.entry
    who = acted_by(entry.actor, entry.via)
    say(
        f"Entry {entry.id}: {kind_name(entry.kind)} {signed(entry.credits)} {entry.service} for"
        f" member {entry.member_id} on {say_date(entry.studio_date)} by {who},"
        f" {entry.balance_before} -> {entry.balance_after}."
    )
    if entry.note:
        say(f'Its note: "{entry.note}"')
    if compared:
        say("The proof holds: the entry stood so in the ledger when your seal was made.")
    else:
        say("The proof holds if this seal is the one that you were given:")
        say(str(seal.text))
