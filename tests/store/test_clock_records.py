"""Clock records in the database: append-only, only what follows is taken, and verify tells."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from creditui.desk.applying import apply
from creditui.desk.errors import StoreError
from creditui.desk.session import Desk
from creditui.store.clock_records import clock_records, insert_clock_record
from creditui.store.transaction import writing
from tests.support.clock_ahead import (
    ADD,
    MAYA,
    desk_of,
    make_stuck,
    mend,
    verified,
)
from tests.support.studio import NOW, FixedClock
from tests.support.tampering import unguarded


@pytest.fixture(scope="module")
def stuck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_stuck(tmp_path_factory.mktemp("clock"))


@pytest.fixture
def path(stuck: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(stuck, tmp_path / "studio.db"))


@pytest.fixture
def desk(path: Path) -> Iterator[Desk]:
    found = desk_of(path, FixedClock(NOW + timedelta(hours=1)))
    yield found
    found.close()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"id": 2}, "next record"),
        ({"first_entry": 16}, "does not name|not ahead"),
        ({"first_entry": 18}, "behind an entry that it does not name"),
        ({"last_entry": 17}, "end with the last entry"),
        ({"at": 2_000_000_000_000_000}, "not before the last entry"),
        ({"prev": b"x" * 32}, "not linked"),
        ({"actor": "mona"}, "nobody by that name"),
        ({"digest": b"x" * 32}, "digest"),
        ({"note": "another"}, "digest"),
    ],
)
def test_the_database_takes_in_no_record_that_does_not_follow(
    path: Path, desk: Desk, tmp_path: Path, change: dict[str, object], why: str
) -> None:
    mend(desk)
    (record,) = clock_records(desk.store)
    desk.close()
    with unguarded(path) as connection:
        connection.execute("DELETE FROM clock_record")
    again = desk_of(path, FixedClock())
    with pytest.raises(StoreError, match=why), writing(again.store):
        insert_clock_record(again.store, replace(record, **change))  # type: ignore[arg-type]
    again.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE clock_record SET note = 'another'",
        "DELETE FROM clock_record",
        "INSERT OR REPLACE INTO clock_record SELECT * FROM clock_record",
        "REPLACE INTO clock_record SELECT * FROM clock_record",
    ],
)
def test_a_clock_record_is_never_changed_deleted_or_replaced(desk: Desk, sql: str) -> None:
    mend(desk)
    (record,) = clock_records(desk.store)
    with pytest.raises(StoreError, match="clock:"), writing(desk.store):
        desk.store.execute(sql)
    assert clock_records(desk.store) == (record,)


@pytest.mark.parametrize(
    ("sql", "codes"),
    [
        ("UPDATE clock_record SET first_entry = 16", {"clock"}),
        ("UPDATE clock_record SET at = at + 1000000 * 86400 * 200", {"clock", "time"}),
        ("UPDATE clock_record SET actor = CAST(x'ff' AS TEXT)", {"clock"}),
        ("UPDATE clock_record SET studio_date = 'never'", {"clock"}),
        ("UPDATE clock_record SET studio_date = replace(studio_date, '-', '')", {"clock"}),
        ("UPDATE clock_record SET actor_id = 3", {"clock"}),
        (
            "INSERT INTO clock_record SELECT 2, 900, 999, at, '2020-01-01', actor_id, actor,"
            " note, digest, digest FROM clock_record",
            {"clock"},
        ),
        ("UPDATE clock_record SET id = 2", {"clock"}),
        ("DELETE FROM clock_record", {"time"}),
    ],
)
def test_verify_tells_of_a_record_that_was_tampered_with(
    path: Path, desk: Desk, sql: str, codes: set[str]
) -> None:
    mend(desk)
    apply(desk, MAYA, ADD, "after")
    desk.close()
    with unguarded(path) as connection:
        connection.execute(sql)
    assert {finding.code for finding in verified(path).findings} == codes
