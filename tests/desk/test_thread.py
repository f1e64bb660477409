"""One thread owns the desk; newer questions take the place of older ones."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import apsw
import pytest

from creditui.desk.errors import Refused, StoreError
from creditui.desk.session import Desk, open_desk
from creditui.desk.thread import DeskThread, Superseded
from tests.support.patience import PATIENCE
from tests.support.studio import Studio


@pytest.fixture
def desk(studio: Studio) -> Iterator[DeskThread]:
    thread = DeskThread(lambda: open_desk(studio.url, "mona", clock=studio.clock))
    yield thread
    thread.close()


async def test_all_work_is_done_on_one_thread_that_is_not_this_one(desk: DeskThread) -> None:
    def who(_: Desk) -> int:
        return threading.get_ident()

    threads = {await desk.ask(who), await desk.ask_latest("x", who), desk.now(who)}
    assert len(threads) == 1
    assert threading.get_ident() not in threads


async def test_what_the_work_raises_reaches_who_asked(desk: DeskThread) -> None:
    def fail(_: Desk) -> None:
        raise LookupError("not there")

    with pytest.raises(LookupError):
        await desk.ask(fail)
    with pytest.raises(LookupError):
        await desk.ask_latest("x", fail)
    assert await desk.ask(lambda _: 1) == 1


async def test_a_newer_question_takes_the_place_of_one_that_waits(desk: DeskThread) -> None:
    hold, asked = Event(), []
    first = asyncio.ensure_future(desk.ask(lambda _: hold.wait(PATIENCE)))
    await asyncio.sleep(0)
    older = asyncio.ensure_future(desk.ask_latest("find", lambda _: asked.append("older")))
    await asyncio.sleep(0)
    newer = asyncio.ensure_future(desk.ask_latest("find", lambda _: asked.append("newer")))
    other = asyncio.ensure_future(desk.ask_latest("preview", lambda _: asked.append("other")))
    await asyncio.sleep(0)
    hold.set()
    with pytest.raises(Superseded):
        await older
    await asyncio.gather(first, newer, other)
    assert asked == ["newer", "other"]


async def test_a_newer_question_interrupts_the_query_of_one_that_runs(desk: DeskThread) -> None:
    begun = Event()

    def endless(desk: Desk) -> int:
        """A query that says when it runs: one that has not begun can't be interrupted."""

        def says_so(*_: object) -> int:
            begun.set()
            return 1

        connection = desk.store.connection
        connection.create_scalar_function("begun", says_so, 0)
        sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + begun() FROM n)"
        return int(desk.store.rows(f"{sql} SELECT max(i) FROM n")[0][0])

    older = asyncio.ensure_future(desk.ask_latest("find", endless))
    await asyncio.to_thread(begun.wait, PATIENCE)
    assert await desk.ask_latest("find", lambda _: "newer") == "newer"
    with pytest.raises(Superseded):
        await older
    assert await desk.ask(lambda d: d.store.rows("SELECT 1")[0][0]) == 1


async def test_a_question_nobody_waits_for_any_more_is_not_asked(desk: DeskThread) -> None:
    hold, asked = Event(), []
    first = asyncio.ensure_future(desk.ask(lambda _: hold.wait(PATIENCE)))
    await asyncio.sleep(0)
    gone = asyncio.ensure_future(desk.ask_latest("find", lambda _: asked.append("gone")))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.sleep(0)
    hold.set()
    await first
    await desk.ask(lambda _: None)
    assert asked == []


def test_who_may_not_sign_in_is_told_before_anything_is_shown(studio: Studio) -> None:
    desk = DeskThread(lambda: open_desk(studio.url, "mallory", clock=studio.clock))
    with pytest.raises(Refused):
        desk.opened()
    desk.close()


def test_a_database_that_is_not_there_is_told_too(studio: Studio) -> None:
    desk = DeskThread(lambda: open_desk(f"{studio.url}.not", "mona"))
    with pytest.raises(StoreError):
        desk.opened()
    desk.close()


def test_a_desk_that_is_still_being_opened_is_closed_as_well(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaving, opened = Event(), []

    def open_late() -> Desk:
        leaving.wait(PATIENCE)
        opened.append(open_desk(studio.url, "mona", clock=studio.clock))
        return opened[0]

    def shutdown(self: ThreadPoolExecutor, **how: bool) -> None:
        leaving.set()
        shut(self, **how)

    shut = ThreadPoolExecutor.shutdown
    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", shutdown)
    DeskThread(open_late).close()
    with pytest.raises(apsw.ConnectionClosedError):
        opened[0].store.row("SELECT 1")
