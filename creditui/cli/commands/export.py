"""`creditui export`: the ledger as CSV, JSON Lines or a journal, with a digest; and its check."""

from __future__ import annotations

import csv
import io
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

from creditui.cli.call import Call
from creditui.cli.digest import check_digest, write_digested
from creditui.cli.ending import clearing_away
from creditui.cli.filter_words import FILTER_HELP, filter_line
from creditui.cli.output import csv_cell, say, tell
from creditui.cli.shapes import ENTRY_COLUMNS, entry_json
from creditui.desk.errors import InputError
from creditui.desk.exporting.beancount import beancount
from creditui.desk.exporting.hledger import hledger
from creditui.desk.exporting.new_file import new_file
from creditui.desk.exporting.reading import Export, begin_export
from creditui.desk.studio_ledger import read_filter
from creditui.domain.ledger import Entry

_MORE_COLUMNS = ("flags", "movements", "prev_hash", "hash")


def arguments(parser: ArgumentParser) -> None:
    """What the command takes."""
    add = parser.add_argument
    add("filter", nargs="*", metavar="FILTER", help=FILTER_HELP)
    add("--format", choices=tuple(_FORMATS), default="csv", help="what to write (default csv)")
    add("--output", type=Path, metavar="FILE", help="a new file (default: standard output)")
    add("--check", type=Path, metavar="FILE", help="check the digest of an export; no database")


def run(call: Call) -> int:
    """Write what the filter lets through, oldest first, or check what was written."""
    args = call.args
    if args.check is not None:
        return _check(args)
    with clearing_away(), call.desk() as desk:
        wanted = read_filter(desk, filter_line(args.filter))
        pieces = _FORMATS[args.format](begin_export(desk, wanted))
        if args.output is None:
            sys.stdout.flush()
            write_digested(sys.stdout.buffer, args.format, pieces)
        else:
            with new_file(args.output) as out:
                digest = write_digested(out, args.format, pieces)
            tell(f"{args.output} was written: sha256 {digest}")
    return 0


def _check(args: Namespace) -> int:
    """Say that a file is as it was exported; raises as `check_digest`."""
    if args.filter or args.output is not None:
        message = "A check reads one file whole; leave out a filter or --output."
        raise InputError("usage", message)
    say(f"{args.check} is as it was exported: sha256 {check_digest(args.check)}")
    return 0


def _csv(export: Export) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow((*ENTRY_COLUMNS, *_MORE_COLUMNS))
    for step in export.steps():
        writer.writerows(_csv_row(entry) for entry in step.entries)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _csv_row(entry: Entry) -> list[object]:
    shape = entry_json(entry)
    shape["flags"] = " ".join(entry.flags)
    shape["movements"] = " ".join(f"{m.lot_id}:{m.credits:+d}" for m in entry.movements)
    return [csv_cell(shape[name]) for name in (*ENTRY_COLUMNS, *_MORE_COLUMNS)]


def _jsonl(export: Export) -> Iterator[str]:
    for step in export.steps():
        for entry in step.entries:
            yield json.dumps(entry_json(entry)) + "\n"


_FORMATS: dict[str, Callable[[Export], Iterator[str]]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "hledger": hledger,
    "beancount": beancount,
}
