"""One file of the folder as typed rows, with every problem in it by line and column."""

from __future__ import annotations

import csv
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from creditui.desk.importing.cells import BadCell
from creditui.desk.importing.lines import BadFile, physical_lines
from creditui.desk.importing.report import Problems
from creditui.desk.importing.rows import Layout, Row
from creditui.domain.text import visible

LARGEST_FILE = 128 << 20
"""Bytes of one file; the import holds its rows in memory."""
REPORT_EVERY = 5_000
"""Rows between two words about progress."""

R = TypeVar("R", bound=Row)
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Table(Generic[R]):
    """What one file holds. Where `whole` is false some of it could not be read at all."""

    file: str
    rows: dict[object, R] = field(default_factory=dict)
    """Its rows without a problem of their own, by natural key, in the order of the file."""
    present: bool = False
    whole: bool = True
    keys: dict[object, int] = field(default_factory=dict)
    """Every natural key that could be read, also of rows with problems elsewhere, and its line."""

    def names(self, key: object) -> bool:
        """Whether the file has `key`, or may have it where it could not be read."""
        return key in self.keys or not self.whole


def read_table(
    folder: Path, layout: Layout[R], problems: Problems, progress: Progress | None = None
) -> Table[R]:
    """Read one file of `folder`; a file that is not there is an empty table."""
    table: Table[R] = Table(layout.file)
    path = folder / layout.file
    try:
        status = path.stat()
        table.present = True
        if not stat.S_ISREG(status.st_mode):
            raise BadFile(0, "This is not a plain file; put a CSV file in its place.")
        if status.st_size > LARGEST_FILE:
            raise BadFile(0, "This file is larger than 128 MiB; import it in parts.")
        with path.open("rb") as file:
            told = _teller(layout.file, file, status.st_size, progress)
            _Reader(layout, table, problems).read(_logical_rows(physical_lines(file)), told)
    except FileNotFoundError:
        pass
    except OSError as error:
        table.present, table.whole = True, False
        reason = error.strerror or "unknown cause"
        problems.add(layout.file, 0, "", f"This file can't be read ({reason}); check it.")
    except BadFile as bad:
        table.whole = False
        problems.add(layout.file, bad.line, "", str(bad))
    return table


def _teller(
    file: str, stream: BinaryIO, size: int, progress: Progress | None
) -> Callable[[], None]:
    def tell() -> None:
        if progress is not None:
            progress(f"Reading {file}", min(stream.tell(), size), size)

    return tell


_Cells = list[str] | BadFile

_HUGE = "A cell in this row is over 131,072 characters; look for a quote left open."
_OPEN_QUOTE = "A quote opens in this row and never closes; close it."
_STRAY_QUOTE = "Text follows a closing quote; put two quotes where one is meant."


def _logical_rows(lines: Iterator[str]) -> Iterator[tuple[int, _Cells]]:
    """Each row with the line where it starts; a row that is no CSV as a BadFile in its place."""
    reader = csv.reader(lines, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            found = next(reader, None)
        except csv.Error as error:
            if "field limit" in str(error):
                raise BadFile(line, _HUGE) from None
            open_quote = "unexpected end of data" in str(error)
            yield line, BadFile(line, _OPEN_QUOTE if open_quote else _STRAY_QUOTE)
            continue
        if found is None:
            return
        if any(found):
            yield line, found


class _Reader(Generic[R]):
    """Turns the rows of one file into typed ones; what is wrong with them goes to `problems`."""

    def __init__(self, layout: Layout[R], table: Table[R], problems: Problems) -> None:
        self._layout = layout
        self._table = table
        self._problems = problems

    def read(self, rows: Iterator[tuple[int, _Cells]], tell: Callable[[], None]) -> None:
        first = next(rows, None)
        if first is None:
            raise BadFile(1, f"This file is empty; its first line must be {self._header()}.")
        line, cells = first
        if isinstance(cells, BadFile):
            raise cells
        columns = self._columns(line, cells)
        if columns is None:
            self._table.whole = False
            return
        for count, (line, cells) in enumerate(rows, 1):
            if isinstance(cells, BadFile):
                self._add(line, "", str(cells))
                self._table.whole = False
            elif len(cells) != len(columns):
                self._wrong_count(line, len(cells), len(columns))
            else:
                self._row(line, columns, cells)
            if count % REPORT_EVERY == 0:
                tell()
        tell()

    def _columns(self, line: int, cells: list[str]) -> list[str] | None:
        """The header's columns, or None after naming each one that is wrong."""
        names = [cell.strip().lower() for cell in cells]
        if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
            raise BadFile(
                line, "The columns are not separated by commas; save the file with commas."
            )
        wrong = 0
        for at, name in enumerate(names):
            if name not in self._layout.columns:
                wrong += 1
                shown = visible(name, 40) if name else f"number {at + 1}"
                self._add(line, shown, f"This column is not known; have {self._header()}.")
            elif name in names[:at]:
                wrong += 1
                self._add(line, name, "This column is there twice; take one out.")
        for name in self._layout.columns:
            if name not in names and name not in self._layout.optional:
                wrong += 1
                self._add(line, name, f"This column is missing; have {self._header()}.")
        return None if wrong else names

    def _row(self, line: int, columns: list[str], cells: list[str]) -> None:
        readers = self._layout.columns
        values: dict[str, Any] = {}
        for column, cell in zip(columns, cells, strict=True):
            try:
                values[column] = readers[column](cell)
            except BadCell as bad:
                self._add(line, column, str(bad))
        if len(values) == len(columns):
            row = self._layout.row(line=line, **values)
            if self._first_of_its_key(line, row.key, row):
                self._table.rows[row.key] = row
        elif all(name in values for name in self._layout.keys):
            parts = tuple(values[name] for name in self._layout.keys)
            self._first_of_its_key(line, parts if len(parts) > 1 else parts[0], None)

    def _first_of_its_key(self, line: int, key: object, row: R | None) -> bool:
        """Whether the key is new to the file; a row that says the same again is passed over."""
        earlier = self._table.keys.setdefault(key, line)
        if earlier == line:
            return True
        before = self._table.rows.get(key)
        again = row is not None and before is not None and row == replace(before, line=line)
        if not again or not self._layout.repeats:
            columns = " and ".join(self._layout.keys)
            message = f"Line {earlier} has the same {columns}; keep one of the two rows."
            self._add(line, self._layout.keys[0], message)
        return False

    def _wrong_count(self, line: int, found: int, wanted: int) -> None:
        self._table.whole = False
        cells = f"{found} cell" if found == 1 else f"{found} cells"
        self._add(
            line, "", f"This row has {cells} where the header has {wanted}; check its commas."
        )

    def _add(self, line: int, column: str, message: str) -> None:
        self._problems.add(self._layout.file, line, column, message)

    def _header(self) -> str:
        return ",".join(c for c in self._layout.columns if c not in self._layout.optional)
