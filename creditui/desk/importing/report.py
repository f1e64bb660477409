"""What an import did, or why it did nothing: counts, problems, and what was kept as it was."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from creditui.desk.importing.rows import COLUMNS

MOST_TOLD = 1_000
"""Problems, and sentences about what was kept, that are told one by one; of the rest, how many."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right in a file before anything of the folder is imported."""

    file: str
    line: int
    """The physical line where the row starts, from 1; 0 where the whole file is meant."""
    column: str
    """The column's name, or empty where the whole row or file is meant."""
    message: str
    """One sentence that says what is wrong and what to do; safe to print."""

    def __str__(self) -> str:
        where = self.file
        if self.line:
            where += f", line {self.line}"
        if self.column:
            where += f", column {self.column}"
        return f"{where}: {self.message}"


@dataclass(frozen=True, slots=True)
class FileCount:
    """What became of one file's rows: each new, changed, the same or kept."""

    file: str
    new: int = 0
    changed: int = 0
    same: int = 0
    kept: int = 0
    """Rows whose figures differ from what the ledger opened with; the ledger's were kept (R24)."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one import did, or with a dry run would have done. With any problem, nothing."""

    files: tuple[FileCount, ...] = ()
    """One for each file that was there, in the order in which they are read; none with problems."""
    problems: tuple[Problem, ...] = ()
    more_problems: int = 0
    """How many problems there are besides those in `problems`."""
    kept: tuple[str, ...] = ()
    """A sentence for each row that was left as the ledger has it."""
    more_kept: int = 0
    entries: int = 0
    """Ledger entries written."""
    credits: int = 0
    """Whole credits opened: allocated less used, over all the new opening entries."""
    dry_run: bool = False

    @property
    def written(self) -> bool:
        """Whether the import stands in the database now."""
        return not self.dry_run and not self.problems


@dataclass(slots=True)
class Problems:
    """Problems as they are found; past the most that are told, only how many."""

    told: list[Problem] = field(default_factory=list)
    more: int = 0

    def add(self, file: str, line: int, column: str, message: str) -> None:
        """Note a problem."""
        if len(self.told) < MOST_TOLD:
            self.told.append(Problem(file, line, column, message))
        else:
            self.more += 1

    def report(self, *, dry_run: bool) -> ImportReport:
        """The report of an import that these problems stopped, in the order of files and lines."""
        return ImportReport(
            problems=tuple(sorted(self.told, key=_place)),
            more_problems=self.more,
            dry_run=dry_run,
        )


def _place(problem: Problem) -> tuple[int, int, int]:
    columns = COLUMNS[problem.file]
    known = problem.column in columns
    column = columns.index(problem.column) if known else len(columns)
    return (list(COLUMNS).index(problem.file), problem.line, column)


@dataclass(slots=True)
class Tally:
    """What was done, counted while it is done."""

    counts: dict[str, Counter[str]]
    """By file; one for each file that is there."""
    kept: list[str] = field(default_factory=list)
    more_kept: int = 0
    entries: int = 0
    credits: int = 0

    def count(self, file: str, outcome: str, rows: int = 1) -> None:
        """Count `rows` of `file` as `new`, `changed`, `same` or `kept`."""
        if rows:
            self.counts[file][outcome] += rows

    def keep(self, file: str, line: int, message: str) -> None:
        """Count a row as kept, with the sentence that says why."""
        self.count(file, "kept")
        if len(self.kept) < MOST_TOLD:
            self.kept.append(f"{file}, line {line}: {message}")
        else:
            self.more_kept += 1

    def report(self, *, dry_run: bool) -> ImportReport:
        """The report of an import that went through."""
        return ImportReport(
            files=tuple(FileCount(file, **counts) for file, counts in self.counts.items()),
            kept=tuple(self.kept),
            more_kept=self.more_kept,
            entries=self.entries,
            credits=self.credits,
            dry_run=dry_run,
        )
