"""Bring the tables of README.md up to date: `python -m tests.readme`."""

from __future__ import annotations

import re
from pathlib import Path

from creditui.cli.filter_words import filter_table
from creditui.cli.table import markdown
from creditui.domain.audit.questions import QUESTIONS
from creditui.domain.settings import Settings
from creditui.tui.commands import key_table

README = Path(__file__).parent.parent / "README.md"


def with_tables(text: str) -> str:
    """The README with its tables made anew from the lists that the program itself goes by."""
    tables = (
        ("keys", key_table()),
        ("commands", markdown()),
        ("filters", filter_table()),
        ("questions", questions()),
    )
    for name, table in tables:
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        found = pattern.search(text)
        assert found, f"README.md has no place for the {name}"
        text = text[: found.end(1)] + table + text[found.start(2) :]
    return text


def questions() -> str:
    """What an auditor can ask, with the thresholds that a new studio has."""
    rows = ["| question | what it finds | why it matters |", "| --- | --- | --- |"]
    rows += [f"| `{each.code}` | {each.says(Settings())} | {each.why} |" for each in QUESTIONS]
    return "\n".join(rows) + "\n"


def block(text: str, name: str) -> str:
    """The fenced block right after the comment of that name."""
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", text, re.DOTALL)
    assert found, f"README.md has no block called {name}"
    return found[1]


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text("utf-8")), "utf-8")
