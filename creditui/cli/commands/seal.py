"""`creditui seal`: close the ledger up to now under one line that can be kept elsewhere (R23)."""

from __future__ import annotations

from argparse import ArgumentParser

from creditui.cli.call import Call
from creditui.cli.options import json_option
from creditui.cli.output import say, tell, write_json
from creditui.desk.seal import seal
from creditui.domain.proof import seal_facts
from creditui.domain.wording import entries


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    json_option(parser)


def run(call: Call) -> int:
    """Seal what was entered since the last seal, and print the seal as one line.

    Where there was nothing to seal the last seal is printed again, so that what leaves the machine
    each night always says how far it got.
    """
    with call.desk() as desk:
        done = seal(desk)
    if call.args.json:
        write_json(
            {"sealed": done.entries, "seal": None if done.seal is None else seal_facts(done.seal)}
        )
    elif done.seal is None:
        tell("Nothing to seal: the ledger is empty.")
    elif not done.entries:
        say(str(done.seal.text))
        tell(f"Nothing to seal: no entry since seal {done.seal.id}, which this is again.")
    else:
        say(str(done.seal.text))
        kept = "Keep this line where nobody who can reach the database can."
        tell(f"{entries(done.entries)} sealed. {kept}")
    return 0
