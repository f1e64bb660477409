"""How results are written: tables for people, JSON and CSV for programs. Data is never trusted.

Results go to stdout, messages to stderr. Nothing here is coloured, so NO_COLOR has nothing to do.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len

from creditui.domain.text import visible

_LONGEST = 10_000
_CELL = 60
"""Characters of a table's cell; what is longer is in --json and --csv."""
_FORMULA = re.compile("(\\A|;)(?=[=+\\-@\t\r＝＋－＠])")
"""Where a spreadsheet could begin a formula: where a cell begins, also in countries where a
semicolon begins the next, and with the wide signs that some of them take for the others."""


def say(line: str) -> None:
    """A line of the result, safe for a terminal."""
    print(visible(line, _LONGEST))


def tell(line: str) -> None:
    """A message beside the result, on stderr."""
    print(visible(line, _LONGEST), file=sys.stderr)


def write_json(value: object) -> None:
    """`value` as JSON on one line, in ASCII: other characters are escaped, so that none can act."""
    print(json.dumps(value))


def write_csv(columns: Sequence[str], shapes: Iterable[Mapping[str, object]]) -> None:
    """The fields of `shapes` named by `columns` as CSV, such that no text becomes a formula."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([csv_cell(shape[name]) for name in columns] for shape in shapes)


def write_table(
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    right: Iterable[int] = (),
    whole: Iterable[int] = (),
) -> None:
    """Rows aligned under a header by the width of characters; columns in `right` to the right.

    Text is made safe and, but in the columns `whole`, shortened to 60 characters; None is empty.
    """
    longest = dict.fromkeys(whole, _LONGEST)
    lines = [
        tuple(_cell(value, longest.get(i, _CELL)) for i, value in enumerate(row))
        for row in (header, *rows)
    ]
    widths = [max(cell_len(line[i]) for line in lines) for i in range(len(header))]
    figures = frozenset(right)
    for line in lines:
        padded = (
            _padded(cell, widths[i], to_the_right=i in figures) for i, cell in enumerate(line)
        )
        print("  ".join(padded).rstrip())


def _cell(value: object, longest: int) -> str:
    return "" if value is None else visible(str(value), longest)


def _padded(cell: str, width: int, *, to_the_right: bool) -> str:
    space = " " * (width - cell_len(cell))
    return space + cell if to_the_right else cell + space


def csv_cell(value: object) -> object:
    """`value` as a cell of CSV: figures as they are, text such that it is no formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    return visible(_FORMULA.sub(r"\1'", value), _LONGEST)
