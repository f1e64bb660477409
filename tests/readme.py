"""Bring the tables of README.md up to date: `python -m tests.readme`."""

from __future__ import annotations

import re
from pathlib import Path

from creditui.cli.table import markdown
from creditui.tui.commands import key_table

README = Path(__file__).parent.parent / "README.md"


def with_tables(text: str) -> str:
    """The README with its tables made anew from the lists that the program itself goes by."""
    for name, table in (("keys", key_table()), ("commands", markdown())):
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        assert pattern.search(text), f"README.md has no place for the {name}"
        text = pattern.sub(lambda found, table=table: found[1] + table + found[2], text)
    return text


def block(text: str, name: str) -> str:
    """The fenced block right after the comment of that name."""
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", text, re.DOTALL)
    assert found, f"README.md has no block called {name}"
    return found[1]


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text("utf-8")), "utf-8")
