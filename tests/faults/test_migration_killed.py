"""Killed while the database is made or brought up to date: old or new, and it runs again."""

import shutil
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import apsw
import pytest

from creditui.desk.initialise import initialise
from creditui.desk.session import open_desk
from creditui.desk.verify import verify
from creditui.store import schema
from tests.faults.conftest import Kill
from tests.faults.support.disk import Call, watched
from tests.faults.support.works import migrate
from tests.support.older import at_level

NOTHING = ""
"""Instead of a level: there is no database yet."""
LEVELS = (NOTHING, *schema.levels())
MOST = 20
"""Calls at which it is killed from one level; a sample where there are more."""

Schema = tuple[tuple[str, ...], ...]


def schema_of(path: Path) -> Schema:
    """Every table, index and trigger of ours, and the names of the migrations that made them."""
    connection = apsw.Connection(str(path))
    made = connection.execute(
        "SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE tbl_name <> ? ORDER BY name",
        (schema.HISTORY,),
    ).fetchall()
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (schema.HISTORY,)).get:
        made += connection.execute(f"SELECT name FROM {schema.HISTORY} ORDER BY name").fetchall()
    connection.close()
    return tuple(tuple(map(str, row)) for row in made)


def begin(folder: Path, level: str) -> Path:
    """A database as the version that ended at `level` left it."""
    folder.mkdir(exist_ok=True)
    path = folder / "studio.db"
    if level != NOTHING:
        at_level(path, level)
    return path


@cache
def whole() -> dict[Schema, str]:
    """The schemas that there may be, each with its level."""
    known: dict[Schema, str] = {}
    with TemporaryDirectory() as folder:
        for level in LEVELS:
            known[schema_of(begin(Path(folder, f"at-{level}"), level))] = level
    return known


def calls_from(path: Path) -> list[int]:
    """The numbers of the calls at which the migration of this database is killed."""
    made: list[Call] = []
    with watched(made.append):
        migrate(path, lambda _: None)
    numbers = range(1, len(made) + 1)
    return [*numbers] if len(made) <= MOST else Random(3).sample(numbers, MOST)


@pytest.mark.parametrize("level", [*LEVELS[:2], *LEVELS[-3:-1]])
def test_killed_at_any_call(kill: Kill, tmp_path: Path, level: str) -> None:
    begun = begin(tmp_path / "begun", level).parent
    whole_one = shutil.copytree(begun, tmp_path / "whole") / "studio.db"
    for number in calls_from(whole_one):
        path = shutil.copytree(begun, tmp_path / f"call-{number}") / "studio.db"
        kill("migrate", number, path)
        with watched():
            assert LEVELS.index(whole()[schema_of(path)]) >= LEVELS.index(level)
            initialise(str(path), "ada")
            assert whole()[schema_of(path)] == LEVELS[-1]
            desk = open_desk(str(path), "ada")
            assert verify(desk).findings == ()
            assert desk.store.rows("PRAGMA integrity_check") == [("ok",)]
            desk.close()
