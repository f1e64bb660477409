"""One act is one transaction, and its failure is told truly (R17)."""

import errno
import fcntl
import os
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

import apsw
import pytest
from peewee import OperationalError

from creditui.store.engine import Store, open_store
from creditui.store.errors import Interrupted, StoreError, translated
from creditui.store.lock import FileLock
from creditui.store.transaction import reading, writing
from tests.support.studio import Studio

COUNT = "SELECT count(*) FROM setting"
PUT = "INSERT INTO setting VALUES (?, '1')"


def test_what_is_written_is_there_and_what_failed_is_not(studio: Studio) -> None:
    before = studio.store.row(COUNT)[0]
    with writing(studio.store):
        studio.store.execute(PUT, ("one",))
    with pytest.raises(StoreError, match="refused"), writing(studio.store):
        studio.store.connection.executemany(PUT, [("two",), ("two",)])
    assert studio.store.row(COUNT)[0] == before + 1
    with writing(studio.store):
        studio.store.execute(PUT, ("three",))


def test_reads_in_one_block_are_of_one_moment_and_join_an_outer_block(studio: Studio) -> None:
    other = open_store(studio.url)
    with reading(studio.store), reading(studio.store):
        before = studio.store.row(COUNT)
        with writing(other):
            other.execute(PUT, ("one",))
        assert studio.store.row(COUNT) == before
    other.close()
    assert studio.store.row(COUNT)[0] == before[0] + 1


def test_a_read_joins_the_write_around_it(studio: Studio) -> None:
    with writing(studio.store):
        studio.store.execute(PUT, ("one",))
        with reading(studio.store):
            assert studio.store.row("SELECT value FROM setting WHERE key = 'one'") == ("1",)
        studio.store.execute(PUT, ("two",))


@pytest.mark.parametrize("outer", [reading, writing])
def test_a_write_inside_another_transaction_is_a_mistake(
    studio: Studio, outer: Callable[[Store], AbstractContextManager[None]]
) -> None:
    opened = pytest.raises(RuntimeError, match="open already")
    with opened, outer(studio.store), writing(studio.store):
        pass
    with writing(studio.store):
        pass


def test_a_foreign_writer_that_does_not_let_go_is_told_of(studio: Studio) -> None:
    foreign = apsw.Connection(str(studio.path))
    foreign.execute("BEGIN IMMEDIATE")
    with (
        pytest.raises(StoreError, match="Another program is writing") as busy,
        writing(studio.store, wait=0.02),
    ):
        pass
    assert busy.value.code == "busy"
    foreign.close(True)
    studio.add()


def test_the_queue_is_waited_for_but_not_for_ever(studio: Studio) -> None:
    other = FileLock(studio.store.lock.path)
    other.acquire()
    with pytest.raises(StoreError, match="Others are still writing") as busy:
        studio.store.lock.acquire(wait=0.02)
    assert busy.value.code == "busy"
    other.release()
    studio.add()


def test_a_place_where_nothing_can_be_locked_is_told_of(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    handles = []

    def no_locks(handle: int, _how: int) -> None:
        """As a network file system without a lock server has it."""
        handles.append(handle)
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with pytest.raises(StoreError, match="a disk of this machine") as failed, writing(studio.store):
        pass
    assert failed.value.code == "unreachable"
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(handles[0])
    monkeypatch.undo()
    studio.add()


def test_a_waiting_writer_goes_on_as_soon_as_it_may(studio: Studio) -> None:
    other = FileLock(studio.store.lock.path)
    other.acquire()
    threading.Timer(0.02, other.release).start()
    studio.add()


def test_a_stopped_query_says_so_and_the_store_goes_on(studio: Studio) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT stopped() FROM n) SELECT i FROM n"

    def stopped(*_: object) -> int:
        """Called by the query: one that has not begun can't be stopped."""
        studio.store.interrupt()
        return 1

    studio.store.connection.create_scalar_function("stopped", stopped, 0)
    with pytest.raises(Interrupted), reading(studio.store):
        studio.store.rows(endless)
    studio.add()


def test_the_true_cause_is_told_where_the_rollback_failed_too() -> None:
    """SQLite rolls back by itself when the disk is full; the driver then complains of that."""
    error = OperationalError("cannot rollback - no transaction is active")
    error.__context__ = apsw.FullError("database or disk is full")
    found = translated(error)
    assert found is not None
    assert found.code == "full"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (apsw.FullError("x"), "full"),
        (apsw.IOError("x"), "unreachable"),
        (apsw.BusyError("x"), "busy"),
        (apsw.CorruptError("x"), "damaged"),
        (apsw.NotADBError("x"), "damaged"),
        (apsw.ReadOnlyError("x"), "read_only"),
        (apsw.CantOpenError("x"), "unreachable"),
        (apsw.InterruptError("x"), "interrupted"),
        (apsw.ConstraintError("x"), "refused"),
        (apsw.AuthError("x"), "refused"),
        (apsw.SQLError("x"), "damaged"),
    ],
)
def test_each_failure_of_the_driver_is_one_sentence(error: apsw.Error, code: str) -> None:
    found = translated(error)
    assert found is not None
    assert found.code == code
    assert found.message.endswith(".")
    assert "\n" not in found.message


def test_what_is_no_failure_of_the_driver_is_left_alone() -> None:
    assert translated(ValueError("x")) is None
