"""Killed while it imports, writes off, seals or backs up: done or not done, and it runs again."""

from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from creditui.desk.errors import StoreError
from creditui.desk.verify import verify
from creditui.store.engine import open_store
from tests.faults.conftest import Kill, closed_studio
from tests.faults.support.acts import everything
from tests.faults.support.disk import Call, watched
from tests.faults.support.works import WORKS, by_admin

MOST = 20
"""Calls at which one work is killed; a sample where there are more."""

Sizes = dict[str, int]


def sizes(path: Path) -> Sizes:
    """How many rows each table has, of a database in which nothing is wrong."""
    with closing(by_admin(path)) as desk:
        assert desk.store.rows("PRAGMA integrity_check") == [("ok",)]
        assert verify(desk, processes=1).findings == ()
        return {table: len(rows) for table, rows in everything(desk.store).items()}


def undisturbed(work: str, path: Path) -> tuple[Sizes, list[int], Sizes]:
    """What there is before, the calls at which it is killed, what there is after."""
    before = sizes(path)
    made: list[Call] = []
    with watched(made.append):
        WORKS[work](path, lambda _: None)
    numbers = range(1, len(made) + 1)
    chosen = [*numbers] if len(made) <= MOST else Random(11).sample(numbers, MOST)
    return before, chosen, sizes(path)


@pytest.mark.parametrize("work", ["import", "seal"])
def test_all_of_it_is_done_or_nothing(kill: Kill, tmp_path: Path, work: str) -> None:
    before, calls, after = undisturbed(work, closed_studio(tmp_path / "whole"))
    assert before != after
    for number in calls:
        path = closed_studio(tmp_path / f"call-{number}")
        done = kill(work, number, path)
        with watched():
            assert sizes(path) in ([after] if done else [before, after])
            WORKS[work](path, lambda _: None)
            assert sizes(path) == after


def test_whom_it_was_done_for_is_done_and_again_does_the_rest(kill: Kill, tmp_path: Path) -> None:
    before, calls, after = undisturbed("expire", closed_studio(tmp_path / "whole"))
    seen = set()
    for number in calls:
        path = closed_studio(tmp_path / f"call-{number}")
        kill("expire", number, path)
        with watched():
            entries = sizes(path)["ledger_entry"]
            assert before["ledger_entry"] <= entries <= after["ledger_entry"]
            seen.add(entries)
            WORKS["expire"](path, lambda _: None)
            assert sizes(path) == after
    assert len(seen) > 5


def test_half_a_backup_opens_never(kill: Kill, tmp_path: Path) -> None:
    before, calls, _ = undisturbed("backup", closed_studio(tmp_path / "whole"))
    for number in calls:
        path = closed_studio(tmp_path / f"call-{number}")
        kill("backup", number, path)
        copy = path.with_name("copy.db")
        with watched():
            assert sizes(path) == before
            if copy.exists():
                with pytest.raises(StoreError), closing(open_store(str(copy), read_only=True)):
                    pass
                copy.unlink()
            WORKS["backup"](path, lambda _: None)
            assert sizes(copy) == before
