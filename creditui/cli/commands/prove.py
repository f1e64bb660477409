"""`creditui prove`: a file that proves one entry to somebody without the database (R23)."""

from __future__ import annotations

import json
from argparse import ArgumentParser

from creditui.cli.call import Call
from creditui.cli.options import json_option
from creditui.cli.output import tell, write_json
from creditui.cli.parser import count
from creditui.desk.prove import prove
from creditui.domain.proof import proof_json


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("entry", type=count, metavar="ENTRY", help="the id of the entry")
    json_option(parser)


def run(call: Call) -> int:
    """Write the proof to stdout: JSON in either form, on one line with --json."""
    with call.desk() as desk:
        proof = prove(desk, call.args.entry)
    if call.args.json:
        write_json(proof_json(proof))
    else:
        print(json.dumps(proof_json(proof), indent=2))
        tell(f"Entry {proof.entry.id} is under seal {proof.seals[0].id}.")
    return 0
