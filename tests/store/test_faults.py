"""The disk is full or fails: one sentence, nothing half done, and on it goes when there is room."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from creditui.store.backup import backup
from creditui.store.engine import open_store
from creditui.store.errors import StoreError
from creditui.store.transaction import writing
from tests.store.raw import dump
from tests.support.studio import Studio


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """The operating system refuses to write beyond `size` bytes in any file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def add_until_it_fails(studio: Studio) -> tuple[StoreError, dict[str, list[Any]]]:
    """The failure, and what the database held after the last entry that was written."""
    for _ in range(500):
        before = dump(studio)
        try:
            studio.add()
        except StoreError as error:
            return error, before
    raise AssertionError("there was always room")


def test_no_room_for_the_log(studio: Studio) -> None:
    log = Path(f"{studio.path}-wal").stat().st_size
    with no_file_larger_than(log):
        full, before = add_until_it_fails(studio)
    assert full.code == "full"
    assert full.message.count(".") == 1
    assert dump(studio) == before
    assert studio.add().credits == 2


@pytest.mark.parametrize("pages", range(3))
def test_no_room_for_more_pages(studio: Studio, pages: int) -> None:
    """SQLite rolls the transaction back by itself here; the cause must still be told."""
    connection = studio.store.connection
    guard, connection.authorizer = connection.authorizer, None
    count = connection.execute("PRAGMA page_count").get
    connection.execute(f"PRAGMA max_page_count = {count + pages}")
    full, before = add_until_it_fails(studio)
    assert full.code == "full"
    assert dump(studio) == before
    connection.execute("PRAGMA max_page_count = 1000000")
    connection.authorizer = guard
    assert studio.add().credits == 2


def test_no_room_for_a_large_change_leaves_nothing_of_it(studio: Studio) -> None:
    before = dump(studio)
    log = Path(f"{studio.path}-wal").stat().st_size
    rows = ((str(n), "x" * 500) for n in range(5000))
    with (
        no_file_larger_than(log + 20_000),
        pytest.raises(StoreError, match="disk is full"),
        writing(studio.store),
    ):
        studio.store.connection.executemany("INSERT INTO setting VALUES (?, ?)", rows)
    assert dump(studio) == before
    assert studio.store.row("SELECT count(*) FROM setting WHERE value LIKE 'x%'")[0] == 0


@pytest.mark.parametrize("read_only", [False, True])
def test_no_room_to_open_it(studio: Studio, read_only: bool) -> None:
    """The memory that those who have it open share is a file, too; the first of them makes it."""
    studio.store.close()
    with no_file_larger_than(0), pytest.raises(StoreError) as full:
        open_store(studio.url, read_only=read_only)
    assert full.value.code == "full"
    studio.store = open_store(studio.url)
    assert studio.add().credits == 2


def test_no_room_to_bring_the_log_into_the_file_costs_nothing(studio: Studio) -> None:
    """What is acknowledged stands in the log; it is brought over when there is room."""
    connection = studio.store.connection
    guard, connection.authorizer = connection.authorizer, None
    connection.execute("PRAGMA wal_autocheckpoint = 1")
    with no_file_larger_than(150_000):
        made = [studio.add().id]
        with pytest.raises(StoreError, match="disk is full"):
            studio.store.rows("PRAGMA wal_checkpoint(PASSIVE)")
        made.append(studio.add().id)
    connection.authorizer = guard
    made.append(studio.add().id)
    studio.store.close()
    studio.store = open_store(studio.url, read_only=True)
    assert studio.store.rows("PRAGMA integrity_check") == [("ok",)]
    last = studio.store.rows("SELECT id FROM ledger_entry ORDER BY id DESC LIMIT 3")
    assert [id for (id,) in reversed(last)] == made


def test_no_room_for_a_backup_leaves_no_file(studio: Studio, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    with no_file_larger_than(50_000), pytest.raises(StoreError) as full:
        backup(studio.store, target)
    assert full.value.code == "full"
    assert not target.exists()


def test_a_torn_log_opens_at_the_last_whole_commit(studio: Studio) -> None:
    sizes, states = [], []
    log = Path(f"{studio.path}-wal")
    for _ in range(3):
        studio.add()
        sizes.append(log.stat().st_size)
        states.append(dump(studio)["ledger_entry"])
    content = log.read_bytes()
    main = studio.path.read_bytes()
    for cut in (sizes[0], sizes[0] + 1, sizes[1] - 1, sizes[1], sizes[2] - 4096):
        folder = studio.path.parent / f"torn-{cut}"
        folder.mkdir()
        folder.joinpath("studio.db").write_bytes(main)
        folder.joinpath("studio.db-wal").write_bytes(content[:cut])
        store = open_store(str(folder / "studio.db"))
        whole = sum(size <= cut for size in sizes) - 1
        assert store.rows("SELECT * FROM ledger_entry") == states[whole]
        assert store.row("PRAGMA integrity_check")[0] == "ok"
        store.close()
