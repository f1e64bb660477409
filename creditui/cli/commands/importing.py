"""`creditui import`: a studio's own CSV files, all or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path

from creditui.cli.call import Call
from creditui.cli.ending import clearing_away
from creditui.cli.failure import DONE, WRONG_INPUT
from creditui.cli.options import json_option
from creditui.cli.output import say, tell, write_json, write_table
from creditui.cli.progress import progress
from creditui.desk.importing import ImportReport, import_folder
from creditui.domain.wording import credits, entries

_SHOWN = 100
"""Problems, and rows that were kept, that are listed for a person; --json has them all."""

_NOTHING = "Nothing was written; put these rows right and import the folder again."


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the folder of the CSV files")
    parser.add_argument("--dry-run", action="store_true", help="check everything, write nothing")
    json_option(parser)


def run(call: Call) -> int:
    """Import the folder: 0 where every row is good, else 2 with nothing written."""
    args = call.args
    with clearing_away(), call.desk() as desk, progress() as told:
        report = import_folder(desk, args.folder, dry_run=args.dry_run, progress=told)
    if args.json:
        write_json(_report_json(report))
    elif report.problems:
        _list([str(problem) for problem in report.problems], report.more_problems)
        tell(_NOTHING)
    else:
        _say(report)
    return WRONG_INPUT if report.problems else DONE


def _report_json(report: ImportReport) -> dict[str, object]:
    answer: dict[str, object] = {
        "written": report.written,
        "dry_run": report.dry_run,
        "files": [asdict(count) for count in report.files],
        "entries": report.entries,
        "credits": report.credits,
        "kept": list(report.kept),
        "more_kept": report.more_kept,
        "problems": [asdict(problem) for problem in report.problems],
        "more_problems": report.more_problems,
    }
    if report.problems:
        answer["error"] = {"code": "bad_rows", "message": _NOTHING}
    return answer


def _say(report: ImportReport) -> None:
    header = ("file", "new", "changed", "same", "kept")
    rows = [(each.file, each.new, each.changed, each.same, each.kept) for each in report.files]
    write_table(header, rows, right=(1, 2, 3, 4))
    _list(report.kept, report.more_kept)
    opened = f"{entries(report.entries)} that open {credits(report.credits)}"
    if report.written:
        say(f"Imported, with {opened}.")
    else:
        say(f"Everything is in order: {opened} would be written. Nothing was: a dry run.")


def _list(sentences: tuple[str, ...] | list[str], more: int) -> None:
    for sentence in sentences[:_SHOWN]:
        tell(sentence)
    hidden = len(sentences[_SHOWN:]) + more
    if hidden:
        tell(f"… and {hidden:,} more")
