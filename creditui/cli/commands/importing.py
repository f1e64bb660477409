"""`creditui import`: a studio's own CSV files."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from creditui.cli.call import Call
from creditui.cli.failure import DONE, WRONG_INPUT
from creditui.cli.options import json_option
from creditui.cli.output import say, tell, write_json, write_table
from creditui.cli.progress import progress
from creditui.desk.importing import import_folder

if TYPE_CHECKING:
    from creditui.desk.importing import ImportReport

_SHOWN = 100
"""Problems that are listed for a person; --json has them all."""


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of the CSV files")
    parser.add_argument("--dry-run", action="store_true", help="check everything, write nothing")
    json_option(parser)


def run(call: Call) -> int:
    """Import the folder: 0 where every row is good, else 2 with nothing written."""
    with call.desk() as desk, progress() as told:
        report = import_folder(desk, call.args.folder, dry_run=call.args.dry_run, progress=told)
    if call.args.json:
        write_json(_report_json(report))
    else:
        _say(report, dry_run=call.args.dry_run)
    return WRONG_INPUT if report.problems else DONE


def _report_json(report: ImportReport) -> dict[str, object]:
    counts = {
        name: {"new": new, "changed": changed, "same": same}
        for name, (new, changed, same) in report.counts.items()
    }
    problems = [
        {"file": p.file, "line": p.line, "column": p.column, "message": p.message}
        for p in report.problems
    ]
    return {"written": report.written, "counts": counts, "problems": problems}


def _say(report: ImportReport, *, dry_run: bool) -> None:
    for problem in report.problems[:_SHOWN]:
        where = f"{problem.file}:{problem.line}" if problem.line else problem.file
        column = f" {problem.column}" if problem.column else ""
        tell(f"{where}{column}: {problem.message}")
    if len(report.problems) > _SHOWN:
        tell(f"… and {len(report.problems) - _SHOWN:,} more problems")
    rows = [(name, *counts) for name, counts in report.counts.items()]
    write_table(("what", "new", "changed", "same"), rows, right=(1, 2, 3))
    if report.written:
        say("Imported.")
    elif report.problems:
        tell("Nothing was written; mend the rows above and import the folder again.")
    else:
        say("Nothing was written: a dry run." if dry_run else "Nothing was written.")
