"""How results are written: tables for people, JSON and CSV for programs. Data is never trusted.

Results go to stdout, messages to stderr. Nothing here is coloured, so NO_COLOR has nothing to do.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from rich.cells import cell_len

from creditui.domain.text import visible

_LONGEST = 10_000
_CELL = 60
"""Characters of a table's cell; what is longer is in --json and --csv."""
_FORMULA = re.compile("(\\A|;)(?=[=+\\-@\t\r＝＋－＠])")
"""Where a spreadsheet could begin a formula: where a cell begins, also in countries where a
semicolon begins the next, and with the wide signs that some of them take for the others."""

_MARK = "\u200e"
"""Invisible, and of the direction that our lines have."""
_TURNED = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
"""A letter that is read from right to left, as Hebrew and Arabic ones."""
_NAME = f"{_TURNED}+(?:(?:(?!  )[\\W_])+{_TURNED}+)*"
"""Such words with what is between them, which in a table is no more than one space."""


def say(line: str) -> None:
    """A line of the result, safe for a terminal."""
    print(_in_order(visible(line, _LONGEST), sys.stdout))


def tell(line: str) -> None:
    """A message beside the result, on stderr."""
    print(_in_order(visible(line, _LONGEST), sys.stderr), file=sys.stderr)


def _in_order(line: str, out: TextIO) -> str:
    """`line` with a mark before it and after each name that a terminal turns round.

    It would turn what follows round, too: "3 -> 5" is shown as "5 <- 3" then, and two figures each
    in the other's column. What no person reads stays as it is.
    """
    if line.isascii() or not out.isatty():
        return line
    marked, found = re.subn(_NAME, rf"\g<0>{_MARK}", line)
    return _MARK + marked if found else line


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
        print(_in_order("  ".join(padded).rstrip(), sys.stdout))


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
