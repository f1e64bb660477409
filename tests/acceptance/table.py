"""Reads the acceptance table: chapters, the commands that begin each, keys and screens."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("acceptance.md")

_CODE = re.compile(r"`([^`]+)`")
_RESIZE = re.compile(r"(\d+)x(\d+)")
_EXIT = re.compile(r"exit (\d+)")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what is pressed, and what the screen then shows."""

    line: int
    keys: tuple[str, ...]
    """Names of keys, `"typed text"`, `paste "text"` or `120x40` for a new size."""

    shows: tuple[str, ...]
    """Pieces of lines of the screen, `…` for anything, or `exit 0`."""

    gone: tuple[str, ...]
    """Pieces that are no longer there."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One story, on a fresh studio."""

    title: str
    commands: tuple[tuple[str, ...], ...]
    """Command lines in words, `creditui` first; the last one opens the interface."""

    rows: tuple[Row, ...]


def read_table(path: Path = TABLE) -> tuple[Chapter, ...]:
    """The chapters of a table: each `##` heading that has commands and rows below it."""
    chapters: list[Chapter] = []
    for title, lines in _sections(path.read_text(encoding="utf-8")):
        commands = tuple(_commands(lines))
        if commands:
            chapters.append(Chapter(title, commands, tuple(_rows(lines))))
    return tuple(chapters)


def size_of(word: str) -> tuple[int, int] | None:
    """Columns and rows where a key is a new size of the terminal."""
    found = _RESIZE.fullmatch(word)
    return (int(found[1]), int(found[2])) if found else None


def status_of(fragment: str) -> int | None:
    """The exit status where a row says that the program ends."""
    found = _EXIT.fullmatch(fragment)
    return int(found[1]) if found else None


def pattern(fragment: str) -> str:
    """A fragment as the screen may hold it: `…` is any text of the line, a blank any blanks."""
    pieces = (re.escape(piece).replace(r"\ ", " +") for piece in fragment.split("…"))
    return r"[^\n]*".join(pieces)


def _sections(text: str) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    title, lines = "", list[tuple[int, str]]()
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("## "):
            yield title, lines
            title, lines = line[3:].strip(), []
        lines.append((number, line))
    yield title, lines


def _commands(lines: list[tuple[int, str]]) -> Iterator[tuple[str, ...]]:
    for _, line in lines:
        if line.startswith("    creditui"):
            yield tuple(shlex.split(line))


def _rows(lines: list[tuple[int, str]]) -> Iterator[Row]:
    for number, line in lines:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and "`" in line:
            keys, shows, gone = (tuple(_CODE.findall(cell)) for cell in cells)
            yield Row(number, keys, shows, gone)
