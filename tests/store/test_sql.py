"""Queries are written with the models; where SQL stands instead, the module says why."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from creditui import store

FOLDER = Path(store.__file__).parent
SCHEMA = {"guards.py", "schema.py"}
"""They ask about the schema itself, which no model is about; so do the migrations."""
STATEMENT = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b")


def modules() -> list[Path]:
    """Those of the store; what search says at its top holds for all of its files."""
    found = FOLDER.glob("*.py")
    return sorted(path for path in found if path.name not in SCHEMA and "search_" not in path.name)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.name))
def test_a_module_with_sql_says_why(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    if any(isinstance(text, str) and STATEMENT.match(text) for text in texts):
        assert re.search(r"\bSQL\b", ast.get_docstring(tree) or "")


def test_the_tables_are_models_and_nothing_else() -> None:
    for path in (FOLDER / "tables").glob("*.py"):
        assert not re.search(r"\.(execute|select|get|save|create)\(", path.read_text("utf-8"))
