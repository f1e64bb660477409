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
from tests.faults.conftest import Kill, closed_studio
from tests.faults.support.disk import Call, watched
from tests.faults.support.works import migrate
from tests.support.older import at_level, filled_at_level

NOTHING = ""
"""Instead of a level: there is no database yet."""
LEVELS = (NOTHING, *schema.levels())
MOST = 20
"""Calls at which it is killed from one level; a sample where there are more."""

FEW = 4
"""Calls at which it is killed from each level, with a studio in the database."""

Schema = tuple[tuple[str, ...], ...]


def schema_of(path: Path) -> Schema:
    """Every table, index and trigger of ours, and the names of the migrations that made them."""
    if not path.exists():
        return ()
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
    made = calls_of(path)
    numbers = range(1, made + 1)
    return [*numbers] if made <= MOST else Random(3).sample(numbers, MOST)


def calls_of(path: Path) -> int:
    """How many calls the migration of this database makes."""
    made: list[Call] = []
    with watched(made.append):
        migrate(path, lambda _: None)
    return len(made)


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What every table of the studio's holds, in the columns that the first version had."""
    first = _columns_at_first()
    connection = apsw.Connection(str(path))
    held = {
        table: connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1, 2").fetchall()
        for table, columns in first.items()
    }
    connection.close()
    return held


@cache
def _columns_at_first() -> dict[str, str]:
    with TemporaryDirectory() as folder:
        connection = apsw.Connection(str(begin(Path(folder), LEVELS[1])))
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return {
            str(name): ", ".join(
                str(row[1]) for row in connection.execute(f"PRAGMA table_info({name})")
            )
            for (name,) in tables.fetchall()
            if not str(name).startswith(("schema_", "sqlite_", "member_", "name_", "trigram"))
        }


@pytest.mark.parametrize("level", LEVELS[2:-1])
def test_killed_while_a_full_database_is_brought_up_to_date(
    kill: Kill, tmp_path: Path, level: str
) -> None:
    """From every level on, so that each migration is the one that dies first."""
    begun = tmp_path / "begun" / "studio.db"
    begun.parent.mkdir()
    filled_at_level(begun, level, closed_studio(tmp_path / "full"))
    before = rows(begun)
    assert len(before["ledger_entry"]) == 14
    whole_one = shutil.copytree(begun.parent, tmp_path / "whole") / "studio.db"
    calls = calls_of(whole_one)
    for number in range(Random(level).randrange(1, 9), calls, max(1, calls // FEW)):
        path = shutil.copytree(begun.parent, tmp_path / f"call-{number}") / "studio.db"
        kill("migrate", number, path)
        with watched():
            assert LEVELS.index(whole()[schema_of(path)]) >= LEVELS.index(level)
            assert rows(path) == before
            initialise(str(path), "ada")
            assert whole()[schema_of(path)] == LEVELS[-1]
            assert rows(path) == before
            desk = open_desk(str(path), "ada")
            assert verify(desk).findings == ()
            desk.close()


@pytest.mark.parametrize("level", [*LEVELS[:2], *LEVELS[-3:-1]])
def test_killed_at_any_call(kill: Kill, tmp_path: Path, level: str) -> None:
    """A new one is whole or not there: half of one had a place, and nobody in it."""
    begun = begin(tmp_path / "begun", level).parent
    whole_one = shutil.copytree(begun, tmp_path / "whole") / "studio.db"
    for number in calls_from(whole_one):
        path = shutil.copytree(begun, tmp_path / f"call-{number}") / "studio.db"
        kill("migrate", number, path)
        with watched():
            left = whole()[schema_of(path)]
            assert LEVELS.index(left) >= LEVELS.index(level)
            assert level != NOTHING or left == LEVELS[-1] or not path.exists()
            initialise(str(path), "ada")
            assert whole()[schema_of(path)] == LEVELS[-1]
            desk = open_desk(str(path), "ada")
            assert verify(desk).findings == ()
            assert desk.store.rows("PRAGMA integrity_check") == [("ok",)]
            desk.close()
